import { isDay } from "#core/days";

/** The same day of the next month, or the last day of a month that is too short for it. */
export function addMonth(today: string): string {
  const [year = 0, month = 1, day = 1] = today.split("-").map(Number);
  const lastOfNext = new Date(Date.UTC(year, month + 1, 0));
  const wanted = Math.min(day, lastOfNext.getUTCDate());
  return new Date(Date.UTC(year, month, wanted)).toISOString().slice(0, 10);
}

/** Why a text is no day to wait for, as a sentence with the remedy; null when it is one. */
export function complaintAboutDay(text: string, today: string): string | null {
  if (!isDay(text)) return `Write a day as YYYY-MM-DD, for example ${addMonth(today)}.`;
  return text <= today ? "That day is not to come any more. Write a later one." : null;
}

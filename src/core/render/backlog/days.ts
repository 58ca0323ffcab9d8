import type { Numbers } from "#core/render/numbers";

/** The day of an instant; with the time where another of `all` falls on the same day. */
export function phraseDay(at: string, all: readonly string[], numbers: Numbers): string {
  const day = at.slice(0, 10);
  const isShared = all.some((other) => other !== at && other.slice(0, 10) === day);
  return numbers.date(isShared ? at : day);
}

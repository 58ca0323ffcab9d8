import { addMonth } from "#cli/queue/days";
import { addDays } from "#core/days";
import type { QueueEntry } from "#cli/queue/state";
import { SNOOZE_EVENTS, snoozeEvents } from "#core/decision-kinds";
import { phraseWait } from "#core/triage";
import { type Wait, whyNeverComes } from "#usecases/waits";

/** A line of the list of what a snooze may wait for; `wait` is null for a day that has to be typed. */
export interface SnoozeChoice {
  title: string;
  wait: Wait | null;
}

/** What a finding may be set aside until, in the order of the numbers to press. */
export function snoozeChoices(entry: QueueEntry, today: string): SnoozeChoice[] {
  const [week, month] = [{ date: addDays(today, 7).slice(0, 10) }, { date: addMonth(today) }];
  return [
    { title: `for a week (${phraseWait(week)})`, wait: week },
    { title: `for a month (${phraseWait(month)})`, wait: month },
    { title: "until a day that you type", wait: null },
    ...snoozeEvents
      .filter((event) => whyNeverComes({ event }, entry.live.stored) === null)
      .map((event) => ({ title: `until ${SNOOZE_EVENTS[event]}`, wait: { event } })),
  ];
}

import type { BacklogReport, TrendPoint } from "#core/backlog-report";
import { joinPhrases } from "#core/explain";
import { phraseDay } from "#core/render/backlog/days";
import { phraseShares, type Numbers } from "#core/render/numbers";

/** Fewer items than this are counted: a share of five items is no share. */
const FEW = 20;

/** "Of 1,284 work items, 15 % read as strategic (13 % on 16 November 2026), 77 % as tactical and 8 % could not be decided." */
export function phraseMix({ scan, trend }: BacklogReport, numbers: Numbers): string {
  const mix = phrasePoint(trend.at(-1), trend.at(-2), scan.complete, numbers);
  return scan.complete || scan.items === 0
    ? `${mix.charAt(0).toUpperCase()}${mix.slice(1)}.`
    : `The scan was incomplete: ${mix}.`;
}

function phrasePoint(
  now: TrendPoint | undefined,
  before: TrendPoint | undefined,
  isComplete: boolean,
  numbers: Numbers,
): string {
  if (!now || now.items === 0)
    return "there were no work items to read, so check that the filter of the scan or export finds some";
  const { items, strategic, tactical, unclear } = now;
  const read = isComplete ? "" : " that were read";
  if (unclear === items)
    return items === 1
      ? "the one work item could not be decided"
      : `none of the ${numbers.count(items)} work items${read} could be decided`;
  if (strategic === items || tactical === items) {
    const focus = strategic === items ? "strategic" : "tactical";
    return items === 1
      ? `the one work item reads as ${focus}`
      : `all ${numbers.count(items)} work items${read} read as ${focus}`;
  }
  const [ofStrategic = "", ofTactical = "", ofUnclear = ""] = phraseParts(now, numbers);
  const verb = items < FEW && strategic === 1 ? "reads" : "read";
  const parts = [
    strategic === 0
      ? "none reads as strategic"
      : `${ofStrategic} ${verb} as strategic${phraseEarlier(now, before, numbers)}`,
    tactical === 0 ? "none as tactical" : `${ofTactical} as tactical`,
    ...(unclear === 0 ? [] : [`${ofUnclear} could not be decided`]),
  ];
  return `of ${isComplete ? "" : "the "}${numbers.count(items)} work items${read}, ${joinPhrases(parts)}`;
}

/** " (13 % on 16 November 2026)" where the share of strategic work was another and the two can be compared. */
function phraseEarlier(now: TrendPoint, before: TrendPoint | undefined, numbers: Numbers): string {
  if (!before || !isComparable(before, now)) return "";
  const [then = ""] = phraseParts(before, numbers);
  if (then === phraseParts(now, numbers)[0]) return "";
  return ` (${then} on ${phraseDay(before.at, [before.at, now.at], numbers)})`;
}

function phraseParts({ items, strategic, tactical, unclear }: TrendPoint, numbers: Numbers): string[] {
  const parts = [strategic, tactical, unclear];
  return items < FEW ? parts.map((part) => numbers.count(part)) : phraseShares(parts);
}

/** Another ruleset or half a backlog would make a difference that nobody made. */
const isComparable = (before: TrendPoint, now: TrendPoint): boolean =>
  before.isComplete && now.isComplete && !now.isNewRuleset && before.items >= FEW && now.items >= FEW;

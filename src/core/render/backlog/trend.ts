import type { BacklogReport, TrendPoint } from "#core/backlog-report";
import { joinPhrases } from "#core/explain";
import type { Block, Section, TrendMark, TrendNote, TrendView } from "#core/render/backlog/blocks";
import { phraseDay } from "#core/render/backlog/days";
import { phraseShares, type Numbers } from "#core/render/numbers";
import { describeMix } from "#core/render/outline";

/** A year of weeks. */
const MOST = 53;
/** What a table carries where it cannot be folded. */
const LAST_ONLY = 12;
/** Audits that a sentence can name. */
const NAMES = 3;

/** How the mix and the open findings moved: a chart where a format draws, and the same numbers as a table. */
export function describeTrend({ trend }: BacklogReport, numbers: Numbers): Section {
  return { id: "trend", title: "The mix over time", blocks: blocksOf(trend, numbers) };
}

function blocksOf(trend: readonly TrendPoint[], numbers: Numbers): Block[] {
  if (trend.length < 2)
    return [{ kind: "text", text: "There is one audit so far; how the mix moves can be seen from the next one on." }];
  const points = readPoints(trend.slice(-MOST), numbers);
  const left = trend.length - points.length;
  return [
    { kind: "charts", ...viewTrend(points, numbers) },
    {
      kind: "table",
      caption: "The mix and the open findings by audit",
      head: ["Audit", "Work items", "Strategic", "Tactical", "Not sure", "Open findings"],
      rows: points.map((point) => [
        `${point.label}${remarkOf(point)}`,
        numbers.count(point.items),
        ...(point.items === 0 ? ["–", "–", "–"] : phraseShares([point.strategic, point.tactical, point.unclear])),
        numbers.count(point.open),
      ]),
      numbersFrom: 1,
      lastOnly: LAST_ONLY,
    },
    ...(left === 0 ? [] : [phraseLeft(left, numbers)]),
  ];
}

const phraseLeft = (count: number, numbers: Numbers): Block => ({
  kind: "text",
  text: `${numbers.plural(count, "earlier audit is", "earlier audits are")} in the CSV and JSON reports only.`,
  tone: "quiet",
});

function readPoints(trend: readonly TrendPoint[], numbers: Numbers): TrendMark[] {
  const all = trend.map(({ at }) => at);
  return trend.map(({ at, ...point }) => ({ ...point, time: Date.parse(at), label: phraseDay(at, all, numbers) }));
}

function remarkOf({ isNewRuleset, isComplete }: TrendMark): string {
  const remarks = [...(isNewRuleset ? ["new ruleset"] : []), ...(isComplete ? [] : ["incomplete"])];
  return remarks.length === 0 ? "" : ` (${remarks.join(", ")})`;
}

function viewTrend(points: readonly TrendMark[], numbers: Numbers): TrendView {
  const open = points.map((point) => numbers.count(point.open));
  const most = numbers.count(Math.max(...points.map((point) => point.open)));
  return {
    points,
    mix: viewMix(
      points.filter(({ items }) => items > 0),
      numbers,
    ),
    open: {
      title: "Open findings",
      alternative: `Open findings ${phraseSpan(points, numbers)}: from ${open[0] ?? ""} to ${open.at(-1) ?? ""}, at most ${most}. The table has all numbers.`,
    },
    notes: noteAll(points),
    count: (value) => numbers.count(value),
  };
}

function viewMix(points: readonly TrendMark[], numbers: Numbers): TrendView["mix"] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return null;
  const [before, latest] = [describeMix(first), describeMix(last)];
  const moves = latest.map(
    ({ name, share }, index) => `${name.toLowerCase()} from ${before[index]?.share ?? ""} to ${share}`,
  );
  return {
    title: "Share of work items",
    alternative: `Share of work items ${phraseSpan(points, numbers)}: ${joinPhrases(moves)}. The table has all numbers.`,
    latest,
  };
}

const phraseSpan = (points: readonly TrendMark[], numbers: Numbers): string =>
  `at ${numbers.plural(points.length, "audit")} from ${points[0]?.label ?? ""} to ${points.at(-1)?.label ?? ""}`;

function noteAll(points: readonly TrendMark[]): TrendNote[] {
  const name = (marks: readonly TrendMark[]): string =>
    marks.length > NAMES ? `${marks.length} audits` : joinPhrases(marks.map(({ label }) => label));
  const changed = points.filter(({ isNewRuleset }) => isNewRuleset);
  const partial = points.filter(({ isComplete }) => !isComplete);
  const notes: TrendNote[] = [];
  if (changed.length > 0)
    notes.push({
      mark: "new-ruleset",
      text: `New ruleset with ${changed.length > NAMES ? "" : "the audit of "}${name(changed)}: a step there may be no change of the backlog.`,
    });
  if (partial.length > 0)
    notes.push({
      mark: "incomplete",
      text: `Incomplete scan with ${partial.length > NAMES ? "" : "the audit of "}${name(partial)}: the numbers are of what could be read.`,
    });
  return notes;
}

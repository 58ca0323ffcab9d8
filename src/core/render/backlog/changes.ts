import { SET_ASIDE } from "#core/render/summary";
import type { BacklogReport } from "#core/backlog-report";
import { joinPhrases } from "#core/explain";
import { cutList, type Block, type Section } from "#core/render/backlog/blocks";
import { phraseDay } from "#core/render/backlog/days";
import type { Numbers } from "#core/render/numbers";
import { rules } from "#core/rules/index";

/** Kinds of change in the order in which they are told, as a sentence says them and as a label under a number. */
export const CHANGES: readonly {
  key: keyof BacklogReport["changes"];
  one: string;
  many: string;
  label: string;
  note: string;
}[] = [
  { key: "new", one: "is new", many: "are new", label: "new", note: "" },
  { key: "fixed", one: "was fixed", many: "were fixed", label: "fixed", note: "" },
  { key: "returned", one: "came back after a fix", many: "came back after a fix", label: "back after a fix", note: "" },
  {
    key: "reappeared",
    one: "reappeared",
    many: "reappeared",
    label: "back, but never fixed",
    note: "the item, the rules or the scope had let it go",
  },
  {
    key: "askedAgain",
    one: "is to be decided on again",
    many: "are to be decided on again",
    label: "to decide on again",
    note: "the facts changed, or the agreed time is over",
  },
  {
    key: "removed",
    one: "is gone without a fix",
    many: "are gone without a fix",
    label: "gone without a fix",
    note: "the item is finished or deleted, or the rules changed",
  },
];

/** What is new, fixed, back and gone, what is set aside, and what of that ends soon; `limit` is the most of those to show. */
export function describeChanges(report: BacklogReport, numbers: Numbers, limit: number): Section {
  const { previousAt, auditedAt, changes } = report;
  const figures = CHANGES.filter(({ key }) => changes[key] > 0).map(({ key, label, note }) => ({
    ...{ value: numbers.count(changes[key]), label, note },
  }));
  // All of a first audit is new, and of a quiet week the first sentence has said it.
  const isTold = previousAt !== null && figures.length > 0;
  return {
    id: "changes",
    title: isTold ? `Changes since ${phraseDay(previousAt, [previousAt, auditedAt], numbers)}` : "Set aside",
    blocks: [
      ...(isTold ? [{ kind: "figures", figures } as const] : []),
      { kind: "text", text: phraseSetAside(report, numbers) },
      ...describeExpiring(report, numbers, limit),
    ],
  };
}

/** "18 findings are set aside: 3 snoozed, 5 dismissed and 10 in the baseline." */
function phraseSetAside({ findings }: BacklogReport, numbers: Numbers): string {
  const kinds = SET_ASIDE.filter(([state]) => findings[state] > 0);
  const total = kinds.reduce((sum, [state]) => sum + findings[state], 0);
  if (total === 0) return "Nothing is set aside.";
  const all = `${numbers.plural(total, "finding is", "findings are")} set aside`;
  const [only] = kinds;
  if (only && kinds.length === 1) return `${all}${total === 1 ? ": it is" : ", all"} ${only[1]}.`;
  return `${all}: ${joinPhrases(kinds.map(([state, name]) => `${numbers.count(findings[state])} ${name}`))}.`;
}

/** A dismissal holds on its last day; a snooze is over on the day it names. */
const ENDS: Record<BacklogReport["expiring"][number]["kind"], string> = {
  dismiss: "last day of the exception",
  snooze: "back from its snooze",
  reassign: "last day to hand it over",
};

function describeExpiring({ expiring }: BacklogReport, numbers: Numbers, limit: number): Block[] {
  if (expiring.length === 0) return [];
  const [shown, rest] = cutList(
    expiring,
    limit,
    (count) => `${numbers.count(count)} more ${count === 1 ? "runs" : "run"} out in that time; the CSV report has all.`,
  );
  return [
    {
      kind: "table",
      caption: "Running out within two weeks",
      head: ["Item", "Day", "What happens", "Rule"],
      rows: shown.map(({ subject, rule, kind, on }) => [
        ...[subject, numbers.date(on), ENDS[kind]],
        rules.find(({ id }) => id === rule)?.title ?? rule,
      ]),
      numbersFrom: Infinity,
    },
    ...rest,
  ];
}

import { z } from "zod";
import { type DismissReason, dismissReasons, type SnoozeEvent, snoozeEvents } from "#core/decision-kinds";
import type { Finding } from "#core/finding";
import type { DecidedFocus } from "#core/model";
import { createNameIndex } from "#core/name-index";

/** What a person decides about a finding or an item. Decisions are only ever added: a later one outweighs an earlier one, an undo takes one back. */

const text = z.string().trim().min(1);
const day = z.iso.date();
const role = z.enum(["product-manager", "product-owner", "both", "other"]);

const base = {
  id: text.describe("Unique; the same decision imported twice counts once."),
  at: z.iso.datetime().describe("When, ISO 8601 in UTC."),
  by: text.nullable().describe("Reference of who decided; null when nobody said."),
  isClaimed: z.boolean().describe("Whether who decided is only what they said of themselves."),
  ruleset: z.string().describe("Hash of the ruleset under which it was decided."),
};

/** The finding a decision is about, with the facts it is bound to: when kind, owner or the owner's role change, it is asked again. */
const about = z.strictObject({
  finding: text.describe("Id of the finding: rule and subject."),
  rule: text,
  kind: text,
  owner: z.string().nullable().describe("Reference of the owner at the time."),
  ownerRole: role.nullable(),
  names: z
    .array(z.string())
    .describe("Every name of the work item at the time, so that the decision outlives a rename."),
});

const dismiss = z.strictObject({
  ...base,
  kind: z.literal("dismiss"),
  about,
  reason: z.enum(dismissReasons as [DismissReason, ...DismissReason[]]),
  note: text,
  until: day.nullable().describe("Last day on which it holds; null: for good."),
});

const snooze = z.strictObject({
  ...base,
  kind: z.literal("snooze"),
  about,
  until: z.union([
    z.strictObject({ date: day.describe("The first day on which the finding is back.") }),
    z.strictObject({
      event: z.enum(snoozeEvents as [SnoozeEvent, ...SnoozeEvent[]]),
      was: z.string().nullable().describe("Status or sprint at the time."),
    }),
  ]),
  note: z.string(),
});

const reassign = z.strictObject({
  ...base,
  kind: z.literal("reassign"),
  about,
  to: text.describe("Reference of who shall take it over."),
  until: day.nullish().describe("Last day on which it is waited for; null: for good; left out: 30 days."),
  note: z.string(),
});

const override = z.strictObject({
  ...base,
  kind: z.literal("override"),
  item: z.strictObject({ id: text, names: z.array(z.string()) }),
  focus: z.enum(["strategic", "tactical"]),
  reason: text,
});

const undo = z.strictObject({
  ...base,
  kind: z.literal("undo"),
  of: text.describe("Id of the decision taken back."),
  note: z.string(),
});

export const decisionSchema = z.discriminatedUnion("kind", [dismiss, snooze, reassign, override, undo]);

export type Decision = z.infer<typeof decisionSchema>;
export type DecisionAbout = z.infer<typeof about>;
/** A decision about one finding. */
export type FindingDecision = Extract<Decision, { about: DecisionAbout }>;
export type OverrideDecision = z.infer<typeof override>;

/** A person's class for an item, however it was recorded. */
export interface ClassOverride {
  focus: DecidedFocus;
  reason: string;
  by?: string | undefined;
  at?: string | undefined;
}

/** A decision about a finding or an item. */
export type RootDecision = Exclude<Decision, { kind: "undo" }>;

/** What a decision is about in the end: itself, or what an undo, or an undo of one, takes back; undefined where that is not known. */
export function rootOf(decision: Decision, byId: ReadonlyMap<string, Decision>): RootDecision | undefined {
  let root: Decision | undefined = decision;
  // Imported undos may take each other back: then there is nothing at the end.
  for (const seen = new Set<string>(); root?.kind === "undo"; root = byId.get(root.of)) {
    if (seen.has(root.id)) return undefined;
    seen.add(root.id);
  }
  return root;
}

/** Every name of the item that a decision is about; none for a finding about a scope or a person. */
export const itemNamesOf = (decision: RootDecision): readonly string[] =>
  decision.kind === "override" ? [decision.item.id, ...decision.item.names] : decision.about.names;

/** Decisions in force, for looking up while findings and items pass by. */
export interface DecisionBook {
  /** The last decision about a finding; `names` are all the item goes by now. */
  onFinding(finding: Pick<Finding, "id" | "rule">, names: readonly string[]): FindingDecision | undefined;
  onItem(names: readonly string[]): OverrideDecision | undefined;
  /** What people say items are. */
  overrides(): readonly OverrideDecision[];
  /** Decisions that no finding or item asked for so far. */
  unused(): readonly Decision[];
}

/** Oldest first, whatever order they came in: the same decisions always give the same answer. */
export const sortDecisions = (decisions: readonly Decision[]): Decision[] =>
  [...new Map(decisions.map((decision) => [decision.id, decision])).values()].sort(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1),
  );

/** Ids of decisions that were taken back. An undo can be taken back, too. */
export function findUndone(sorted: readonly Decision[]): ReadonlySet<string> {
  const undone = new Set<string>();
  for (const decision of [...sorted].reverse())
    if (decision.kind === "undo" && !undone.has(decision.id)) undone.add(decision.of);
  return undone;
}

/** What nobody took back, oldest first, without the undos themselves. */
export function decisionsInForce(decisions: readonly Decision[]): RootDecision[] {
  const sorted = sortDecisions(decisions);
  const undone = findUndone(sorted);
  return sorted.flatMap((decision) => (decision.kind === "undo" || undone.has(decision.id) ? [] : [decision]));
}

export function createDecisionBook(decisions: readonly Decision[]): DecisionBook {
  const inForce = decisionsInForce(decisions);
  const byFinding = new Map<string, FindingDecision>();
  const byRuleAndName = createNameIndex<FindingDecision>();
  const byItem = createNameIndex<OverrideDecision>();
  for (const decision of inForce) {
    if (decision.kind === "override") byItem.add([decision.item.id, ...decision.item.names], decision);
    else {
      byFinding.set(decision.about.finding, decision);
      byRuleAndName.add(decision.about.names, decision, decision.about.rule);
    }
  }
  const asked = new Set<Decision>();
  const note = <T extends Decision>(decision: T | undefined): T | undefined => {
    if (decision) asked.add(decision);
    return decision;
  };
  return {
    onFinding({ id, rule }, names) {
      const exact = byFinding.get(id);
      return note(latest([...(exact ? [exact] : []), ...byRuleAndName.find(names, rule)]));
    },
    onItem: (names) => (byItem.isEmpty() ? undefined : note(latest(byItem.find(names)))),
    overrides: () => inForce.filter((decision) => decision.kind === "override"),
    unused: () => inForce.filter((decision) => !asked.has(decision)),
  };
}

const latest = <T extends Decision>(found: readonly T[]): T | undefined =>
  found.length < 2 ? found[0] : (sortDecisions(found).at(-1) as T | undefined);

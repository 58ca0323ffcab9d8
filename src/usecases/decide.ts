import type { Policy } from "#core/config";
import {
  createDecisionBook,
  type DecisionBook,
  type Decision,
  type DecisionAbout,
  findUndone,
  sortDecisions,
  type FindingDecision,
  type OverrideDecision,
} from "#core/decision";
import { DISMISS_REASONS, type DismissReason } from "#core/decision-kinds";
import { addDays } from "#core/days";
import { compareKeys, compareText } from "#core/key-order";
import type { DecidedFocus } from "#core/model";
import { type Actor, refusalFor } from "#core/permission";
import { showName } from "#core/person-names";
import { SEVERITIES } from "#core/severity";
import { settleFinding, type Settlement } from "#core/triage";
import { standingFindings } from "#usecases/finished-runs";
import type { StoredFinding, StoredPerson, TriageStore } from "#ports";
import {
  type LiveFinding,
  phraseAmbiguous,
  readNames,
  type Selection,
  selectFindings,
  subjectOf,
  trackerOf,
} from "#usecases/select-findings";
import { completeWait, type Wait, whyNeverComes } from "#usecases/waits";

export type { LiveFinding, Selection };

/** What somebody wants to do. */
export type Act =
  | { kind: "dismiss"; reason: DismissReason; note: string; until?: string | null }
  | { kind: "snooze"; until: Wait; note: string }
  | { kind: "reassign"; to: string; note: string; /** What the person is called, for the trail. */ toName?: string }
  | { kind: "override"; focus: DecidedFocus; reason: string };

export interface DecideDeps {
  store: TriageStore;
  policy: Policy;
  actor: Actor;
  /** ISO 8601 instant. */
  now: string;
  newId(): string;
}

/** What would be recorded, and what would not: shown first, then applied with `addDecisions`. */
export interface DecisionPlan {
  decisions: readonly Decision[];
  /** What each decision is about, in the same order. */
  subjects: readonly string[];
  refused: readonly { subject: string; why: string }[];
  /** Names that no remembered finding goes by. */
  unknown: readonly string[];
  /** People whom the decisions name and no audit may have met. */
  people?: readonly StoredPerson[];
}

/** All findings still found, with the state that decisions give them now. */
export async function liveFindings(store: TriageStore, now: string): Promise<LiveFinding[]> {
  const book = createDecisionBook(await store.decisions());
  const people = await store.people();
  const live: LiveFinding[] = [];
  for await (const page of standingFindings(store))
    for (const stored of page)
      if (!isReread(stored, book)) live.push({ stored: withName(stored, people), ...settleStored(stored, book, now) });
  return live.sort(bySeverity);
}

/** Whether a person reads the item otherwise since it was seen last: what its finding is then, the next audit tells. */
export function isReread({ names, lastSeen }: StoredFinding, book: DecisionBook): boolean {
  const override = book.onItem(names);
  return override !== undefined && Date.parse(override.at) > Date.parse(lastSeen);
}

/** A finding about a person is remembered without the name. */
export function withName(stored: StoredFinding, people: ReadonlyMap<string, StoredPerson>): StoredFinding {
  const { subject } = stored.finding;
  if (subject.kind !== "person") return stored;
  return { ...stored, finding: showName(stored.finding, people.get(subject.ref)?.name) };
}

/** The most severe first, then by scope and subject: the order in which somebody decides. */
function bySeverity({ stored: a }: LiveFinding, { stored: b }: LiveFinding): number {
  return (
    SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
    compareText(a.finding.scope, b.finding.scope) ||
    compareKeys(subjectOf(a), subjectOf(b)) ||
    compareText(a.finding.id, b.finding.id)
  );
}

/** State of a remembered finding under the decisions of now. */
export function settleStored(stored: StoredFinding, book: DecisionBook, now: string): Settlement {
  const { finding, facts, firstSeen, names, ownerRefs, lapsed } = stored;
  return settleFinding(finding, {
    decision: book.onFinding(finding, names),
    ownerRefs: () => ownerRefs,
    facts,
    memory: { firstSeen, isGone: false, lapsed },
    isInBaseline: false,
    now,
  });
}

/** Records decisions that were planned, and what the people are called whom no audit has met: the trail shows it. */
export async function recordDecisions(
  { decisions, people = [] }: Pick<DecisionPlan, "decisions" | "people">,
  { store, actor }: Pick<DecideDeps, "store" | "actor">,
): Promise<void> {
  if (decisions.length === 0) return;
  await store.addDecisions(decisions);
  const named = actor.ref !== null && actor.name !== null ? [...people, { ref: actor.ref, name: actor.name }] : people;
  const met = await store.people();
  await store.savePeople(named.filter(({ ref }) => !met.has(ref)));
}

/**
 * Plans an act on findings, those in `live` where they are at hand. An override is about items: one decision for each, however
 * many findings it has.
 */
export async function planAct(
  act: Act,
  selection: Selection,
  deps: DecideDeps,
  live?: readonly LiveFinding[],
): Promise<DecisionPlan> {
  live ??= await liveFindings(deps.store, deps.now);
  const names = readNames(selection.names ?? [], live);
  const selected = selectFindings(live, selection.names ? { ...selection, names: names.clear } : selection);
  const refused = new Map(names.ambiguous.map(({ name, ids }) => [name, phraseAmbiguous(ids)]));
  const allowed: StoredFinding[] = [];
  for (const { stored } of selected) {
    const why = refusalFor(act.kind, deps.actor, stored.finding.owner, deps.policy) ?? whyNot(act, stored);
    if (why === null) allowed.push(stored);
    else refused.set(subjectFor(act, stored), why);
  }
  const ruleset = (await deps.store.runs(1))[0]?.rulesetHash ?? "";
  const planned = act.kind === "override" ? planOverrides(act, allowed) : allowed.map((one) => planOne(act, one, deps));
  const decisions = planned.map((bare): Decision => ({ ...sign(deps, ruleset), ...bare }));
  const about = act.kind === "override" ? uniqueItems(allowed) : allowed;
  return {
    decisions,
    subjects: about.map((stored) => subjectFor(act, stored)),
    refused: [...refused].map(([subject, why]) => ({ subject, why })),
    unknown: names.unknown,
    ...(act.kind === "reassign" && act.toName !== undefined ? { people: [{ ref: act.to, name: act.toName }] } : {}),
  };
}

/** What an act on a finding is about, in the words of a reader. */
const subjectFor = (act: Act, stored: StoredFinding): string =>
  act.kind === "override" ? subjectOf(stored) : `${subjectOf(stored)} · ${stored.finding.rule}`;

/** Why an act says nothing about a finding, with the remedy; null when it does. */
export function whyNot(act: Act, stored: StoredFinding): string | null {
  switch (act.kind) {
    case "dismiss":
      return null;
    case "snooze":
      return whyNeverComes(act.until, stored);
    case "reassign":
      return act.to === stored.finding.owner || stored.ownerRefs.includes(act.to)
        ? "This person already owns it. Name somebody else."
        : null;
    case "override":
      return stored.item ? null : "It is about no single work item: there is nothing to call strategic or tactical.";
  }
}

/** What every decision holds. */
const sign = (deps: DecideDeps, ruleset: string) => ({
  ...{ id: deps.newId(), at: deps.now, by: deps.actor.ref, isClaimed: deps.actor.isClaimed, ruleset },
});

/** A decision before it has an id, an author and an instant. */
type Bare<T> = T extends Decision ? Omit<T, "id" | "at" | "by" | "isClaimed" | "ruleset"> : never;

const uniqueItems = (findings: readonly StoredFinding[]): StoredFinding[] => [
  ...new Map(findings.map((stored) => [stored.item?.id, stored])).values(),
];

const planOverrides = (
  { focus, reason }: Extract<Act, { kind: "override" }>,
  findings: readonly StoredFinding[],
): Bare<OverrideDecision>[] =>
  uniqueItems(findings).flatMap(({ item, names }) =>
    item ? [{ kind: "override", item: { id: item.id, names: [...names] }, focus, reason }] : [],
  );

function planOne(
  act: Exclude<Act, { kind: "override" }>,
  stored: StoredFinding,
  deps: DecideDeps,
): Bare<FindingDecision> {
  const about = aboutOf(stored);
  switch (act.kind) {
    case "dismiss": {
      const until = act.until === undefined ? expiryOf(act.reason, deps) : act.until;
      return { kind: "dismiss", about, reason: act.reason, note: act.note, until };
    }
    case "snooze":
      return { kind: "snooze", about, until: completeWait(act.until, stored), note: act.note };
    case "reassign":
      return { kind: "reassign", about, to: act.to, note: act.note, ...planEnd(deps) };
  }
}

function aboutOf({ finding, names }: StoredFinding): DecisionAbout {
  const { id, rule, kind, owner, ownerRole } = finding;
  return { finding: id, rule, kind, owner, ownerRole, names: [...names] };
}

/** Last day on which a dismissal for this reason holds; null where it is never asked about again. */
function expiryOf(reason: DismissReason, { policy, now }: DecideDeps): string | null {
  const own = policy.triage.expiresAfterDays[reason];
  const days = own === undefined ? DISMISS_REASONS[reason].days : own;
  return days === null ? null : addDays(now, days).slice(0, 10);
}

/** When a plan is asked about again, where the policy says so. */
function planEnd({ policy, now }: DecideDeps): { until?: string | null } {
  const days = policy.triage.expiresAfterDays.plan;
  if (days === undefined) return {};
  return { until: days === null ? null : addDays(now, days).slice(0, 10) };
}

/**
 * Plans to take decisions back: those named by id, or the last one on each finding or item that goes by a name. An undo can be
 * taken back like any other decision.
 */
export async function planUndo(names: readonly string[], note: string, deps: DecideDeps): Promise<DecisionPlan> {
  const all = sortDecisions(await deps.store.decisions());
  const undone = findUndone(all);
  const refused: { subject: string; why: string }[] = [];
  const unknown: string[] = [];
  const taken = new Map<string, { decision: Decision; subject: string }>();
  for (const name of names) {
    const about = all.filter((decision) => !undone.has(decision.id) && isAbout(decision, name));
    const last = about.at(-1);
    const why = whyNoUndo(about, deps);
    if (!last) unknown.push(name);
    else if (why) refused.push({ subject: name, why });
    else taken.set(last.id, { decision: last, subject: `${name} · ${last.kind}` });
  }
  const decisions = [...taken.values()].map(({ decision }): Decision => ({
    ...sign(deps, decision.ruleset),
    kind: "undo",
    of: decision.id,
    note,
  }));
  return { decisions, subjects: [...taken.values()].map(({ subject }) => subject), refused, unknown };
}

/** Why the last of some decisions that go by one name may not be taken back; null when it may. */
function whyNoUndo(about: readonly Decision[], deps: DecideDeps): string | null {
  const last = about.at(-1);
  if (!last) return null;
  const ids = [...new Map(about.map((decision) => [trackerOf(idOfItem(decision)), idOfItem(decision)])).values()];
  if (ids.length > 1) return phraseAmbiguous(ids);
  return refusalFor("undo", deps.actor, "about" in last ? last.about.owner : null, deps.policy);
}

/** Of a decision's names the first is the id. */
function idOfItem(decision: Decision): string {
  if (decision.kind === "undo") return decision.of;
  if (decision.kind === "override") return decision.item.id;
  return decision.about.names[0] ?? decision.about.finding.slice(decision.about.rule.length + 1);
}

function isAbout(decision: Decision, name: string): boolean {
  if (decision.id === name) return true;
  if (decision.kind === "undo") return false;
  if (decision.kind === "override") return decision.item.id === name || decision.item.names.includes(name);
  const { finding, rule, names } = decision.about;
  return name === finding || names.includes(name) || names.some((known) => name === `${known}/${rule}`);
}

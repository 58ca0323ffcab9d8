import type { Policy } from "#core/config";
import {
  createDecisionBook,
  type DecisionBook,
  type Decision,
  type DecisionAbout,
  findUndone,
  sortDecisions,
  type FindingDecision,
} from "#core/decision";
import { DISMISS_REASONS, type DismissReason, type SnoozeEvent } from "#core/decision-kinds";
import { addDays } from "#core/days";
import { compareKeys, compareText } from "#core/key-order";
import type { DecidedFocus } from "#core/model";
import { type Actor, refusalFor } from "#core/permission";
import { showName } from "#core/person-names";
import { SEVERITIES } from "#core/severity";
import { settleFinding, type Settlement } from "#core/triage";
import type { StoredFinding, StoredPerson, TriageStore } from "#ports";

/** What somebody wants to do. */
export type Act =
  | { kind: "dismiss"; reason: DismissReason; note: string; until?: string | null }
  | { kind: "snooze"; until: { date: string } | { event: SnoozeEvent }; note: string }
  | { kind: "reassign"; to: string; note: string }
  | { kind: "override"; focus: DecidedFocus; reason: string };

/** A remembered finding with its state now. */
export interface LiveFinding extends Settlement {
  stored: StoredFinding;
}

/** Which findings: by name, or by what they have in common; those in `except` are left out. */
export interface Selection {
  /** Finding ids, keys of items, or `KEY/rule`. */
  names?: readonly string[];
  rule?: string;
  severity?: string;
  scope?: string;
  state?: string;
  except?: readonly string[];
}

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
}

/** All findings still found, with the state that decisions give them now. */
export async function liveFindings(store: TriageStore, now: string): Promise<LiveFinding[]> {
  const book = createDecisionBook(await store.decisions());
  const people = await store.people();
  const live: LiveFinding[] = [];
  for await (const page of store.findings({ present: true }))
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

/** Records decisions that were planned. */
export async function recordDecisions(
  decisions: readonly Decision[],
  { store, actor }: Pick<DecideDeps, "store" | "actor">,
): Promise<void> {
  if (decisions.length === 0) return;
  await store.addDecisions(decisions);
  // The trail shows who said so, also where no audit has met them.
  if (actor.ref !== null && actor.name !== null && !(await store.people()).has(actor.ref))
    await store.savePeople([{ ref: actor.ref, name: actor.name }]);
}

/** What people call the subject of a finding: the item's key, else the key of the space or team. */
export const subjectOf = ({ finding, item }: Pick<StoredFinding, "finding" | "item">): string =>
  item?.key ?? finding.scope.slice(finding.scope.lastIndexOf(":") + 1);

/** Whether a finding goes by a name: its id, its item's names, or `KEY/rule`. */
function goesBy({ stored }: LiveFinding, name: string): boolean {
  const { finding, item } = stored;
  const names = item ? stored.names : [subjectOf(stored)];
  if (name === finding.id || names.includes(name)) return true;
  const slash = name.lastIndexOf("/");
  return slash > 0 && name.slice(slash + 1) === finding.rule && names.includes(name.slice(0, slash));
}

export function selectFindings(live: readonly LiveFinding[], selection: Selection): LiveFinding[] {
  const { names, rule, severity, scope, state, except = [] } = selection;
  return live.filter(
    (one) =>
      (names === undefined || names.some((name) => goesBy(one, name))) &&
      (rule === undefined || one.stored.finding.rule === rule) &&
      (severity === undefined || one.stored.finding.severity === severity) &&
      (scope === undefined || one.stored.finding.scope === scope || one.stored.finding.scope.endsWith(`:${scope}`)) &&
      (state === undefined || one.state === state) &&
      !except.some((name) => goesBy(one, name)),
  );
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
  const selected = selectFindings(live, selection);
  const unknown = (selection.names ?? []).filter((name) => !live.some((one) => goesBy(one, name)));
  const ruleset = (await deps.store.runs(1))[0]?.rulesetHash ?? "";
  const refused: { subject: string; why: string }[] = [];
  const allowed = selected.filter(({ stored }) => {
    const why =
      act.kind === "reassign"
        ? null
        : (refusalFor(act.kind, deps.actor, stored.finding.owner, deps.policy) ?? whyNeverComes(act, stored));
    if (why) refused.push({ subject: subjectOf(stored), why });
    return why === null;
  });
  const subjects: string[] = [];
  const decisions: Decision[] = [];
  const base = () => ({
    ...{ id: deps.newId(), at: deps.now, by: deps.actor.ref, isClaimed: deps.actor.isClaimed, ruleset },
  });
  if (act.kind === "override") {
    const items = new Map(allowed.flatMap(({ stored }) => (stored.item ? [[stored.item.id, stored] as const] : [])));
    for (const [id, stored] of items) {
      subjects.push(subjectOf(stored));
      decisions.push({
        ...base(),
        kind: "override",
        item: { id, names: [...stored.names] },
        focus: act.focus,
        reason: act.reason,
      });
    }
    return { decisions, subjects, refused, unknown };
  }
  for (const { stored } of allowed) {
    subjects.push(`${subjectOf(stored)} · ${stored.finding.rule}`);
    decisions.push({ ...base(), ...completeAct(act, stored, deps) });
  }
  return { decisions, subjects, refused, unknown };
}

/** A decision about a finding, before it has an id, an author and an instant. */
type Bare<T> = T extends FindingDecision ? Omit<T, "id" | "at" | "by" | "isClaimed" | "ruleset"> : never;

function completeAct(
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
      return { kind: "reassign", about, to: act.to, note: act.note };
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

/** Why a snooze would last for ever; null when it would not. */
function whyNeverComes(act: Act, { facts }: StoredFinding): string | null {
  if (act.kind !== "snooze" || !("event" in act.until) || act.until.event === "owner-changes") return null;
  if (!facts) return "Only a work item has a status, a sprint or a parent. Snooze this finding until a date.";
  return act.until.event === "sprint-ends" && facts.sprint === null
    ? "The item is in no sprint. Snooze it until a date or another event."
    : null;
}

function completeWait(
  until: Extract<Act, { kind: "snooze" }>["until"],
  { facts }: StoredFinding,
): Extract<FindingDecision, { kind: "snooze" }>["until"] {
  if ("date" in until) return until;
  const was = until.event === "status-changes" ? facts?.status : until.event === "sprint-ends" ? facts?.sprint : null;
  return { event: until.event, was: was ?? null };
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
    const found = all.filter((decision) => !undone.has(decision.id) && isAbout(decision, name)).at(-1);
    if (!found) unknown.push(name);
    else {
      const why = refusalFor("undo", deps.actor, "about" in found ? found.about.owner : null, deps.policy);
      if (why) refused.push({ subject: name, why });
      else taken.set(found.id, { decision: found, subject: `${name} · ${found.kind}` });
    }
  }
  const decisions = [...taken.values()].map(({ decision }): Decision => {
    const { ref: by, isClaimed } = deps.actor;
    return {
      id: deps.newId(),
      at: deps.now,
      by,
      isClaimed,
      ruleset: decision.ruleset,
      kind: "undo",
      of: decision.id,
      note,
    };
  });
  return { decisions, subjects: [...taken.values()].map(({ subject }) => subject), refused, unknown };
}

function isAbout(decision: Decision, name: string): boolean {
  if (decision.id === name) return true;
  if (decision.kind === "undo") return false;
  if (decision.kind === "override") return decision.item.id === name || decision.item.names.includes(name);
  const { finding, rule, names } = decision.about;
  return name === finding || names.includes(name) || names.some((known) => name === `${known}/${rule}`);
}

/** Items near an overridden one that the same reading may fit: its children and its siblings among the remembered findings. */
export function relativesOf(
  stored: StoredFinding,
  live: readonly LiveFinding[],
): { children: string[]; siblings: string[] } {
  const children = new Set<string>();
  const siblings = new Set<string>();
  for (const { stored: other } of live) {
    if (!other.item || !stored.item || other.item.id === stored.item.id || other.parent === null) continue;
    if (stored.names.includes(other.parent)) children.add(other.item.key);
    else if (other.parent === stored.parent) siblings.add(other.item.key);
  }
  return { children: [...children], siblings: [...siblings] };
}

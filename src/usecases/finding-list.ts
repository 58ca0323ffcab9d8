import { addDays } from "#core/days";
import { createDecisionBook, type Decision, type DecisionBook, itemNamesOf, rootOf } from "#core/decision";
import { type ListedFinding, type TallyChange, toSortable, toWords } from "#core/listed-finding";
import { type FindingMark, lastDayOf, type Settlement } from "#core/triage";
import type { ListStamp, StoredFinding, TriageStore } from "#ports";
import { newsOf } from "#usecases/backlog-report";
import { isReread, settleStored } from "#usecases/decide";
import { standingFindings } from "#usecases/finished-runs";
import { subjectOf } from "#usecases/select-findings";

/** Decisions that are read from or saved with one statement. */
const PAGE = 500;

/** What a list is brought up to date with. */
export interface ListDeps {
  store: TriageStore;
  /** All decisions there are. */
  decisions: () => Promise<readonly Decision[]>;
  /** ISO 8601 instant. */
  now: string;
}

/**
 * Brings the list of findings up to date with the last finished run, with what was decided, also by others, and with the day. Answers
 * what it is made of; null before the first audit.
 */
export async function refreshList(deps: ListDeps): Promise<ListStamp | null> {
  const { list } = deps.store;
  const [before, present] = [await list.stamp(), await list.present()];
  if (!present) return null;
  const stamp = { ...present, day: deps.now.slice(0, 10) };
  if (before?.run !== stamp.run) await rebuild(stamp, deps);
  else if (before.decisions !== stamp.decisions) await relist(await decidedFindings(deps), stamp, deps);
  else if (before.day !== stamp.day) await relist(await list.due(stamp.day), stamp, deps);
  return stamp;
}

/**
 * Brings the findings up to date that some decisions are about, where nothing else has changed; else everything. Answers what that
 * changes in the counts; null where they have to be taken anew.
 */
export async function refreshDecided(
  added: readonly Decision[],
  deps: ListDeps,
): Promise<readonly TallyChange[] | null> {
  const { list } = deps.store;
  const [before, present] = [await list.stamp(), await list.present()];
  const isAllThatChanged =
    before?.run === present?.run && before?.decisions === (present?.decisions ?? 0) - added.length;
  if (!before || !present || !isAllThatChanged) {
    await refreshList(deps);
    return null;
  }
  return relist(await findingsOfDecisions(added, deps), { ...before, decisions: present.decisions }, deps);
}

async function rebuild(stamp: ListStamp, deps: ListDeps): Promise<void> {
  const toListed = await createLister(deps);
  const pages = async function* (): AsyncIterable<readonly ListedFinding[]> {
    for await (const page of standingFindings(deps.store)) yield page.map(toListed);
  };
  await deps.store.list.replace(stamp, pages());
}

async function relist(ids: readonly string[], stamp: ListStamp, deps: ListDeps): Promise<readonly TallyChange[]> {
  const toListed = await createLister(deps);
  const rows: ListedFinding[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const found = await deps.store.findingsOf(ids.slice(start, start + PAGE));
    rows.push(...found.filter(({ gone }) => gone === null).map(toListed));
  }
  return deps.store.list.update(stamp, rows);
}

/** Findings that any decision may be about, those taken back included. */
const decidedFindings = async (deps: ListDeps): Promise<readonly string[]> =>
  findingsOfDecisions(await deps.decisions(), deps);

async function findingsOfDecisions(decisions: readonly Decision[], deps: ListDeps): Promise<readonly string[]> {
  const ids = new Set<string>();
  const items = new Set<string>();
  const byId = new Map((await deps.decisions()).map((decision) => [decision.id, decision]));
  for (const decision of decisions) {
    const root = rootOf(decision, byId);
    if (!root) continue;
    if ("about" in root) ids.add(root.about.finding);
    for (const one of itemNamesOf(root)) items.add(one);
  }
  for (const id of await deps.store.list.near({ items: [...items] })) ids.add(id);
  return [...ids];
}

/** Makes lines of the list. */
async function createLister(deps: ListDeps): Promise<(stored: StoredFinding) => ListedFinding> {
  const book = createDecisionBook(await deps.decisions());
  const [, previous] = await deps.store.runs(2);
  return (stored) => toListed(stored, book, deps.now, previous?.startedAt ?? null);
}

function toListed(stored: StoredFinding, book: DecisionBook, now: string, previousRun: string | null): ListedFinding {
  const { finding, item, parent, firstSeen } = stored;
  const { id, rule, severity, scope, owner } = finding;
  const settled = settleStored(stored, book, now);
  const subject = subjectOf(stored);
  return {
    ...{ id, rule, severity, scope, owner, parent, firstSeen },
    state: isReread(stored, book) ? "reread" : settled.state,
    mark: settled.mark ?? markOf(stored, settled, previousRun),
    level: item?.level ?? null,
    responsibility: item?.verdict.responsibility ?? null,
    item: item?.id ?? null,
    subject: toSortable(subject),
    words: toWords(subject, item?.title ?? finding.message),
    until: endOf(settled),
  };
}

const markOf = (stored: StoredFinding, { state }: Settlement, previousRun: string | null): FindingMark | null =>
  state === "open" ? newsOf(stored, previousRun) : null;

/** The first day on which a decision that holds no longer does. */
function endOf({ state, decision }: Settlement): string | null {
  if (state === "open" || decision === null) return null;
  if (decision.kind === "snooze") return "date" in decision.until ? decision.until.date : null;
  const last = lastDayOf(decision);
  return last === null ? null : addDays(last, 1).slice(0, 10);
}

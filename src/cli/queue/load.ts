import { UsageError } from "#cli/errors";
import type { PersonAnswer, QueueContext, QueueEntry } from "#cli/queue/state";
import type { Policy } from "#core/config";
import { viewFinding } from "#core/render/finding-view";
import type { AuditReport } from "#core/report";
import { createRoleDirectory } from "#core/roles";
import type { StoredPerson } from "#ports";
import { type DecideDeps, type LiveFinding, liveFindings } from "#usecases/decide";

/** Reads from the store what the queue shows: the findings that nobody has decided on, the most severe first. */
export async function loadQueue({ store, policy, now }: DecideDeps): Promise<QueueContext> {
  const [run] = await store.runs(1);
  if (!run) throw new UsageError("No audit is remembered yet. `rolecall audit FILES --db` remembers one.");
  const live = await liveFindings(store, now);
  const people = await store.people();
  const report: AuditReport = {
    ...run.report,
    findings: [],
    skipped: [],
    items: Object.fromEntries(live.flatMap(({ stored: { item } }) => (item ? [[item.id, item]] : []))),
    people: Object.fromEntries([...people].map(([ref, { name }]) => [ref, { name }])),
  };
  const open = live.filter(({ state }) => state === "open");
  return {
    entries: open.map((one, index) => toEntry(one, index + 1, report)),
    live,
    report,
    findPerson: createPersonFinder(policy, people),
    today: now.slice(0, 10),
  };
}

function toEntry(live: LiveFinding, place: number, report: AuditReport): QueueEntry {
  const { stored, state, mark, since, decision } = live;
  const { finding } = stored;
  return {
    live,
    view: viewFinding({ ...finding, state, mark, since, decision }, place, report),
    ruleTitle: report.rules.find(({ id }) => id === finding.rule)?.title ?? finding.rule,
    scopeName: report.scopes.find(({ id }) => id === finding.scope)?.name ?? finding.scope,
  };
}

/** Finds people as the policy spells them, else by the names that audits have met. */
export function createPersonFinder(
  policy: Policy,
  people: ReadonlyMap<string, StoredPerson>,
): (text: string) => PersonAnswer {
  const directory = createRoleDirectory(policy, "");
  const fold = (text: string): string => text.trim().toLowerCase();
  return (text) => {
    const ref = directory.refOf({ id: text });
    const listed = policy.people.find(({ person }) => directory.refOf({ id: person }) === ref);
    const name = people.get(ref)?.name ?? listed?.name ?? text;
    if (people.has(ref) || listed) return { kind: "known", ref, name };
    const namesakes = [...people.values()].filter((person) => fold(person.name) === fold(text));
    const [only] = namesakes;
    if (!only) return { kind: "unknown", ref, name: text };
    if (namesakes.length > 1) return { kind: "ambiguous", name: only.name, count: namesakes.length };
    return { kind: "known", ref: only.ref, name: only.name };
  };
}

import { UsageError } from "#cli/errors";
import type { QueueContext, QueueEntry } from "#cli/queue/state";
import { viewFinding } from "#core/render/finding-view";
import type { AuditReport } from "#core/report";
import { type DecideDeps, type LiveFinding, liveFindings } from "#usecases/decide";
import { createPersonFinder } from "#usecases/person-data";

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

import { loadQueue } from "#cli/queue/load";
import { createRecorder } from "#cli/queue/record";
import { startQueue, type QueueContext, type QueueKey, type QueueState } from "#cli/queue/state";
import { stepQueue } from "#cli/queue/step";
import { viewQueue } from "#cli/queue/view";
import { loadPolicy } from "#core/policy-check";
import type { AuditReport } from "#core/report";
import type { RunRecord, StoredFinding, TriageStore } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import type { DecideDeps } from "#usecases/decide";
import { realReport } from "../fixtures/render/report";

export const NOW = "2026-11-24T09:00:00.000Z";

/** Items whose findings lie below PAY-12, for decisions that are offered to children. */
const CHILDREN = ["PAY-44", "PAY-45"];

function toStored({ state: _s, mark: _m, since: _t, decision: _d, ...finding }: AuditReport["findings"][number]) {
  const item = finding.subject.kind === "item" ? realReport.items[finding.subject.id] : undefined;
  const stored: StoredFinding = {
    finding,
    item: item ?? null,
    names: item ? [item.id, item.key] : [],
    parent: item && CHILDREN.includes(item.key) ? "PAY-12" : null,
    ownerRefs: finding.owner === null ? [] : [finding.owner],
    facts: item ? { status: item.status, sprint: null, isParentDone: false } : null,
    firstSeen: realReport.generatedAt,
    lastSeen: realReport.generatedAt,
    lapsed: null,
    backSince: null,
    gone: null,
  };
  return stored;
}

/** A store that remembers one audit; `report` says whose findings and names. */
export async function createAuditedStore(report: AuditReport = realReport): Promise<TriageStore> {
  const store = createMemoryStore();
  const { findings, items, people, skipped: _skipped, ...rest } = report;
  const run: RunRecord = {
    id: "run-1",
    startedAt: report.generatedAt,
    finishedAt: report.generatedAt,
    rulesetHash: report.rulesetHash,
    policy: {},
    report: rest,
    changes: { new: 0, returned: 0, fixed: 0, removed: 0 },
  };
  await store.saveFindings(
    findings.map((finding) => {
      const item = finding.subject.kind === "item" ? items[finding.subject.id] : undefined;
      return { ...toStored(finding), ...(item ? { item, names: [item.id, item.key] } : {}) };
    }),
  );
  await store.savePeople(Object.entries(people).map(([ref, { name }]) => ({ ref, name })));
  await store.saveRun(run);
  return store;
}

export interface Session {
  store: TriageStore;
  context: QueueContext;
  readonly state: QueueState;
  /** Presses keys: `{enter}` and its like by name, everything else letter by letter. */
  press(...keys: string[]): Promise<void>;
  send(key: QueueKey): Promise<void>;
  /** The screen without colours. */
  screen(width?: number, height?: number): string;
}

/** A queue over a store in memory, without a terminal. */
export async function createSession(options: Partial<DecideDeps> = {}): Promise<Session> {
  let count = 0;
  const deps: DecideDeps = {
    store: options.store ?? (await createAuditedStore()),
    policy: options.policy ?? loadPolicy({}),
    actor: options.actor ?? { ref: "p-dana", isClaimed: true, name: "Dana Ruiz", isKnown: true, isApprover: false },
    now: options.now ?? NOW,
    newId: () => `d-${options.now ?? NOW}-${(count += 1)}`,
  };
  const context = await loadQueue(deps);
  const record = createRecorder(deps, () => new Date(deps.now));
  let state = startQueue(context);
  const send = async (key: QueueKey): Promise<void> => {
    let step = stepQueue(state, { kind: "key", key }, context);
    while (step.effect) step = stepQueue(step.state, await record(step.effect), context);
    state = step.state;
  };
  const session: Session = {
    store: deps.store,
    context,
    get state() {
      return state;
    },
    async press(...keys) {
      for (const key of keys) {
        const name = /^\{(.+)\}$/.exec(key)?.[1];
        if (name) await send({ kind: "named", name } as QueueKey);
        else for (const text of key) await send({ kind: "text", text });
      }
    },
    send,
    screen: (width = 80, height = 24) => viewQueue(state, context, { width, height, colour: false }).join("\n"),
  };
  return session;
}

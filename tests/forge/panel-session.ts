import { makeResolver } from "@forge/resolver";
import { compileRuleset } from "#core/classify/classify";
import type { Person, WorkItem } from "#core/model";
import { loadPolicy } from "#core/policy-check";
import { createRoleDirectory } from "#core/roles";
import type { PanelDeps } from "#forge/panel-deps";
import { panelHandlers } from "#forge/panel-handlers";
import { createMemoryStore } from "#stores/memory-store";
import type { TriageStore } from "#ports";
import type { FindingDetail } from "#usecases/api/shapes";
import { type ApiSession, openApi } from "../usecases/api-session";
import { bug, createTeam, mia, oto, strategy } from "../usecases/team";
import { TWO_ROLES } from "../fixtures/audit-items";

const policy = loadPolicy(TWO_ROLES);
const ruleset = compileRuleset(policy);
const { refOf } = createRoleDirectory(policy, "");
export const refs = { mia: refOf(mia), oto: refOf(oto) };
const people = new Map<string, Person>([
  [refs.mia, mia],
  [refs.oto, oto],
]);

/** A defect that the product manager owns: tactical work in the wrong hands. */
export const misplaced = (over: Partial<WorkItem> = {}): WorkItem =>
  bug({ id: "jira:site-1:10023", key: "PAY-12", aliases: ["10023"], tracker: "jira", ...over });

/** A panel beside one work item, over a real store with a real audit. */
export interface Session {
  store: TriageStore;
  api: ApiSession;
  /** The work item as Jira has it. */
  now: WorkItem;
  /** How often Jira was read, and an audit was asked for; who was assigned, from whom. */
  reads: number;
  requests: number;
  assigned: string[];
  /** How Jira answers instead of reading or writing. */
  readError: Error | null;
  assignError: Error | null;
  /** Does the audit that was asked for. */
  finishAudit: () => Promise<void>;
  deps: PanelDeps;
  /** Milliseconds before each question for an audit. */
  waits: number[];
  /** Asks the procedures before the panel's own answer is given. */
  intercept: (answer: (name: string, input: unknown, call: Call) => Promise<unknown>) => void;
  finding: () => Promise<FindingDetail>;
}
type Call = NonNullable<PanelDeps["call"]>;

export async function openSession(item: WorkItem = misplaced(), { isAudited = true } = {}): Promise<Session> {
  const store = createMemoryStore();
  const team = createTeam(store);
  const others = [strategy({ id: "jira:site-1:1", key: "PAY-1", tracker: "jira" })];
  await team.audit(isAudited ? [item, ...others] : others);
  const api = await openApi(store, { policy: TWO_ROLES });
  let isDone = true;
  const session: Session = {
    ...{ store, api, now: item, reads: 0, requests: 0, assigned: [], readError: null, assignError: null },
    waits: Array<number>(200).fill(10),
    async finishAudit() {
      await team.audit([session.now, ...others]);
      isDone = true;
    },
    intercept(answer) {
      session.deps.call = ((name: string, input: unknown) => answer(name, input, api.call)) as Call;
    },
    async finding() {
      const [finding] = (await api.call("getItem", { name: item.id })).findings;
      if (!finding) throw new Error("there is no finding");
      return finding;
    },
    deps: {
      ...{ itemId: item.id, ruleset, notice: null, asOf: team.now(), permissions: ["view", "triage"], call: api.call },
      readItem: () => {
        session.reads += 1;
        return session.readError ? Promise.reject(session.readError) : Promise.resolve(session.now);
      },
      requestAudit: () => {
        session.requests += 1;
        isDone = false;
        return Promise.resolve();
      },
      isAudited: () => Promise.resolve(isDone),
      assign: (to, from) => {
        if (session.assignError) return Promise.reject(session.assignError);
        session.assigned.push(`${from ?? "nobody"} > ${to}`);
        session.now = { ...session.now, people: { assignee: people.get(to) } };
        return Promise.resolve();
      },
    },
  };
  return session;
}

/** Answers a panel as the app does. */
export const resolverOf = (session: Session) =>
  makeResolver(panelHandlers(() => Promise.resolve(session.deps), { waits: session.waits }));

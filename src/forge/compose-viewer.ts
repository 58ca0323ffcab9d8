import { createLedger } from "#adapters/http/ledger";
import { createForgeExchange } from "#adapters/jira/forge";
import { checkPermissions, createBrowseCheck } from "#adapters/jira/permissions";
import { createJiraClient, type JiraRest } from "#adapters/jira/rest";
import { createAppRuns } from "#forge/app-runs";
import { createWake, type Host } from "#forge/host";
import { createPolicyDocument } from "#forge/policy-document";
import type { Policy } from "#core/config";
import { actorOf, type Actor } from "#core/permission";
import { createRoleDirectory } from "#core/roles";
import type { AppParts } from "#usecases/app/parts";
import { type ApiContext, type Audience, createMemo } from "#usecases/api/context";
import type { ApiInput, ApiOutput, Permission, ProcedureName } from "#usecases/api/contract";
import { policyInForce } from "#usecases/api/in-force";
import { answer } from "#usecases/api/index";
import { followUp } from "#usecases/app/follow-up";
import { createJobBook } from "#usecases/app/job-book";
import { wakeOnce } from "#usecases/app/wake";
import { version } from "#forge/version";
import { TrackerError, type TriageStore } from "#ports";
import type { SqlStore } from "#stores/sql-store";
import { z } from "zod";

/** Jira in the name of whoever is asking: nothing comes back that they may not see. */
export function createUserJira(host: Host): JiraRest {
  const clock = {
    now: host.now,
    // Somebody is waiting, and the function has 25 seconds.
    sleep(milliseconds: number): Promise<void> {
      if (milliseconds <= LONGEST_WAIT) return host.sleep(milliseconds);
      throw new TrackerError("rate-limited", "Jira asks Rolecall to wait; try again later.", {
        retryAfterSeconds: Math.ceil(milliseconds / 1000),
      });
    },
  };
  return createJiraClient({
    exchange: createForgeExchange("user"),
    baseUrl: "",
    asker: "person",
    clock,
    // What people look at is no part of what audits may use; one question never needs many requests.
    ledger: createLedger({ tracker: "Jira", clock, share: 1, maxRequests: MOST_REQUESTS }),
    // Somebody is waiting: one more try, and then a sentence.
    retries: 1,
    firstPauseMs: host.firstPauseMs,
  });
}

/** Milliseconds that Jira may ask somebody to wait. */
const LONGEST_WAIT = 3_000;
const MOST_REQUESTS = 30;

/** Permissions in a space, or on a work item, that mean something to Rolecall. */
const ASKED = ["BROWSE_PROJECTS", "ASSIGN_ISSUES", "EDIT_ISSUES", "ADMINISTER_PROJECTS"] as const;

export interface Rights {
  permissions: readonly Permission[];
  /** Jira's own ids of the work items that may be seen. */
  issues: ReadonlySet<string>;
}

/**
 * What somebody may do, with one question to Jira. Who may assign or edit work items may decide on findings: that is the same kind of
 * judgement about the same things. Who administers Jira may do everything.
 */
export async function askRights(
  jira: JiraRest,
  asked: { projects?: readonly string[]; issues?: readonly string[] },
): Promise<Rights> {
  const granted = await checkPermissions(jira, { globals: ["ADMINISTER"], permissions: ASKED, ...asked });
  const has = (permission: (typeof ASKED)[number]): boolean =>
    granted.projects(permission).size > 0 ||
    (asked.issues?.[0] !== undefined && granted.issues(permission).has(asked.issues[0]));
  const isAdministrator = granted.globals.has("ADMINISTER");
  const permissions: Permission[] = [];
  if (has("BROWSE_PROJECTS")) {
    permissions.push("view");
    if (has("ASSIGN_ISSUES") || has("EDIT_ISSUES")) permissions.push("triage");
    if (has("ADMINISTER_PROJECTS") || isAdministrator) permissions.push("manage");
  }
  if (isAdministrator) permissions.push("administer");
  return { permissions, issues: granted.issues("BROWSE_PROJECTS") };
}

/** Who asks, for the procedures; Jira has signed them in. */
export interface Viewer {
  store: TriageStore;
  accountId: string;
  permissions: readonly Permission[];
  audience: Audience | null;
}

/** The procedures of the API for one person. */
export async function createContext(
  host: Host,
  { store, accountId, permissions, audience }: Viewer,
): Promise<ApiContext> {
  const policy = createPolicyDocument(store.documents);
  const newId = (): string => crypto.randomUUID();
  const memo = createMemo();
  const inForce = await policyInForce({ policy, memo });
  return {
    ...{ host: "jira", version, store, policy, permissions, audience, memo, newId, imports: null },
    database: { name: "the app's storage in this Jira site", bytes: () => bytesOf(store), limit: STORAGE_BYTES },
    actor: await actorOfAccount(accountId, inForce.policy, store),
    now: () => new Date(host.now()).toISOString(),
    runs: createAppRuns({ store, policy, newId, now: host.now, wake: createWake(host) }),
    trackers: [{ name: "Jira", isConnected: true, variables: [] }],
  };
}

/** Of Forge SQL, for an installation in production. */
const STORAGE_BYTES = 1024 ** 3;

const bytesOf = async (store: TriageStore & Partial<Pick<SqlStore, "bytes">>): Promise<number | null> =>
  (await store.bytes?.()) ?? null;

async function actorOfAccount(account: string, policy: Policy, store: TriageStore): Promise<Actor> {
  const ref = createRoleDirectory(policy, "").refOf({ id: account });
  const known = (await store.people()).get(ref);
  const actor = actorOf({ by: ref, isClaimed: false }, policy, known !== undefined);
  return { ...actor, name: known?.name ?? null };
}

export type Ask = <N extends ProcedureName>(name: N, input: ApiInput<N>) => Promise<ApiOutput<N>>;

/** Procedures whose answer names whoever asked, from then on. */
const SIGNED: ReadonlySet<string> = new Set(["decide", "undo"]);

/** Asks procedures in the name of a person. When somebody has decided for the first time, Jira is asked what they are called. */
export function createAsk(host: Host, context: ApiContext, { jira, accountId }: Omit<Asking, "wake">): Ask {
  const asking = { jira, accountId, wake: createWake(host) };
  return async (name, input) => {
    const output = await answer(name, input, context);
    await followAnswer(name, output, context, asking);
    return output as never;
  };
}

/** Asks for whoever is looking; `jira` is theirs. */
export const askAs = async (host: Host, jira: JiraRest, viewer: Viewer): Promise<Ask> =>
  createAsk(host, await createContext(host, viewer), { jira, accountId: viewer.accountId });

interface Asking {
  jira: JiraRest;
  accountId: string;
  wake: AppParts["wake"];
}

/** Has the app do what a change asks for: audit under another policy, or write what JQL may find. */
async function followAnswer(
  name: string,
  output: unknown,
  context: ApiContext,
  { jira, accountId, wake }: Asking,
): Promise<void> {
  const { store, policy } = context;
  const parts = { store, policy, wake, now: () => Date.parse(context.now()) };
  if (/^(save|change)/.test(name)) await wakeOnce(parts, "work");
  // Nothing is recorded where a decision is only shown.
  const isRecorded = SIGNED.has(name) && ((output as { decisions?: string[] }).decisions ?? []).length > 0;
  if (!isRecorded) return;
  // Who decides is named; whoever only looks is not kept.
  if (context.actor.name === null) await introduce(context, jira, accountId);
  await followUp(
    parts,
    createJobBook(store.documents, () => context.newId()),
    WAITS,
  );
}

/** Seconds for which what JQL may find waits for further decisions. */
const WAITS = 600;

const myself = z.object({ displayName: z.string().nullish() });

async function introduce(context: ApiContext, jira: JiraRest, account: string): Promise<void> {
  const { store, actor } = context;
  const { ref } = actor;
  const { displayName } = (await jira.get("/rest/api/3/myself", myself)).body;
  if (ref === null || !displayName) return;
  await store.savePeople([{ ref, name: displayName }]);
  await store.accounts.save([{ ref, account }], context.now());
}

/** Which work items somebody may see, of those of one space. */
export const createAudience = (jira: JiraRest, space: { id: string; name: string }, prefix: string): Audience => ({
  scope: space,
  mayBrowse: createBrowseCheck(jira, prefix),
});

import { z } from "zod";
import { createUserRequest } from "#adapters/jira/forge";
import { readIssue } from "#adapters/jira/read-issue";
import { createJiraWriter } from "#adapters/jira/write";
import { compileRuleset, verdictOf } from "#core/classify/classify";
import { parsePolicy } from "#core/config";
import { spaceOfKey } from "#core/model";
import { createRoleDirectory } from "#core/roles";
import { openBriefly } from "#forge/compose-parts";
import { workspaceOf } from "#adapters/jira/map";
import { knownAddress } from "#forge/compose-site";
import { type Ask, askAs, askRights, createAsk, createContext, createUserJira } from "#forge/compose-viewer";
import { createWake, type Host } from "#forge/host";
import type { PanelDeps, StatusDeps } from "#forge/panel-deps";
import { type ReadingRules, SourceError, StaleError, type TriageStore } from "#ports";
import { readAsOf } from "#usecases/app/as-of";
import { createChangedItems } from "#usecases/app/changed-items";
import { wakeOnce } from "#usecases/app/wake";
import { ApiError } from "#usecases/api/error";
import { rulesetInForce } from "#usecases/api/in-force";

/** What the platform tells about the panel and who looks at it. Nobody can change it, unlike the payload of a call. */
const panelContext = z.object({
  accountId: z.string(),
  cloudId: z.string(),
  siteUrl: z.url().optional(),
  extension: z.object({
    issue: z.object({ id: z.union([z.string(), z.number()]).transform(String), key: z.string() }),
  }),
});
type PanelContext = z.output<typeof panelContext>;

const INSTALLING =
  "Rolecall is being set up in this Jira: findings and roles come with the first audit. The verdict is of now.";

/** What the calls of the panel need, for whoever looks at it. Nothing has to be closed: Forge SQL keeps no connection. */
export async function openPanelDeps(host: Host, given: unknown): Promise<PanelDeps> {
  const context = panelContext.parse(given);
  const jira = createUserJira(host);
  const store = await openBriefly(host).catch((error: unknown) => {
    if (!(error instanceof SourceError)) throw error;
    host.log("database", error);
    return null;
  });
  const { address, workspace } = await findSite(store, context);
  const itemId = `jira:${workspace}:${context.extension.issue.id}`;
  const readItem = (): ReturnType<PanelDeps["readItem"]> =>
    readIssue(createUserRequest(), context.extension.issue.id, {
      workspace,
      ...(address !== undefined && { baseUrl: address }),
    });
  const nothing = { itemId, readItem, permissions: [], asOf: null, assign: notYet, requestAudit: notYet };
  if (!store)
    return {
      ...{ ...nothing, ruleset: compileRuleset(parsePolicy({})), call: null, notice: INSTALLING },
      isAudited: () => Promise.resolve(true),
    };
  return { itemId, readItem, ...(await createDeps({ host, store, context, jira, itemId, workspace })) };
}

/** Address of the site, where it is known, and the first part of the ids of its work items. */
async function findSite(store: TriageStore | null, { cloudId, siteUrl }: Pick<PanelContext, "cloudId" | "siteUrl">) {
  const address = (store && (await knownAddress(store.documents))) ?? siteUrl;
  return { address, workspace: address === undefined ? cloudId : workspaceOf(address) };
}

const notYet = (): Promise<never> => Promise.reject(new ApiError("busy", INSTALLING));

interface DepsInput {
  host: Host;
  store: TriageStore;
  context: PanelContext;
  jira: ReturnType<typeof createUserJira>;
  itemId: string;
  workspace: string;
}

async function createDeps(input: DepsInput): Promise<Omit<PanelDeps, "itemId" | "readItem">> {
  const { host, store, context, jira, itemId, workspace } = input;
  const { accountId, extension } = context;
  const { id, key } = extension.issue;
  const asOf = await readAsOf(store);
  const family = await findFamily(store, itemId);
  const prefix = itemId.slice(0, -id.length);
  const rights = await askRights(jira, { issues: [id, ...family.map((one) => one.slice(prefix.length))] });
  const seen = new Set([...rights.issues].map((issue) => prefix + issue));
  const space = spaceOfKey(key);
  const audience = {
    scope: { id: prefix + space, name: space },
    // Of others nothing is shown here.
    mayBrowse: (ids: readonly string[]) => Promise.resolve(new Set(ids.filter((one) => seen.has(one)))),
  };
  const { permissions } = rights;
  const api = await createContext(host, { store, accountId, permissions, audience });
  const call: Ask | null = asOf === null ? null : createAsk(host, api, { jira, accountId });
  const changed = createChangedItems(store.documents);
  return {
    ...{ ruleset: await rulesetInForce(api), permissions, call, asOf },
    notice: asOf === null ? INSTALLING : null,
    async requestAudit() {
      await changed.note(id, `asked ${host.now()}`);
      await wakeOnce({ store, now: host.now, wake: createWake(host) }, "changes");
    },
    isAudited: () => isAudited(store, id),
    async assign(to, from) {
      const accounts = new Map(
        (await store.accounts.of([to, ...(from === null ? [] : [from])])).map(({ ref, account }) => [ref, account]),
      );
      const account = accounts.get(to);
      const expected = from === null ? null : accounts.get(from);
      if (account === undefined || expected === undefined)
        throw new ApiError("bad-input", "Jira's account of this person is not known: no audit has met them.", {
          remedy: "Assign the work item in Jira, or plan it here.",
        });
      try {
        await createJiraWriter(jira, workspace).assign(itemId, account, expected);
      } catch (error) {
        throw error instanceof StaleError ? new ApiError("stale", error.message) : error;
      }
    },
  };
}

/** Whether nothing of a work item waits to be audited; Jira is not asked. */
const isAudited = async (store: TriageStore, id: string): Promise<boolean> =>
  (await createChangedItems(store.documents).find(id)) === null;

/** For the question whether an audit is done: without anybody's rights, because it tells nothing of the work item. */
export async function isPanelAudited(host: Host, given: unknown): Promise<boolean> {
  const { extension } = panelContext.parse(given);
  return isAudited(await openBriefly(host), extension.issue.id);
}

/** Names and ids are all that is looked for: whatever the policy makes of a verdict does not matter. */
const lookRules = (): ReadingRules => ({
  reading: "",
  verdictOf: (evidence, language) => verdictOf(evidence, language, compileRuleset(parsePolicy({}))),
  refOf: createRoleDirectory(parsePolicy({}), "").refOf,
});

/** Ids of what may be the parent of a work item, which is shown with it. */
async function findFamily(store: TriageStore, itemId: string): Promise<string[]> {
  const list = store.items(lookRules());
  const [found] = await list.named([itemId]);
  if (!found) return [];
  const { parent } = found.item;
  return parent === undefined ? [] : (await list.named([parent])).map(({ item }) => item.id);
}

/** What the closed panel says, from what is remembered. */
export function createStatusDeps(host: Host, given: unknown): StatusDeps {
  return {
    async remembered() {
      const context = panelContext.partial({ accountId: true }).safeParse(given);
      if (!context.success) return null;
      const store = await openBriefly(host);
      const { workspace } = await findSite(store, context.data);
      return lookUp(store, `jira:${workspace}:${context.data.extension.issue.id}`, host);
    },
  };
}

async function lookUp(store: TriageStore, itemId: string, host: Host): ReturnType<StatusDeps["remembered"]> {
  const viewer = { store, accountId: "", permissions: ["view"], audience: null } as const;
  const ask = await askAs(host, createUserJira(host), viewer);
  try {
    const { verdict, findings } = await ask("getItem", { name: itemId });
    return { focus: verdict.focus, openFindings: findings.filter(({ state }) => state === "open").length };
  } catch (error) {
    if (error instanceof ApiError && error.kind === "not-found") return null;
    throw error;
  }
}

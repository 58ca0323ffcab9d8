import { z } from "zod";
import { ConfigError } from "#core/config";
import { keyOfScope } from "#core/model";
import { workspaceOf } from "#adapters/jira/map";
import { knownAddress } from "#forge/compose-site";
import { openBriefly } from "#forge/compose-parts";
import { askAs, askRights, createAudience, createUserJira } from "#forge/compose-viewer";
import type { Host } from "#forge/host";
import { rightsOf } from "#forge/kept-rights";
import { ForbiddenError, SourceError, TrackerError, type TriageStore } from "#ports";
import { type ProcedureName, procedures } from "#usecases/api/contract";
import { ApiError } from "#usecases/api/error";
import { isProcedure } from "#usecases/api/index";

/** What the platform says about the page that asks. Nobody who looks at it can change that, unlike the payload of a call. */
const pageContext = z.object({
  accountId: z.string(),
  siteUrl: z.url().optional(),
  extension: z.object({
    type: z.string(),
    project: z.object({ id: z.union([z.string(), z.number()]).transform(String), key: z.string() }).optional(),
  }),
});

const call = z.object({ name: z.string().max(100), input: z.unknown().optional() });

/** The answer to a page: the output, or an error of the same form as the local server's. */
export type PageAnswer =
  | { ok: true; output: unknown }
  | { ok: false; error: { kind: string; message: string; remedy?: string; issues?: readonly string[] } };

/** Pages that show the whole site; every other one shows its space. */
const SITE_PAGES: ReadonlySet<string> = new Set(["jira:adminPage"]);

/** Answers a page's call for whoever is signed in to Jira. Never throws but for what the platform has to know. */
export async function answerPage(host: Host, payload: unknown, context: unknown): Promise<PageAnswer> {
  try {
    const { name, input } = call.parse(payload);
    const page = pageContext.parse(context);
    return { ok: true, output: await ask(host, page, name, input) };
  } catch (error) {
    return { ok: false, error: describe(error, host) };
  }
}

async function ask(host: Host, page: z.output<typeof pageContext>, name: string, input: unknown): Promise<unknown> {
  const { accountId, extension, siteUrl } = page;
  const isSite = SITE_PAGES.has(extension.type);
  const { project } = extension;
  if (!isSite && !project) throw new ForbiddenError("Open Rolecall from a space.");
  const jira = createUserJira(host);
  const [store, rights] = await Promise.all([
    openBriefly(host),
    rightsOf(
      { account: accountId, space: project?.id ?? null },
      {
        now: host.now(),
        isFresh: !isProcedure(name) || procedures[name].permission !== "view",
        ask: () => askRights(jira, project ? { projects: [project.id] } : {}),
      },
    ),
  ]);
  try {
    // On the page for administrators nobody else sees anything.
    const permissions = !isSite
      ? rights
      : rights.includes("administer")
        ? (["view", "triage", "manage", "administer"] as const)
        : [];
    if (permissions.length === 0) throw new ForbiddenError("You may not see this. Ask whoever administers Jira.");
    const address = (await knownAddress(store.documents)) ?? siteUrl;
    const prefix = `jira:${address === undefined ? "" : workspaceOf(address)}:`;
    const audience =
      isSite || !project ? null : createAudience(jira, await nameSpace(store, prefix + project.key), prefix);
    const procedure = await askAs(host, jira, { store, accountId, permissions, audience });
    return await procedure(name as ProcedureName, input as never);
  } finally {
    await store.close();
  }
}

/** A space as the last audit knows it; before, it goes by its key. */
async function nameSpace(store: TriageStore, id: string): Promise<{ id: string; name: string }> {
  const [last] = await store.runs(1);
  const known = last?.report.scopes.find((scope) => scope.id === id);
  return { id, name: known?.name ?? keyOfScope(id) };
}

function describe(error: unknown, host: Host): Extract<PageAnswer, { ok: false }>["error"] {
  if (error instanceof ApiError) {
    const { kind, message, remedy, issues } = error;
    return { kind, message, ...(remedy !== undefined && { remedy }), ...(issues !== undefined && { issues }) };
  }
  if (error instanceof ConfigError)
    return { kind: "bad-input", message: "The policy cannot be used.", issues: error.issues };
  if (error instanceof SourceError) return { kind: "busy", message: error.message };
  if (error instanceof ForbiddenError) return { kind: "forbidden", message: error.message };
  if (error instanceof TrackerError) return { kind: "failed", message: error.message };
  if (error instanceof z.ZodError) return { kind: "bad-input", message: "The call does not have its shape." };
  // The platform answers it with its consent screen.
  if (error instanceof Error && error.name === "NeedsAuthenticationError") throw error;
  const reference = crypto.randomUUID().slice(0, 8);
  host.log(`page ${reference}`, error);
  return {
    kind: "failed",
    message: `Something went wrong in Rolecall (reference ${reference}).`,
    remedy: "Try again. If it stays, ask whoever administers the app to look at its logs.",
  };
}

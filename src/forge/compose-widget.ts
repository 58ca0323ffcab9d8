import { z } from "zod";
import { keyOfScope } from "#core/model";
import { openBriefly } from "#forge/compose-parts";
import { type Ask, askAs, askRights, createAudience, createUserJira } from "#forge/compose-viewer";
import type { Host } from "#forge/host";
import type { WidgetDeps } from "#forge/panel-deps";
import { readSpaces } from "#adapters/jira/directory";
import { TrackerError, type TriageStore } from "#ports";

const widgetContext = z.object({ accountId: z.string() });

const MOST_SPACES = 500;

/** What the calls of the widget need, for whoever looks at it. */
export async function openWidgetDeps(host: Host, given: unknown): Promise<WidgetDeps> {
  const { accountId } = widgetContext.parse(given);
  const store = await openBriefly(host);
  const jira = createUserJira(host);
  return {
    // Those that Jira lists for the viewer and the last audit read.
    async spaces() {
      const audited = new Map((await scopesOf(store)).map((scope) => [keyOfScope(scope.id), scope]));
      const seen = await readSpaces(jira);
      return [...seen.values()]
        .flatMap(({ key, name }) => {
          const scope = audited.get(key);
          return scope ? [{ id: scope.id, key, name }] : [];
        })
        .slice(0, MOST_SPACES);
    },
    async callIn(key): Promise<Ask | null> {
      const scope = (await scopesOf(store)).find(({ id }) => keyOfScope(id) === key);
      const project = scope && (await readProject(jira, key));
      if (!scope || !project) return null;
      const { permissions } = await askRights(jira, { projects: [project] });
      if (!permissions.includes("view")) return null;
      const audience = createAudience(jira, scope, scope.id.slice(0, -key.length));
      return askAs(host, jira, { store, accountId, permissions, audience });
    },
  };
}

async function scopesOf(store: TriageStore): Promise<readonly { id: string; name: string }[]> {
  const [last] = await store.runs(1);
  return last?.report.scopes ?? [];
}

const project = z.object({ id: z.string() });

/** Jira's id of a space; null where the viewer may not see it. */
async function readProject(jira: ReturnType<typeof createUserJira>, key: string): Promise<string | null> {
  try {
    return (await jira.get(`/rest/api/3/project/${encodeURIComponent(key)}`, project)).body.id;
  } catch (error) {
    if (error instanceof TrackerError && error.kind === "not-found") return null;
    throw error;
  }
}

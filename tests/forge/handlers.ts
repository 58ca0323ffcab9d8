import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";
import { createForgeSqlStore } from "#stores/dialects/forge-sql";
import { makeMysqlDatabase } from "../stores/databases";
import { createJiraSite } from "../trackers/jira/site";
import { ROLES_BY_SITE } from "./app";
import { type ForgePlatform, type Handler, startForge } from "./platform/platform";

/** What calls bring back, by the key of the function. */
export interface Answers {
  answers: Record<string, unknown>;
  /** How often each function was invoked. */
  invocations: Record<string, number>;
  faults: string[];
}

type Clock = Pick<ForgePlatform["clock"], "now" | "sleep">;

/** Loads packed functions with the platform's own time: they ask the system for it, and the emulated one goes faster. */
export function loadPacked(file: string, clock: Clock): Record<string, Handler> {
  class PlatformDate extends Date {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [clock.now()] : given) as [number]));
    }
    static override now(): number {
      return clock.now();
    }
  }
  const wait = (then: () => void, ms = 0): void => void clock.sleep(ms).then(then);
  const packed = { exports: {} };
  const parameters = ["module", "exports", "require", "__dirname", "Date", "setTimeout"];
  const run = compileFunction(readFileSync(file, "utf8"), parameters, { filename: file }) as (
    ...args: unknown[]
  ) => void;
  run(packed, packed.exports, createRequire(file), dirname(file), PlatformDate, wait);
  return packed.exports;
}

const ADMIN = "712020:admin";

/** Calls every function of the packed app at least once, on an emulated site. */
export async function callEach(
  bundle: string,
  functions: readonly { key: string; handler: string }[],
): Promise<Answers> {
  const database = await makeMysqlDatabase();
  const site = createJiraSite({ issues: 60 });
  site.users.set(ADMIN, { accountId: ADMIN, accountType: "atlassian", displayName: "Ada Admin", active: true });
  const platform = await startForge({ site, sqlUrl: database.at });
  try {
    const packed = loadPacked(join(bundle, "forge/index.cjs"), platform.clock);
    const nameOf = (handler: string): string => handler.replace("forge/index.", "");
    platform.install(
      Object.fromEntries(
        functions.flatMap(({ key, handler }) => Object.entries({ [key]: packed[nameOf(handler)] })),
      ) as Record<string, Handler>,
    );
    const store = await createForgeSqlStore({ patienceMs: 600_000, sleep: (ms) => platform.clock.sleep(ms) });
    await store.documents.put("policy", JSON.stringify(ROLES_BY_SITE));
    const answers = await callAll(platform);
    return {
      ...{ answers, invocations: platform.usage.invocations },
      faults: [
        ...platform.violations,
        ...platform.failures.map(({ functionKey, error }) => `${functionKey}: ${String(error)}`),
      ],
    };
  } finally {
    await platform.close();
    await database.remove();
  }
}

async function callAll(platform: ForgePlatform): Promise<Record<string, unknown>> {
  const { site } = platform;
  await platform.invoke("lifecycle-fn", [{ id: "installed" }, {}]);
  // The queue `work` audits the site.
  await platform.settle();
  await platform.tick("hourly");
  await platform.tick("personal-data");
  const issue = [...site.issues.values()].find(({ project }) => project === "PAY");
  if (!issue) throw new Error("The site has no work item.");
  const named = { id: String(issue.id), key: `${issue.project}-${issue.number}` };
  platform.emit({ eventType: "avi:jira:updated:issue", issue: named, changelog: { items: [{ field: "summary" }] } });
  platform.emit({ eventType: "avi:jira:deleted:user", accountId: issue.assignee ?? "712020:nobody" });
  // The queue `changes` audits what has changed.
  await platform.settle();
  const seen = { cloudId: "site-1", extension: { type: "jira:issueContext", issue: named } };
  const page = { extension: { type: "jira:adminPage" } };
  const overview = { name: "getOverview", input: {} };
  const answers = {
    panel: await platform.call("panel", "openPanel", { isRefresh: false }, seen, ADMIN),
    "panel-status": await platform.invoke("panel-status", [seen]),
    pages: await platform.call("pages", "call", overview, page, ADMIN),
    widget: await platform.call("widget", "listSpaces", {}, {}, ADMIN),
  };
  const { id, key } = site.project("ONB");
  platform.emit({ eventType: "avi:jira:deleted:project", project: { id: String(id), key } });
  await platform.settle();
  await platform.invoke("cleanup-fn", [{}, {}]);
  return answers;
}

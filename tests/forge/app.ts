import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { createLedger } from "#adapters/http/ledger";
import { createJiraMembers } from "#adapters/jira/members";
import { createJiraRest } from "#adapters/jira/rest";
import { openJira } from "#adapters/jira/source";
import { compileRuleset } from "#core/classify/classify";
import type { RunRecord, StoredFinding, TriageStore } from "#ports";
import { createForgeSqlStore } from "#stores/dialects/forge-sql";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { parsePolicyText } from "#usecases/api/in-force";
import { peopleFieldsOf } from "#usecases/people-fields";
import { trackersRead } from "#usecases/read-trackers";
import { auditWithMemory } from "#usecases/remember-run";
import { withMembers } from "#usecases/sync-members";
import { HOLDER } from "../fixtures/holder";
import { makeMysqlDatabase, makeSqliteFile } from "../stores/databases";
import { type ForgePlatform, type PlatformOptions, startForge } from "./platform/platform";

/** The app on an emulated site, with real @forge packages. */
export interface RunningApp {
  platform: ForgePlatform;
  /** The app's own database, for a look into it. */
  store: TriageStore;
  /** What the app wrote to its log. */
  logged: string[];
  savePolicy(policy: object): Promise<void>;
  policyText: () => Promise<string>;
  /** Installs it, as the platform tells of it, and lets everything happen that follows. */
  begin(): Promise<void>;
  /** Lets hours pass, each with its hourly trigger and what follows from it. */
  pass(hours: number): Promise<void>;
  close(): Promise<void>;
}

const functions = z
  .object({ modules: z.looseObject({ function: z.array(z.object({ key: z.string(), handler: z.string() })) }) })
  .parse(parse(readFileSync(new URL("../../manifest.yml", import.meta.url), "utf8"))).modules.function;

/** Starts a platform and puts the app on it; nothing has happened yet. */
export async function runApp(options: Omit<PlatformOptions, "sqlUrl"> = {}): Promise<RunningApp> {
  const database = await makeMysqlDatabase();
  const platform = await startForge({ ...options, sqlUrl: database.at });
  // Only now: the packages look at their surroundings when they are loaded.
  const { composeApp } = await import("#forge/compose");
  const logged: string[] = [];
  const app = composeApp({
    now: () => platform.clock.now(),
    sleep: (milliseconds) => platform.clock.sleep(milliseconds),
    log: (what, error) => void logged.push(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : ""}`),
    firstPauseMs: 1,
  });
  platform.install(
    Object.fromEntries(
      functions.map(({ key, handler }) => [key, app[handler.replace("forge/index.", "") as keyof typeof app]]),
    ),
  );
  const store = await createForgeSqlStore({ patienceMs: 600_000, sleep: (ms) => platform.clock.sleep(ms) });
  return {
    ...{ platform, store, logged },
    savePolicy: (policy) => store.documents.put("policy", JSON.stringify(policy)),
    policyText: async () => (await store.documents.get("policy")) ?? "",
    async begin() {
      await platform.invoke("lifecycle-fn", [{ id: "installed" }, {}]);
      await platform.settle();
    },
    async pass(hours) {
      for (let hour = 0; hour < hours; hour += 1) {
        const until = platform.clock.now() + 3_600_000;
        await platform.tick("hourly");
        await platform.settle({ untilMs: until });
        if (platform.clock.now() < until) platform.clock.advance(until - platform.clock.now());
      }
    },
    async close() {
      await platform.close();
      await database.remove();
    },
  };
}

/** What a store says of a backlog: the last run in figures, and everything that stands. */
export interface Remembered {
  report: Pick<RunRecord["report"], "totals" | "scopes" | "gaps" | "complete" | "rules">;
  findings: Pick<StoredFinding, "finding" | "item" | "names" | "parent">[];
}

export async function rememberedIn(store: TriageStore): Promise<Remembered> {
  const [last] = await store.runs(1);
  if (!last) throw new Error("No run is remembered.");
  const { totals, scopes, gaps, complete, rules } = last.report;
  const findings: Remembered["findings"] = [];
  for await (const page of store.findings({ present: true }))
    findings.push(...page.map(({ finding, item, names, parent }) => ({ finding, item, names, parent })));
  return { report: { totals, scopes, gaps, complete, rules }, findings };
}

/** The same site as the command line audits it: by an API token, with nothing remembered, into SQLite. */
export async function auditFromOutside({ platform, policyText, store }: RunningApp): Promise<Remembered> {
  const { jira } = platform;
  const file = await makeSqliteFile();
  const memory = await createSqliteStore(file.at);
  try {
    const clock = {
      now: () => platform.clock.now(),
      // Whoever asks from outside has to wait for the hour's points, too.
      sleep: (ms: number) => {
        platform.clock.advance(ms);
        return Promise.resolve();
      },
    };
    const rest = createJiraRest({
      ...{ baseUrl: jira.url, clock, firstPauseMs: 1, ledger: createLedger({ tracker: "Jira", clock, share: 1 }) },
      credentials: { email: jira.email, apiToken: jira.token },
    });
    const policy = parsePolicyText(await policyText());
    // As of the day of the app's run: roles and ages go by days.
    const now = (await store.runs(1))[0]?.startedAt ?? new Date(clock.now()).toISOString();
    const { policy: inForce } = await withMembers(policy, { listers: [createJiraMembers(rest)], memory, now });
    const tracker = await openJira({
      jira: rest,
      clock,
      scope: policy.source.jira,
      peopleFields: peopleFieldsOf(policy),
    });
    await auditWithMemory({
      ...{ memory, trackers: [tracker], ruleset: compileRuleset(inForce), version: "outside", holder: HOLDER },
      ...{ isInBaseline: () => false, source: trackersRead([]), runId: "outside", now },
    });
    return await rememberedIn(memory);
  } finally {
    await memory.close();
    await file.remove();
  }
}

/** Roles by every source that a site has: groups, project roles and people fields. */
export const ROLES_BY_SITE = {
  mode: "separate",
  groups: [
    { group: "product-managers", role: "product-manager" },
    { group: "Product owners", role: "product-owner" },
  ],
  peopleFields: [{ field: "Product owner", role: "product-owner" }],
};

/** Names for many spaces: `S001` and so on. */
export const manySpaces = (count: number): [string, string][] =>
  Array.from({ length: count }, (_, at) => {
    const number = String(at + 1).padStart(3, "0");
    return [`S${number}`, `Space ${number}`];
  });

/** What must hold after every test: no limit was gone over, and nothing failed that was not meant to. */
export const faultsOf = ({ platform, logged }: Pick<RunningApp, "platform" | "logged">) => ({
  violations: platform.violations,
  failures: platform.failures.map(({ functionKey, error }) => `${functionKey}: ${String(error)}`),
  logged,
});

export const NO_FAULTS = { violations: [], failures: [], logged: [] };

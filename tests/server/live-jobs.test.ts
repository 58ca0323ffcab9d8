import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { AuditResult } from "#cli/jobs/audit-job";
import type { SyncResult } from "#cli/jobs/sync-job";
import type { CheckUp } from "#usecases/api/contract";
import { type JiraServer, startJira } from "../trackers/jira/server";
import { createJiraSite } from "../trackers/jira/site";
import { createLinearWorkspace } from "../trackers/linear/generate";
import { type LinearServer, startLinear } from "../trackers/linear/server";
import { buildWorker, createJobPlace } from "./job-place";

/** Jobs over trackers that answer, with credentials in the environment as a person sets them. */

let worker: Awaited<ReturnType<typeof buildWorker>>;
let place: ReturnType<typeof createJobPlace>;
let [jira, linear]: [JiraServer, LinearServer] = [] as never;
beforeAll(async () => {
  worker = await buildWorker();
});
afterAll(() => worker.remove());
beforeEach(async () => {
  place = createJobPlace(worker.script);
  jira = await startJira({ site: createJiraSite({ issues: 40 }) });
  linear = await startLinear({ workspace: createLinearWorkspace({ issues: 40 }) });
  vi.stubEnv("ROLECALL_JIRA_BASE_URL", jira.url);
  vi.stubEnv("ROLECALL_JIRA_EMAIL", jira.email);
  vi.stubEnv("ROLECALL_JIRA_API_TOKEN", jira.token);
  vi.stubEnv("ROLECALL_LINEAR_API_URL", linear.url);
  vi.stubEnv("ROLECALL_LINEAR_API_KEY", linear.apiKey);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  place.remove();
  await Promise.all([jira.close(), linear.close()]);
});

test("Both trackers are audited as one backlog; the next audit reads changes only", async () => {
  const job = { kind: "audit", source: { trackers: "both" } } as const;
  const first = (await place.perform(job)).result as AuditResult;
  expect(first.source.map(({ kind }) => kind)).toEqual(["jira", "linear"]);
  expect([first.complete, first.totals.items]).toEqual([true, expect.any(Number)]);
  for (const tracker of [jira, linear]) tracker.advance(3_600_000);
  const before = jira.requests.length + linear.requests.length;
  const second = (await place.perform(job)).result as AuditResult;
  expect(jira.requests.length + linear.requests.length - before).toBe(3 + 4);
  expect(second.totals.items).toBe(first.totals.items);
  expect([...jira.violations, ...linear.violations]).toEqual([]);
});

test("What is remembered is brought up to date without judging", async () => {
  const { read, swept } = (await place.perform({ kind: "sync", trackers: "jira" })).result as SyncResult;
  expect([read.map(({ kind }) => kind), swept]).toEqual([["jira"], { removed: 0, added: 0 }]);
  const store = await place.openStore();
  expect([await store.runs(), (await store.status()).rows.rolecall_item]).toEqual([[], jira.site.issues.size]);
  await store.close();
});

test("The doctor checks both; what a tracker refuses is a check that failed, without a secret", async () => {
  const { result, said } = await place.perform({ kind: "doctor" });
  const fine = result as CheckUp;
  expect(fine.map(({ tracker }) => tracker)).toEqual(["Jira", "Linear"]);
  expect(fine.flatMap(({ checks }) => checks).filter(({ state }) => state === "failed")).toEqual([]);
  expect(said.length).toBeGreaterThan(0);
  vi.stubEnv("ROLECALL_LINEAR_API_KEY", "lin_api_wrong");
  const refused = (await place.perform({ kind: "doctor" })).result as CheckUp;
  expect(refused[1]?.checks.map(({ state }) => state)).toContain("failed");
  expect(JSON.stringify(refused)).not.toContain("lin_api_wrong");
});

test("An audit that a tracker refuses fails with what to do", async () => {
  vi.stubEnv("ROLECALL_LINEAR_API_KEY", "lin_api_wrong");
  const job = { kind: "audit", source: { trackers: "linear" } } as const;
  const refused = await place.perform(job).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Error);
  expect((refused as Error).message).toMatch(/Linear/);
  expect((refused as Error).message).not.toContain("lin_api_wrong");
});

import { asApp, asUser, getAppContext, privacy, route } from "@forge/api";
import { InvocationError, Queue, type AsyncEvent } from "@forge/events";
import { kvs, WhereConditions } from "@forge/kvs";
import Resolver from "@forge/resolver";
import { sql } from "@forge/sql";
import { afterEach, describe, expect, test } from "vitest";
import { makeMysqlDatabase, mysqlServer } from "../stores/databases";
import { createJiraSite } from "../trackers/jira/site";
import { ON_FORGE_SQL } from "./emulated-sql";
import { startForge, type ForgePlatform, type PlatformOptions } from "./platform/platform";

const manifest = {
  app: { runtime: { memoryMB: 512 } },
  modules: {
    function: [
      { key: "resolver", handler: "x" },
      { key: "work", handler: "x", timeoutSeconds: 900 },
      { key: "small", handler: "x" },
      { key: "hourly", handler: "x", timeoutSeconds: 300 },
      { key: "changed", handler: "x" },
    ],
    "jira:issueContext": [{ key: "panel", resolver: { function: "resolver" } }],
    consumer: [
      { key: "work-consumer", queue: "work", function: "work" },
      { key: "small-consumer", queue: "small", function: "small" },
    ],
    scheduledTrigger: [{ key: "every-hour", function: "hourly", interval: "hour" }],
    trigger: [
      {
        ...{ key: "on-change", function: "changed" },
        filter: {
          ignoreSelf: true,
          expression: "event.changelog == null || event.changelog.items.some(item => !['Rank'].includes(item.field))",
        },
        events: ["avi:jira:updated:issue", "avi:jira:assigned:issue", "avi:jira:created:issue"],
      },
    ],
  },
  permissions: { scopes: ["storage:app", "read:jira-work", "write:jira-work"] },
};

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function forge(options: PlatformOptions = {}): Promise<ForgePlatform> {
  const platform = await startForge({ manifest, site: createJiraSite({ issues: 40 }), ...options });
  open.push(() => platform.close());
  return platform;
}

/** Runs some code as a function of the app. */
async function run<T>(platform: ForgePlatform, act: () => Promise<T>, accountId?: string): Promise<T> {
  platform.install({ hourly: act });
  return (await platform.invoke("hourly", [], accountId === undefined ? {} : { accountId })) as T;
}

const nameOf = (error: unknown): string => (error as Error).constructor.name;
const codeOf = (request: Promise<unknown>) =>
  request.then(
    () => "done",
    (error: unknown) => (error as { code?: string }).code ?? nameOf(error),
  );
const work = new Queue({ key: "work" });
const small = new Queue({ key: "small" });
const post = (body: unknown) => ({
  ...{ method: "POST", body: JSON.stringify(body) },
  headers: { "content-type": "application/json" },
});

test("The platform reads the app's own manifest where a test has none", async () => {
  const platform = await startForge();
  open.push(() => platform.close());
  expect(await platform.settle()).toBe(0);
  expect(platform.violations).toEqual([]);
});

describe("An invocation", () => {
  test("knows itself and how long it has, and emulated time passes with what it asks for", async () => {
    const platform = await forge();
    const seen = await run(platform, async () => {
      const context = getAppContext();
      const left = () => context.invocationRemainingTimeInMillis();
      const before = left();
      await kvs.set("a", 1);
      await platform.clock.sleep(1000);
      return { before, after: left(), moduleKey: context.moduleKey };
    });
    expect(seen).toEqual({ before: 300_000, after: 298_990, moduleKey: "hourly" });
    expect(platform.usage.gbSeconds).toBeCloseTo(0.505, 3);
    expect(platform.usage.invocations).toEqual({ hourly: 1 });
    expect(platform.violations).toEqual([]);
  });

  test("takes as long as its slowest request where it asks side by side", async () => {
    const platform = await forge();
    const began = platform.clock.now();
    await run(platform, () => Promise.all(["a", "b", "c"].map((key) => kvs.set(key, 1))));
    expect(platform.clock.now() - began).toBe(10);
  });

  test("is ended at its time, and nothing it asks for afterwards is answered", async () => {
    const platform = await forge();
    const heard: string[] = [];
    platform.install({
      async resolver() {
        await kvs.set("first", 1);
        await platform.clock.sleep(30_000).then(() => heard.push("woke"));
        await kvs.set("second", 2);
      },
    });
    const began = platform.clock.now();
    await expect(platform.invoke("resolver", [])).rejects.toMatchObject({ reason: "FUNCTION_TIME_OUT" });
    expect(platform.clock.now() - began).toBe(25_000);
    await platform.clock.sleep(3_600_000);
    expect(heard).toEqual([]);
    expect(await kvs.get("first")).toBe(1);
    expect(await kvs.get("second")).toBeUndefined();
  });

  test("that waits for a request which is never answered is ended at its time", async () => {
    const platform = await forge();
    platform.jira.fault({ kind: "hang" });
    await expect(run(platform, () => asApp().requestJira(route`/rest/api/3/myself`))).rejects.toMatchObject({
      reason: "FUNCTION_TIME_OUT",
    });
  });

  test.each([
    [false, undefined],
    [true, 1],
  ])("that is killed at a request (done: %s) dies silently", async (lands, kept) => {
    const platform = await forge();
    platform.chaos.killAfterRequests(2, { lands });
    let isTold = false;
    const act = async (): Promise<void> => {
      await kvs.set("one", 1);
      try {
        await kvs.set("two", 1);
      } finally {
        isTold = true;
      }
    };
    await expect(run(platform, act)).rejects.toThrow("FUNCTION_OUT_OF_MEMORY");
    expect(isTold).toBe(false);
    expect([await kvs.get("one"), await kvs.get("two")]).toEqual([1, kept]);
    await run(platform, act);
    expect(platform.violations).toEqual([]);
  });

  test("that asks for something after its answer has forgotten to wait", async () => {
    const platform = await forge();
    await run(platform, () => {
      setImmediate(() => {
        void kvs.set("late", 1);
      });
      return Promise.resolve();
    });
    await new Promise((done) => setTimeout(done, 5));
    expect(platform.violations).toEqual([expect.stringContaining("after it had answered")]);
  });

  test("of a resolver gets its payload and its user, within the sizes of the bridge", async () => {
    const platform = await forge();
    const resolver = new Resolver();
    resolver.define("echo", ({ payload, context }) => [payload, context["accountId"], context["key"]] as unknown[]);
    resolver.define("huge", () => "x".repeat(6 * 1024 * 1024));
    platform.install({ resolver: resolver.getDefinitions() });
    const answer = await platform.call("resolver", "echo", { a: 1 }, { key: "PAY-1" }, "someone");
    expect(answer).toEqual([{ a: 1 }, "someone", "PAY-1"]);
    await expect(platform.call("resolver", "echo", "x".repeat(600_000), {}, "someone")).rejects.toThrow("Payload");
    await expect(platform.call("resolver", "huge", {}, {}, "someone")).rejects.toThrow("Response");
    expect(platform.violations).toHaveLength(2);
  });

  test("is refused where a user has too many of them", async () => {
    const platform = await forge();
    platform.install({ resolver: () => 1 });
    for (let n = 0; n < 1200; n += 1) {
      platform.clock.advance(10);
      await platform.invoke("resolver", [], { accountId: "busy" });
    }
    await expect(platform.invoke("resolver", [], { accountId: "busy" })).rejects.toThrow("RATE_LIMITED");
    await platform.invoke("resolver", [], { accountId: "other" });
    expect(platform.violations).toHaveLength(1);
  });

  test("belongs to its platform, also when there are several", async () => {
    const [one, other] = [await forge(), await forge()];
    await run(one, () => kvs.set("mine", 1));
    expect(await run(other, () => kvs.get("mine"))).toBeUndefined();
    expect(await run(one, () => kvs.get("mine"))).toBe(1);
  });
});

describe("The key-value store", () => {
  test("reads what was written, and its queries see it later, a page at a time", async () => {
    const platform = await forge();
    await run(platform, async () => {
      for (let n = 0; n < 12; n += 1) await kvs.set(`row:${n}`, { n });
      await kvs.set("other", 1);
      const rows = () => kvs.query().where("key", WhereConditions.beginsWith("row:"));
      expect(await kvs.get("row:11")).toEqual({ n: 11 });
      expect((await rows().limit(100).getMany()).results).toHaveLength(0);
      await platform.clock.sleep(5000);
      await kvs.delete("row:0");
      const first = await rows().getMany();
      expect(first.results).toHaveLength(10);
      const rest = await rows()
        .cursor(first.nextCursor ?? "")
        .getMany();
      expect(rest.results).toHaveLength(2);
      expect(await kvs.get("row:0")).toBeUndefined();
      await kvs.delete("row:0");
    });
    expect(platform.violations).toEqual([]);
  });

  test("keeps what is there where it is told to, and tells the value before", async () => {
    const platform = await forge();
    await run(platform, async () => {
      const only = { keyPolicy: "FAIL_IF_EXISTS" } as const;
      await kvs.set<number>("lease", 1, only);
      expect(await codeOf(kvs.set<number>("lease", 2, only))).toBe("KEY_ALREADY_EXISTS");
      const previous = { keyPolicy: "OVERRIDE", returnValue: "PREVIOUS" } as const;
      expect(await kvs.set<number, number>("lease", 3, previous)).toMatchObject({ value: 1 });
    });
    expect(platform.violations).toEqual([]);
  });

  test("forgets a value some time after its end", async () => {
    const platform = await forge();
    await run(platform, () => kvs.set("short", 1, { ttl: { value: 1, unit: "MINUTES" } }));
    await platform.clock.sleep(49 * 3_600_000);
    expect(await run(platform, () => kvs.get("short"))).toBeUndefined();
  });

  test("writes several keys at once, and all or none in a transaction", async () => {
    const platform = await forge();
    await run(platform, async () => {
      await kvs.batchSet([
        { key: "a", value: 1 },
        { key: "b", value: 2 },
      ]);
      const { successfulKeys, failedKeys } = await kvs.batchGet([{ key: "a" }, { key: "none" }]);
      expect([successfulKeys.map(({ key }) => key), failedKeys.map(({ key }) => key)]).toEqual([["a"], ["none"]]);
      await kvs.transact().set("c", 3).delete("a").execute();
      const failed = kvs.transact().set("d", 4).set("e", "x".repeat(300_000)).execute();
      expect(await codeOf(failed)).toBe("MAX_SIZE");
      expect([await kvs.get("a"), await kvs.get("c"), await kvs.get("d")]).toEqual([undefined, 3, undefined]);
    });
    expect(platform.violations).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ["a value over 240 KiB", () => kvs.set("a", "x".repeat(240 * 1024)), "MAX_SIZE"],
    ["a long key", () => kvs.set("k".repeat(501), 1), "KEY_TOO_LONG"],
    ["a key with other letters", () => kvs.set("a/b", 1), "INVALID_KEY"],
    ["a deep value", () => kvs.set("a", JSON.parse("[".repeat(32) + "]".repeat(32))), "MAX_DEPTH"],
    ["no value", () => kvs.set("a", undefined), "INVALID_VALUE"],
    ["a life of two years", () => kvs.set("a", 1, { ttl: { value: 700, unit: "DAYS" } }), "INVALID_TTL"],
    ["a page of 101", () => kvs.query().limit(101).getMany(), "QUERY_LIMIT_INVALID"],
    ["26 keys", () => kvs.batchGet(Array.from({ length: 26 }, (_, n) => ({ key: `k${n}` }))), "MAX_ITEMS"],
    ["the same key twice", () => kvs.batchGet([{ key: "a" }, { key: "a" }]), "DUPLICATE_KEY"],
  ])("refuses %s", async (_what, act, code) => {
    const platform = await forge();
    expect(await run(platform, () => codeOf(act()))).toBe(code);
    expect(platform.violations).toEqual([expect.stringContaining(code)]);
  });

  test("takes 4,000 units of 10 KB in a minute", async () => {
    const platform = await forge();
    await run(platform, async () => {
      for (let n = 0; n < 173; n += 1) await kvs.set(`k${n}`, "x".repeat(235_000));
      expect(await codeOf(kvs.set("more", "x".repeat(235_000)))).toBe("RATE_LIMIT_EXCEEDED");
      await platform.clock.sleep(60_000);
      expect(await codeOf(kvs.set("more", 1))).toBe("done");
    });
    expect(platform.violations).toHaveLength(1);
  });
});

describe("A queue", () => {
  test("delivers each event to its consumer, in any order", async () => {
    const platform = await forge();
    const seen: AsyncEvent[] = [];
    platform.install({ work: (event: AsyncEvent) => void seen.push(event) });
    const { jobId } = await run(platform, () => work.push([1, 2, 3, 4].map((n) => ({ body: { n } }))));
    expect(await run(platform, () => work.getStats(jobId))).toEqual({ success: 0, inProgress: 4, failed: 0 });
    expect(await platform.settle()).toBe(4);
    expect(seen.map(({ body }) => body["n"])).toEqual(expect.arrayContaining([1, 2, 3, 4]));
    expect(seen[0]).toMatchObject({ queueName: "work", jobId });
    expect(await run(platform, () => work.getStats(jobId))).toEqual({ success: 4, inProgress: 0, failed: 0 });
    expect(platform.usage).toMatchObject({ pushes: 1, delivered: 4 });
    expect(platform.violations).toEqual([]);
  });

  test("delivers again what threw, what ran too long, and what asked for it", async () => {
    const platform = await forge();
    const contexts: unknown[] = [];
    platform.install({
      async small(event: AsyncEvent) {
        contexts.push(event.retryContext);
        if (contexts.length === 1) throw new Error("no");
        if (contexts.length === 2) await platform.clock.sleep(60_000);
        if (contexts.length === 3)
          return new InvocationError({ retryAfter: 300, retryReason: "X" as never, retryData: 7 });
        return undefined;
      },
    });
    await run(platform, () => small.push({ body: {} }));
    const began = platform.clock.now();
    expect(await platform.settle()).toBe(4);
    expect(contexts).toMatchObject([
      undefined,
      { retryCount: 1, retryReason: "FUNCTION_PLATFORM_UNKNOWN_ERROR" },
      { retryCount: 2, retryReason: "FUNCTION_TIME_OUT" },
      {
        retryCount: 3,
        retryReason: "X",
        retryData: 7,
        retentionWindow: { remainingTimeMs: expect.any(Number) as number },
      },
    ]);
    expect(platform.clock.now() - began).toBeGreaterThan(355_000);
    expect(platform.failures).toHaveLength(2);
    expect(platform.violations).toEqual([]);
  });

  test("delivers twice where a test says so, and loses after a day what always fails", async () => {
    const platform = await forge();
    let times = 0;
    platform.install({ small: () => void (times += 1), work: () => Promise.reject(new Error("never")) });
    platform.chaos.duplicateDeliveries = 1;
    await run(platform, () => small.push({ body: {} }));
    await platform.settle();
    expect(times).toBe(2);
    platform.chaos.duplicateDeliveries = 0;
    await run(platform, () => work.push({ body: {} }));
    await platform.settle();
    expect(platform.violations).toEqual([expect.stringContaining("lost")]);
  });

  test("waits as long as an event says, runs no more side by side than it says, and can be cancelled", async () => {
    const platform = await forge();
    const at: number[] = [];
    let [now, most] = [0, 0];
    platform.install({
      async work() {
        at.push(platform.clock.now());
        most = Math.max(most, (now += 1));
        await platform.clock.sleep(10_000);
        now -= 1;
      },
    });
    const began = platform.clock.now();
    const concurrency = { key: "scan", limit: 2 };
    await run(platform, () =>
      work.push([1, 2, 3, 4, 5].map((n) => ({ body: { n }, delayInSeconds: 100, concurrency }))),
    );
    await platform.settle();
    expect(Math.min(...at) - began).toBeGreaterThanOrEqual(100_000);
    expect(most).toBe(2);
    const { jobId } = await run(platform, () => work.push({ body: {} }));
    await run(platform, () => work.cancel(jobId));
    expect(await platform.settle()).toBe(0);
    expect(await run(platform, () => codeOf(work.cancel("none")))).toBe("JobDoesNotExistError");
  });

  test("goes on to an instant, and no further", async () => {
    const platform = await forge();
    platform.install({ work: () => undefined });
    await run(platform, () => work.push({ body: {}, delayInSeconds: 900 }));
    const began = platform.clock.now();
    expect(await platform.settle({ untilMs: 60_000 })).toBe(0);
    expect(platform.clock.now()).toBe(began + 60_000);
    expect(await platform.settle({ untilMs: began + 920_000 })).toBe(1);
  });

  test.each<[string, () => Promise<unknown>, string, number]>([
    ["51 events", () => work.push(Array.from({ length: 51 }, () => ({ body: {} }))), "TooManyEventsError", 0],
    ["200 KB", () => small.push({ body: { text: "x".repeat(210_000) } }), "PayloadTooBigError", 0],
    ["a long delay", () => small.push({ body: {}, delayInSeconds: 901 }), "InvalidPushSettingsError", 0],
    [
      "an event of 100 KB for a consumer that runs long",
      () => work.push([{ body: { text: "x".repeat(110_000) } }, { body: {} }]),
      "PartialSuccessError",
      1,
    ],
    ["a queue that nobody consumes", () => new Queue({ key: "none" }).push({ body: {} }), "InternalServerError", 1],
    ["too many by chance", () => small.push({ body: {} }), "RateLimitError", 0],
  ])("refuses %s", async (what, act, name, violations) => {
    const platform = await forge();
    if (what === "too many by chance") platform.chaos.throttle(1);
    const refused = await run(platform, () => act().then(() => "done", nameOf));
    expect(refused).toBe(name);
    expect(platform.violations).toHaveLength(violations);
  });

  test("takes 500 events a minute", async () => {
    const platform = await forge();
    const many = Array.from({ length: 50 }, () => ({ body: {} }));
    await run(platform, async () => {
      for (let n = 0; n < 10; n += 1) await small.push(many);
      await expect(small.push({ body: {} })).rejects.toThrow("Too many requests");
      await platform.clock.sleep(60_000);
      await small.push({ body: {} });
    });
    expect(platform.violations).toHaveLength(1);
  });

  test("ends a chain of a thousand pushes, and a new beginning starts a new chain", async () => {
    const platform = await forge();
    platform.install({ work: () => work.push({ body: {} }).then(() => undefined) });
    await run(platform, () => work.push({ body: {} }));
    await platform.settle({ maxDeliveries: 1000 });
    expect(platform.usage.pushes).toBe(1000);
    expect(platform.failures).toHaveLength(1);
    expect(platform.violations).toEqual([expect.stringContaining("cyclic")]);
    await run(platform, () => work.push({ body: {} }));
  });
});

describe("Triggers", () => {
  test("of a schedule run when they are due, as often as that is", async () => {
    const platform = await forge();
    const seen: unknown[] = [];
    platform.install({ hourly: (request: unknown) => void seen.push(request) });
    await platform.tick("every-hour");
    await platform.tick("every-hour");
    expect(seen).toMatchObject([{ context: { moduleKey: "every-hour" } }, {}]);
    platform.install({ hourly: () => Promise.reject(new Error("no")) });
    await platform.tick("every-hour");
    expect(platform.failures).toMatchObject([{ functionKey: "hourly" }]);
    await expect(platform.tick("none")).rejects.toThrow("no scheduledTrigger");
  });

  test("hear of what happened within three minutes, sometimes twice, but not of what the app did", async () => {
    const platform = await forge();
    const seen: { eventType: string; atlassianId: string }[] = [];
    platform.install({ changed: (event: (typeof seen)[number]) => void seen.push(event) });
    const [issue] = platform.site.issues.values();
    const id = String(issue?.id);
    const began = platform.clock.now();
    for (let n = 0; n < 100; n += 1)
      platform.emit({ eventType: "avi:jira:updated:issue", issue: { id, key: "PAY-1" } });
    platform.emit({ eventType: "avi:jira:commented:issue", issue: { id, key: "PAY-1" } });
    await platform.settle();
    expect(platform.clock.now() - began).toBeLessThanOrEqual(180_000);
    expect(seen.length).toBeGreaterThan(100);
    expect(seen.length).toBeLessThan(120);
    seen.length = 0;
    const assign = (as: { requestJira: ReturnType<typeof asApp>["requestJira"] }, accountId: string | null) =>
      as.requestJira(route`/rest/api/3/issue/${id}/assignee`, { ...post({ accountId }), method: "PUT" });
    await run(platform, () => assign(asApp(), null));
    await platform.settle();
    expect(seen).toEqual([]);
    await run(platform, () => assign(asUser(), "712020:reader"), "712020:reader");
    await platform.settle();
    expect(new Set(seen.map(({ eventType }) => eventType))).toEqual(
      new Set(["avi:jira:assigned:issue", "avi:jira:updated:issue"]),
    );
    expect(platform.violations).toEqual([]);
  });

  test("do not hear of what their filter leaves out", async () => {
    const platform = await forge();
    const seen: unknown[] = [];
    platform.install({ changed: (event: { changelog: unknown }) => void seen.push(event.changelog) });
    for (const field of ["Rank", "summary"])
      platform.emit({ eventType: "avi:jira:updated:issue", changelog: { items: [{ field }] } });
    await platform.settle();
    expect(JSON.stringify(seen)).toContain("summary");
    expect(JSON.stringify(seen)).not.toContain("Rank");
    expect(platform.violations).toEqual([]);
  });

  test("get an event again when they ask for it, four times", async () => {
    const platform = await forge({ seed: 3 });
    let times = 0;
    platform.install({
      changed: () => {
        times += 1;
        return new InvocationError({ retryAfter: 60 } as never);
      },
    });
    platform.emit({ eventType: "avi:jira:created:issue" });
    await platform.settle();
    expect(times % 5).toBe(0);
    expect(platform.violations[0]).toContain("lost");
  });
});

describe("Jira", () => {
  const reader = "712020:reader";

  test("answers the app and a user by what each may see", async () => {
    const platform = await forge();
    const [issue] = platform.site.issues.values();
    const id = issue?.id ?? 0;
    platform.site.viewers.set(reader, {
      ...{ permissions: new Set(["BROWSE_PROJECTS"]), hiddenProjects: new Set<string>() },
      hiddenIssues: new Set([id]),
    });
    const read = (as: { requestJira: ReturnType<typeof asApp>["requestJira"] }) =>
      as.requestJira(route`/rest/api/3/issue/${id}`).then(({ status }) => status);
    const found = async (as: { requestJira: ReturnType<typeof asApp>["requestJira"] }) => {
      const body = { jql: "project in (PAY, ONB, RPT, MOB, PLT)", maxResults: 100, fields: ["summary"] };
      const answer = await as.requestJira(route`/rest/api/3/search/jql`, post(body));
      return ((await answer.json()) as { issues: unknown[] }).issues.length;
    };
    const seen = await run(
      platform,
      async () => [await read(asApp()), await read(asUser()), await found(asApp()), await found(asUser())],
      reader,
    );
    expect(seen).toEqual([200, 404, 40, 39]);
    const check = {
      accountId: reader,
      projectPermissions: [{ permissions: ["BROWSE_PROJECTS", "EDIT_ISSUES"], issues: [id, id + 1] }],
    };
    const before = platform.usage.points;
    const grants = await run(
      platform,
      async () =>
        (await asApp().requestJira(route`/rest/api/3/permissions/check`, post(check))).json() as Promise<unknown>,
    );
    expect(grants).toEqual({
      globalPermissions: [],
      projectPermissions: [{ permission: "BROWSE_PROJECTS", issues: [id + 1], projects: [] }],
    });
    expect(platform.usage.points - before).toBe(2);
    expect(platform.violations).toEqual([]);
  });

  test("wants to know who the user is", async () => {
    const platform = await forge();
    const asked = (who?: string) => () => codeOf(asUser(who).requestJira(route`/rest/api/3/myself`));
    expect(await run(platform, asked())).toBe("NeedsAuthenticationError");
    expect(await run(platform, asked(reader))).toBe("NeedsAuthenticationError");
    expect(await run(platform, asked(), reader)).toBe("done");
  });

  test("assigns, comments, creates, and sets properties after some time", async () => {
    const platform = await forge();
    const { site } = platform;
    const [issue] = site.issues.values();
    const id = issue?.id ?? 0;
    const api = asApp();
    const doc = {
      type: "doc",
      version: 1,
      content: [{ type: "paragraph", content: [{ type: "text", text: "Hello" }] }],
    };
    await run(platform, async () => {
      const assigned = await api.requestJira(route`/rest/api/3/issue/${id}/assignee`, {
        ...post({ accountId: reader }),
        method: "PUT",
      });
      const commented = await api.requestJira(route`/rest/api/3/issue/${id}/comment`, post({ body: doc }));
      const fields = { project: { key: "PAY" }, issuetype: { name: "Task" }, summary: "New", description: doc };
      const created = await api.requestJira(route`/rest/api/3/issue`, post({ fields }));
      expect([assigned.status, commented.status, created.status]).toEqual([204, 201, 201]);
      const property = () => api.requestJira(route`/rest/api/3/issue/${id}/properties/${"verdict"}`);
      const body = { issues: [{ issueID: id, properties: { verdict: { kind: "strategic" } } }] };
      const task = await api.requestJira(route`/rest/api/3/issue/properties/multi`, post(body));
      const { id: taskId, status } = (await task.json()) as { id: string; status: string };
      expect([status, (await property()).status]).toEqual(["RUNNING", 404]);
      await platform.clock.sleep(5000);
      expect(await (await property()).json()).toEqual({ key: "verdict", value: { kind: "strategic" } });
      expect(await (await api.requestJira(route`/rest/api/3/task/${taskId}`)).json()).toMatchObject({
        status: "COMPLETE",
      });
      await api.requestJira(route`/rest/api/3/issue/properties/${"verdict"}`, {
        ...post({ entityIds: [id] }),
        method: "DELETE",
      });
      await platform.clock.sleep(5000);
      expect((await property()).status).toBe(404);
      const users = await api.requestJira(route`/rest/api/3/user/bulk?accountId=${reader}&accountId=none`);
      expect(await users.json()).toMatchObject({ values: [{ accountId: reader }] });
      expect(await (await api.requestJira(route`/rest/api/3/project/PAY`)).json()).toMatchObject({ key: "PAY" });
    });
    expect(site.issue(id).assignee).toBe(reader);
    expect(site.comments).toMatchObject([{ issue: id, author: platform.appAccountId }]);
    expect([...site.issues.values()].at(-1)).toMatchObject({ summary: "New", description: "Hello" });
    expect(platform.violations).toEqual([]);
  });

  test("refuses those who may not, and hands on a 303 where the proxy does", async () => {
    const platform = await forge({ redirects: "pass" });
    platform.site.permissions.delete("ASSIGN_ISSUES");
    const [id = 0] = platform.site.issues.keys();
    const statuses = await run(platform, async () => [
      (
        await asApp().requestJira(route`/rest/api/3/issue/${id}/assignee`, {
          ...post({ accountId: null }),
          method: "PUT",
        })
      ).status,
      (
        await asApp().requestJira(
          route`/rest/api/3/issue/properties/multi`,
          post({ issues: [{ issueID: id, properties: { a: 1 } }] }),
        )
      ).status,
    ]);
    expect(statuses).toEqual([403, 303]);
  });

  test("takes twenty writes to an issue in two seconds", async () => {
    const platform = await forge({ latency: { jira: 10 } });
    const [id = 0] = platform.site.issues.keys();
    const assign = () =>
      asApp().requestJira(route`/rest/api/3/issue/${id}/assignee`, { ...post({ accountId: null }), method: "PUT" });
    const answers = await run(platform, async () => {
      const all: { status: number; headers: { get(name: string): string | null } }[] = [];
      for (let n = 0; n < 21; n += 1) all.push(await assign());
      return all.map(({ status, headers }) => `${status} ${headers.get("ratelimit-reason") ?? ""}`);
    });
    expect(answers.slice(19)).toEqual(["204 ", "429 jira-per-issue-on-write"]);
    expect(platform.violations).toHaveLength(1);
  });

  test("takes a hundred requests for the same in a second", async () => {
    const platform = await forge();
    const statuses = await run(platform, () =>
      Promise.all(
        Array.from({ length: 101 }, async () => (await asApp().requestJira(route`/rest/api/3/field`)).status),
      ),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect(platform.throttled.jira).toEqual({ "jira-burst-based": 1 });
  });

  test("has a quota for the hour, says when it is renewed, and that is no violation", async () => {
    const platform = await forge({ quota: { points: 100 } });
    const search = () =>
      asApp().requestJira(route`/rest/api/3/search/jql`, post({ jql: "project = PAY", maxResults: 100 }));
    const seen = await run(platform, async () => {
      while ((await search()).status === 200);
      const refused = await search();
      const wait = Number(refused.headers.get("retry-after"));
      return { wait, reason: refused.headers.get("ratelimit-reason") };
    });
    expect(seen).toMatchObject({ reason: "jira-quota-global-based" });
    expect(seen.wait).toBeGreaterThan(3500);
    platform.clock.advance(seen.wait * 1000);
    expect(await run(platform, async () => (await search()).status)).toBe(200);
    expect(platform.violations).toEqual([]);
  });
});

describe("Reports of personal data", () => {
  const accounts = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ accountId: `a${n}`, updatedAt: new Date(0).toISOString() }));

  test("tell what a test says of an account", async () => {
    const platform = await forge();
    platform.reportedAccounts.answers.set("a1", "closed");
    expect(await run(platform, () => privacy.reportPersonalData(accounts(90)))).toEqual([
      { accountId: "a1", status: "closed" },
    ]);
    expect(await run(platform, () => privacy.reportPersonalData(accounts(1)))).toEqual([]);
    expect(platform.reportedAccounts.calls.map((call) => call.accounts.length)).toEqual([90, 1]);
    expect(platform.violations).toEqual([]);
  });

  test("are a violation with more than ninety accounts", async () => {
    const platform = await forge();
    await run(platform, () => privacy.reportPersonalData(accounts(91)));
    expect(platform.violations).toEqual([expect.stringContaining("90 accounts")]);
  });
});

test("Forge SQL is refused where a test has no database, and the scope of the store is asked for", async () => {
  const platform = await forge({ manifest: { ...manifest, permissions: { scopes: [] } } });
  expect(await run(platform, () => codeOf(sql.prepare("select 1").execute()))).toBe("NOT_MODELLED");
  await run(platform, () => kvs.get("a"));
  expect(platform.violations).toEqual([expect.stringContaining("sql"), expect.stringContaining("storage:app")]);
});

describe.skipIf(!mysqlServer)(`An app with its database ${ON_FORGE_SQL}`, () => {
  test("asks it by the platform's clock, within its limits", async () => {
    const database = await makeMysqlDatabase();
    open.push(() => database.remove());
    const platform = await forge({ sqlUrl: database.at });
    const rows = await run(platform, async () => {
      await sql.executeDDL("create table t (n int primary key)");
      await sql.prepare("insert into t values (1), (2)").execute();
      expect(await codeOf(sql.prepare("insert into t values (1)").execute())).toBe("SQL_EXECUTION_ERROR");
      return (await sql.prepare("select count(*) as n from t").execute()).rows;
    });
    expect(rows).toEqual([{ n: 2 }]);
    expect(platform.usage.sqlRequests).toBe(4);
    expect(platform.violations).toEqual([expect.stringContaining("1062")]);
    await run(platform, () =>
      Promise.all(Array.from({ length: 160 }, () => codeOf(sql.prepare("select 1").execute()))),
    );
    expect(platform.throttled.sql).toBeGreaterThan(0);
    expect(platform.violations).toHaveLength(1);
  });
});

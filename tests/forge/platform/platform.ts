import { createRandom } from "../../trackers/jira/generate";
import { startJira } from "../../trackers/jira/server";
import { createJiraSite } from "../../trackers/jira/site";
import { createSqlAnswers, isRefusedForGood, LIMITS as SQL_LIMITS } from "../emulated-sql";
import { ReportedAccounts } from "./accounts";
import { answerRequest, type Services } from "./boundary";
import { createBridge } from "./bridge";
import type { Core } from "./core";
import { Deliveries } from "./deliveries";
import { createInvoker } from "./invoker";
import { never, running, type Invocation } from "./invocation";
import { JiraProxy } from "./jira";
import { Kvs } from "./kvs";
import { LATENCY, LIMITS, type Limits } from "./limits";
import { Manifest, readManifest } from "./manifest";
import { ProductEvents } from "./product-events";
import { Queues } from "./queues";
import { backendContext, runtimeOf, scheduledRequest } from "./runtime";
import { installSeam, type Boundary } from "./seam";
import type { ForgePlatform, Handler, PlatformOptions } from "./shape";
import { EmulatedTime } from "./time";

export { LIMITS } from "./limits";
export type { ForgePlatform, Handler, PlatformOptions } from "./shape";
export type { ProductEvent } from "./product-events";

const APP = "557058:rolecall-app";

/** Starts an emulated platform below the @forge packages. */
export async function startForge(options: PlatformOptions = {}): Promise<ForgePlatform> {
  const limits: Limits = { ...LIMITS, ...options.limits };
  const site = options.site ?? createJiraSite({ issues: 0 });
  const time = new EmulatedTime(site.now());
  site.users.set(APP, { accountId: APP, accountType: "app", displayName: "Rolecall", active: true });
  const manifest = new Manifest(options.manifest ?? readManifest(), limits);
  const own: string[] = [];
  const violate = (sentence: string) => void own.push(sentence);
  const failures: ForgePlatform["failures"] = [];
  const handlers = new Map<string, Handler>();
  let isClosed = false;
  let kill: { n: number; lands: boolean } | undefined;
  const kills = new WeakMap<Invocation, { n: number; lands: boolean }>();

  const core: Core = {
    ...{ time, limits, manifest, random: createRandom(options.seed ?? 1), appAccountId: APP, violate },
    usage: { invocations: {}, gbSeconds: 0, pushes: 0, delivered: 0 },
    chaos: { throttled: 0, duplicateDeliveries: 0 },
    failed: (functionKey, error) => void failures.push({ functionKey, error, at: time.now() }),
    invoke: (functionKey, args, how) => invoke(functionKey, args, how),
    contextOf: backendContext,
  };
  const deliveries = new Deliveries(time);
  const events = new ProductEvents(core, deliveries);
  const jira = await startJira({
    ...{ site, time, quota: options.quota ?? { points: limits.jiraPointsPerHour } },
    written: (what, issue, by) => events.emitWrite(what, issue, by, site),
  });
  const now = () => time.now();
  const changedSql = Object.fromEntries(
    Object.entries(limits.sql).filter(([name, value]) => SQL_LIMITS[name as keyof typeof SQL_LIMITS] !== value),
  );
  const services: Services = {
    jira: new JiraProxy(core, jira, options.redirects ?? "follow"),
    kvs: new Kvs({ limits, now, violate, random: core.random }),
    queues: new Queues(core, deliveries),
    accounts: new ReportedAccounts(core),
    sql: options.sqlUrl === undefined ? undefined : createSqlAnswers(options.sqlUrl, { now }, { limits: changedSql }),
    latency: { ...LATENCY, ...options.latency },
  };
  const boundary: Boundary = {
    runtime: runtimeOf({
      ...{ id: "outside", functionKey: "outside", accountId: undefined, scopes: manifest.scopes },
      remainingMs: () => limits.mostSeconds * 1000,
    }),
    fetch(invocation, target, path, init) {
      if (isClosed) return never();
      if (invocation) invocation.requests += 1;
      const due = invocation && kills.get(invocation);
      const killAt = due && invocation.requests === due.n ? due : undefined;
      return answerRequest(core, services, { invocation, target, path, init }, killAt);
    },
  };
  const uninstall = installSeam(boundary);
  const invoke = createInvoker(core, boundary, handlers, (invocation) => {
    if (kill) kills.set(invocation, kill);
    kill = undefined;
  });

  return {
    ...{ jira, site, appAccountId: APP, failures, reportedAccounts: services.accounts },
    clock: {
      now,
      sleep: (ms) => running.getStore()?.wait(ms) ?? time.wait(ms),
      advance: (ms) => time.advance(ms),
    },
    install(added) {
      for (const [key, handler] of Object.entries(added)) handlers.set(key, handler);
    },
    invoke,
    call: createBridge(core),
    settle: (how) => deliveries.settle(how),
    async tick(triggerKey) {
      const functionKey = manifest.scheduled(triggerKey);
      const args = [scheduledRequest(triggerKey), backendContext(undefined)];
      // A scheduled run that fails is not run again.
      await invoke(functionKey, args, { moduleKey: triggerKey }).catch((error: unknown) =>
        core.failed(functionKey, error),
      );
    },
    emit: (event) => events.emit(event),
    chaos: {
      killAfterRequests: (n, { lands } = { lands: false }) => void (kill = { n, lands }),
      get duplicateDeliveries() {
        return core.chaos.duplicateDeliveries;
      },
      set duplicateDeliveries(share) {
        core.chaos.duplicateDeliveries = share;
      },
      throttle: (pushes) => void (core.chaos.throttled = pushes),
    },
    get usage() {
      const sqlRequests = services.sql?.asked.length ?? 0;
      return { ...core.usage, points: jira.points(), kvs: { ...services.kvs.usage }, sqlRequests };
    },
    get throttled() {
      const sql = services.sql?.asked.filter(({ status }) => status === 429).length ?? 0;
      return { jira: { ...services.jira.throttled }, sql };
    },
    get violations() {
      const sql = services.sql?.asked.filter(isRefusedForGood) ?? [];
      return [
        ...own,
        ...jira.violations.map((sentence) => `Jira: ${sentence}`),
        ...sql.map(({ status, code, errno, query }) => `SQL: ${status} ${code} ${errno}: ${query.slice(0, 200)}`),
      ];
    },
    get sqlAsked() {
      return services.sql?.asked ?? [];
    },
    async close() {
      isClosed = true;
      uninstall();
      await Promise.all([jira.close(), services.sql?.end()]);
    },
  };
}

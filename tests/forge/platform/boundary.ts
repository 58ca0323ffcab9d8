import type { SqlAnswers } from "../emulated-sql";
import type { ReportedAccounts } from "./accounts";
import type { Core } from "./core";
import { never, type Invocation } from "./invocation";
import type { JiraProxy } from "./jira";
import type { Kvs } from "./kvs";
import type { LATENCY } from "./limits";
import type { Queues } from "./queues";
import { json, type FetchInit, type FetchTarget } from "./seam";

/** The services behind the platform, by what their requests cost in time. */
export interface Services {
  jira: JiraProxy;
  kvs: Kvs;
  queues: Queues;
  accounts: ReportedAccounts;
  sql: SqlAnswers | undefined;
  latency: typeof LATENCY;
}

type Route = { kind: keyof typeof LATENCY; act: () => Response | "hangs" | Promise<Response> };

/**
 * Answers what an invocation asks for: half of the time before it is done and half after, so that an invocation can end on either side.
 * An invocation that has ended is not answered any more.
 */
export async function answerRequest(
  core: Core,
  services: Services,
  asked: { invocation: Invocation | undefined; target: FetchTarget; path: string; init: FetchInit },
  killAt: { lands: boolean } | undefined,
): Promise<Response> {
  const { invocation, target, path, init } = asked;
  const text = typeof init.body === "string" ? init.body : "";
  if (invocation?.state === "answered")
    core.violate(`${invocation.functionKey} asked for ${path} after it had answered: it did not wait for something`);
  if (invocation && invocation.state !== "running") return never();
  const isReport = target.remote === "stargate" && path === "/app/report-accounts";
  if (isReport) services.accounts.begin(invocation);
  const { kind, act } = routeOf(core, services, { invocation, target, path, init }, text);
  const wait = (ms: number) => (invocation ? invocation.wait(ms) : core.time.wait(ms));
  // A test that looks into the stores takes no time.
  const half = invocation ? services.latency[kind] / 2 : 0;
  if (killAt && !killAt.lands) {
    invocation?.die("FUNCTION_OUT_OF_MEMORY");
    return never();
  }
  await wait(half);
  const done = act();
  const response = done instanceof Promise ? await core.time.whileWorking(done) : done;
  if (killAt) invocation?.die("FUNCTION_OUT_OF_MEMORY");
  if (response === "hangs") return invocation ? invocation.hang() : never();
  await wait(half);
  if (isReport) services.accounts.end(invocation);
  return response;
}

function routeOf(
  core: Core,
  { jira, kvs, queues, accounts, sql }: Services,
  {
    invocation,
    target,
    path,
    init,
  }: { invocation: Invocation | undefined; target: FetchTarget; path: string; init: FetchInit },
  text: string,
): Route {
  const { type, remote } = target;
  if (type === "fpp" && remote === "jira")
    return { kind: "jira", act: () => jira.fetch(target, path, init, invocation) };
  if (type === "kvs") {
    if (!core.manifest.scopes.includes("storage:app")) core.violate("manifest.yml lacks the scope storage:app");
    return { kind: "kvs", act: () => kvs.answer(path, text) };
  }
  if (type === "sql" && sql) return { kind: "sql", act: () => sql.answer(path, init) };
  if (type === "fpp" && remote === "stargate" && target.provider === "app") {
    const [, service] = /^\/webhook\/queue\/(publish|stats|cancel)\//.exec(path) ?? [];
    if (service === "publish") return { kind: "queue", act: () => queues.push(text, invocation) };
    if (service === "stats") return { kind: "queue", act: () => queues.stats(text) };
    if (service === "cancel") return { kind: "queue", act: () => queues.cancel(text) };
    if (path === "/app/report-accounts") return { kind: "queue", act: () => accounts.report(text) };
  }
  return {
    kind: "queue",
    act() {
      core.violate(`Not modelled, or not set up in this test: ${type} ${remote ?? ""} ${path}`);
      return json(501, { code: "NOT_MODELLED", message: `${type} ${path}` });
    },
  };
}

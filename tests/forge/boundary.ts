/**
 * The platform below the @forge packages, emulated: every call they make to Jira goes through `__forge_fetch__`, everything
 * they know of the invocation comes from `__forge_runtime__`. Calls that no test expects are answered with 501.
 */

export interface JiraCall {
  path: string;
  method: string;
  /** In whose name the call was made. */
  as: string;
}

export interface Boundary {
  calls: JiraCall[];
  /** Answers calls to Jira from now on. */
  answerJira(answer: (call: JiraCall) => Response | Promise<Response>): void;
}

interface FetchTarget {
  type: string;
  remote?: string;
  provider?: string;
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });

export function installBoundary(): Boundary {
  const calls: JiraCall[] = [];
  let answer: (call: JiraCall) => Response | Promise<Response> = () => json(501, { message: "no test expects this" });
  const measure = () => ({ incr() {}, decr() {}, measure: () => ({ stop() {} }) });
  Object.assign(globalThis, {
    __forge_runtime__: {
      appContext: {
        appId: "app",
        appVersion: "1.0.0",
        environmentId: "env",
        environmentType: "DEVELOPMENT",
        invocationId: "1",
      },
      contextAri: "ari:cloud:jira::site/site-1",
      allowedEgress: [],
      lambdaContext: { awsRequestId: "1", getRemainingTimeInMillis: () => 25_000 },
      metrics: { counter: measure, timing: measure, gauge: measure },
      tracing: { traceId: "1", spanId: "1" },
      proxy: { token: "token", url: "http://proxy.invalid" },
    },
    __forge_fetch__: async (target: FetchTarget, path: string, init: { method?: string } = {}) => {
      if (target.type !== "fpp" || target.remote !== "jira")
        return json(501, { message: `no emulation of ${target.type}` });
      const call = { path, method: init.method ?? "GET", as: target.provider ?? "none" };
      calls.push(call);
      return answer(call);
    },
  });
  return {
    calls,
    answerJira(next) {
      answer = next;
    },
  };
}

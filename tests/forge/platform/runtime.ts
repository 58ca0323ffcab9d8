import { createHash } from "node:crypto";

const CLOUD = "site-1";
/** The site on which the app is installed. */
export const CONTEXT_ARI = `ari:cloud:jira::site/${CLOUD}`;

const measure = () => ({ incr() {}, incrBy() {}, decr() {}, measure: () => ({ stop() {} }) });

/** What `__forge_runtime__` holds during an invocation. */
export function runtimeOf(of: {
  id: string;
  functionKey: string;
  moduleKey?: string;
  accountId: string | undefined;
  scopes: readonly string[];
  remainingMs: () => number;
}): object {
  return {
    appContext: {
      ...{ appId: "app", appVersion: "1.0.0", environmentId: "env", environmentType: "DEVELOPMENT" },
      ...{ invocationId: of.id, installationId: "installation", functionKey: of.functionKey },
      ...{ moduleType: "core:function", moduleKey: of.moduleKey ?? of.functionKey },
      ...{ license: { active: true }, permissions: { scopes: [...of.scopes], external: {} } },
    },
    ...{ contextAri: CONTEXT_ARI, aaid: of.accountId, allowedEgress: [] },
    lambdaContext: { awsRequestId: of.id, getRemainingTimeInMillis: of.remainingMs },
    metrics: { counter: measure, timing: measure, gauge: measure },
    tracing: { traceId: createHash("sha1").update(of.id).digest("hex").slice(0, 32), spanId: "0000000000000001" },
    proxy: { token: "token", url: "http://proxy.invalid" },
  };
}

/** The second argument of every function: who called, and where. */
export const backendContext = (accountId: string | undefined): object => ({
  ...{ installContext: CONTEXT_ARI, installation: { ari: CONTEXT_ARI, contexts: [CONTEXT_ARI] } },
  license: { active: true, isActive: true },
  ...(accountId !== undefined && { principal: { accountId } }),
});

/** The first argument of a scheduled trigger. */
export const scheduledRequest = (moduleKey: string): object => ({
  context: { cloudId: CLOUD, moduleKey },
  contextToken: "token",
});

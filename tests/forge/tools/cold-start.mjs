// Answers one call of the panel with a packed bundle in a fresh process, as the first one after a start does, and a second one.
// Arguments: the bundle, and a file with the work item that Jira answers. There is no database yet, as
// right after an installation: the panel reads the work item and says what it makes of it.
// Prints as JSON { requireMs, firstMs, secondMs, answer }.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [bundle, issue] = process.argv.slice(2);
const json = (status, body) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json" },
  });
const measure = () => ({ incr() {}, decr() {}, measure: () => ({ stop() {} }) });
const refusal = { code: "APP_NOT_ENABLED", message: "no database" };
Object.assign(globalThis, {
  __forge_runtime__: {
    appContext: { appId: "app", appVersion: "1.0.0", environmentId: "env", environmentType: "DEVELOPMENT" },
    ...{ contextAri: "ari:cloud:jira::site/site-1", allowedEgress: [], tracing: { traceId: "1", spanId: "1" } },
    lambdaContext: { awsRequestId: "1", getRemainingTimeInMillis: () => 25_000 },
    ...{ metrics: { counter: measure, timing: measure, gauge: measure }, proxy: { token: "", url: "" } },
  },
  __forge_fetch__: (target) =>
    Promise.resolve(target.remote === "jira" ? json(200, readFileSync(issue, "utf8")) : json(400, refusal)),
});
// The log is not what is asked for.
console.error = () => undefined;

const times = [performance.now()];
const { panel } = createRequire(import.meta.url)(bundle);
times.push(performance.now());
const context = { cloudId: "site-1", extension: { issue: { id: "10023", key: "PAY-12" } } };
const call = () =>
  panel({ call: { functionKey: "openPanel", payload: {} }, context }, { principal: { accountId: "712020:reader" } });
const answer = await call();
times.push(performance.now());
await call();
times.push(performance.now());
const [requireMs, firstMs, secondMs] = [1, 2, 3].map((at) => Math.round(times[at] - times[at - 1]));
process.stdout.write(JSON.stringify({ requireMs, firstMs, secondMs, answer }));

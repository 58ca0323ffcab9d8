import type { DirectAnswer, DirectRequest } from "../../trackers/jira/direct";
import type { JiraServer } from "../../trackers/jira/server";
import type { Invocation } from "./invocation";
import type { Core } from "./core";
import { Rates } from "./rate";
import { json, type FetchInit, type FetchTarget } from "./seam";

/** What is done with the 303 of a bulk operation: the proxy of Forge may follow it, or hand it on. */
export type Redirects = "follow" | "pass";

/** The way of `requestJira` to the emulated site. */
export class JiraProxy {
  readonly #core: Core;
  readonly #jira: JiraServer;
  readonly #redirects: Redirects;
  readonly #burst: Rates;
  readonly #short: Rates;
  readonly #long: Rates;
  /** How often Jira said that it was too much, by its reason. */
  readonly throttled: Record<string, number> = {};

  constructor(core: Core, jira: JiraServer, redirects: Redirects) {
    this.#core = core;
    this.#jira = jira;
    this.#redirects = redirects;
    const now = () => core.time.now();
    this.#burst = new Rates(now, 1000);
    this.#short = new Rates(now, 2000);
    this.#long = new Rates(now, 30_000);
  }

  /** Whose rights a request has; undefined where there is nobody. */
  asks({ provider, accountId }: FetchTarget, invocation: Invocation | undefined): string | undefined {
    if (provider === "app") return this.#core.appAccountId;
    if (provider !== "user") return undefined;
    // For a user who is not there the app needs the scope to act for people who are away.
    if (accountId !== undefined && accountId !== invocation?.accountId)
      return invocation === undefined || this.#core.manifest.mayImpersonate ? accountId : undefined;
    return invocation?.accountId;
  }

  fetch(target: FetchTarget, path: string, init: FetchInit, invocation: Invocation | undefined): Response | "hangs" {
    const as = this.asks(target, invocation);
    if (as === undefined)
      return json(401, { code: 401, message: "Unauthorized" }, { "forge-proxy-error": "NEEDS_AUTHENTICATION_ERR" });
    const method = (init.method ?? "GET").toUpperCase();
    const contentType = new Headers(init.headers).get("content-type");
    const refused = this.#refuseBurst(method, path) ?? this.#refuseWrites(method, path);
    if (refused) return refused;
    const request: DirectRequest = {
      ...{ method, address: path, as },
      ...(typeof init.body === "string" && { body: init.body }),
      ...(contentType !== null && { contentType }),
    };
    let answer = this.#jira.ask(request);
    const location = typeof answer === "object" && answer.status === 303 ? answer.headers["Location"] : undefined;
    if (location !== undefined && this.#redirects === "follow" && init.redirect !== "manual")
      answer = this.#jira.ask({ method: "GET", address: location, as });
    return this.#toResponse(answer);
  }

  #toResponse(answer: DirectAnswer): Response | "hangs" {
    if (answer === "no answer ever") return "hangs";
    if (answer === "the connection broke")
      return json(502, undefined, { "forge-proxy-error": "UPSTREAM_CONNECTION_ERR" });
    if (answer.status === 429) this.#count(answer.headers["RateLimit-Reason"] ?? "unknown");
    return new Response(answer.text === "" ? null : answer.text, { status: answer.status, headers: answer.headers });
  }

  #refuseBurst(method: string, path: string): Response | undefined {
    const limit = this.#core.limits.jiraBurstPerSecond[method] ?? Infinity;
    const endpoint = `${method} ${path.replace(/\?.*/, "").replace(/\/(\d+|[A-Za-z]\w*-\d+)(?=\/|$)/g, "/*")}`;
    if (this.#burst.of(endpoint).take(limit)) return undefined;
    return this.#tooMany("jira-burst-based", `${endpoint} was asked for more than ${limit} times in a second`);
  }

  #refuseWrites(method: string, path: string): Response | undefined {
    const idOrKey = /^\/rest\/api\/3\/issue\/([^/?]+)/.exec(path)?.[1];
    if (method === "GET" || idOrKey === undefined) return undefined;
    const issue = this.#jira.site.findVisible(decodeURIComponent(idOrKey));
    if (!issue) return undefined;
    const { jiraWritesPerIssueIn2s, jiraWritesPerIssueIn30s } = this.#core.limits;
    const [short, long] = [this.#short.of(String(issue.id)), this.#long.of(String(issue.id))];
    if (short.used < jiraWritesPerIssueIn2s && long.used < jiraWritesPerIssueIn30s) {
      short.add();
      long.add();
      return undefined;
    }
    return this.#tooMany("jira-per-issue-on-write", `the issue ${idOrKey} was written to too often`);
  }

  #tooMany(reason: string, sentence: string): Response {
    this.#core.violate(`Jira: ${sentence}`);
    this.#count(reason);
    return json(
      429,
      { errorMessages: ["Rate limit exceeded."], errors: {} },
      {
        ...{ "RateLimit-Reason": reason, "Retry-After": "2", "X-RateLimit-Remaining": "0" },
      },
    );
  }

  #count(reason: string): void {
    this.throttled[reason] = (this.throttled[reason] ?? 0) + 1;
  }
}

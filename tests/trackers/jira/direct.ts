import { parseBody } from "./body";
import { isAtTheEdge } from "./breaking";
import type { Handling } from "./handling";
import { errorBody } from "./refusal";

/** A request that comes without HTTP. */
export interface DirectRequest {
  method: string;
  /** Path with query. */
  address: string;
  body?: string;
  contentType?: string;
  /** Account id of who asks; left out, the site's own account. */
  as?: string;
}

/** An answer without HTTP; a word where there is none. */
export type DirectAnswer =
  { status: number; headers: Record<string, string>; text: string } | "the connection broke" | "no answer ever";

const HOUR = 3_600_000;

/** Answers a request as the server would, to those who are let in already. */
export function answerDirectly(handling: Handling, asked: DirectRequest, now: number): DirectAnswer {
  const body = parseBody(asked.body ?? "");
  const { matched, request, entry, fault } = handling.begin(asked.method, asked.address, body, asked.as);
  const send = (status: number, json: unknown, headers: Record<string, string> = {}): DirectAnswer => {
    entry.status = status;
    const text = json === undefined ? "" : typeof json === "string" ? json : JSON.stringify(json);
    const type = { "Content-Type": "application/json;charset=UTF-8" };
    return { status, headers: { Date: new Date(now).toUTCString(), ...type, ...headers }, text };
  };
  if (fault && isAtTheEdge(fault)) {
    if (fault.kind === "hang") return "no answer ever";
    if (fault.kind === "reset") return "the connection broke";
    if (fault.kind === "html") return send(200, "<!doctype html><html></html>", { "Content-Type": "text/html" });
    return send(fault.status, fault.body ?? errorBody(`Status ${fault.status}`), fault.headers);
  }
  if (handling.ledger.isExhausted())
    return send(429, errorBody("Rate limit exceeded."), {
      ...{ "RateLimit-Reason": "jira-quota-global-based", "X-RateLimit-Remaining": "0" },
      "X-RateLimit-Reset": new Date(Math.ceil((now + 1) / HOUR) * HOUR).toISOString(),
      "Retry-After": String(Math.ceil((HOUR - (now % HOUR)) / 1000)),
    });
  const { address, contentType, as } = asked;
  const isPageExpired = fault?.kind === "expiredPage";
  const result = handling.handle(matched, request, { address, contentType, isPageExpired, ...(as && { as }) });
  if (fault?.kind === "cut") return "the connection broke";
  if (fault?.kind === "truncated") {
    const text = JSON.stringify(result.body);
    return send(result.status, text.slice(0, text.length / 2));
  }
  return send(result.status, result.body, result.location ? { Location: result.location } : {});
}

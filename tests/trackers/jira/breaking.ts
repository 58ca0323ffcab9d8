import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault } from "./faults";
import { errorBody } from "./refusal";

type EdgeFault = Extract<Fault, { kind: "status" | "html" | "reset" | "hang" }>;

/** Whether a fault happens before Jira itself sees the request. */
export const isAtTheEdge = (fault: Fault): fault is EdgeFault =>
  ["status", "html", "reset", "hang"].includes(fault.kind);

/** Answers, or does not, by a fault at the edge; gives the status that the client saw. */
export function breakAtTheEdge(fault: EdgeFault, incoming: IncomingMessage, to: ServerResponse, now: number): number {
  const usual = { Date: new Date(now).toUTCString() };
  switch (fault.kind) {
    case "status": {
      const json = { "Content-Type": "application/json;charset=UTF-8" };
      to.writeHead(fault.status, { ...usual, ...json, ...fault.headers });
      to.end(fault.body ?? JSON.stringify(errorBody(`Status ${fault.status}`)));
      return fault.status;
    }
    case "html":
      to.writeHead(200, { ...usual, "Content-Type": "text/html;charset=UTF-8" });
      to.end("<!doctype html><html><head><title>Log in with Atlassian account</title></head><body></body></html>");
      return 200;
    case "reset":
      incoming.socket.destroy();
      return 0;
    case "hang":
      return 0;
  }
}

/** Sends half of a body: `cut` promises the whole and ends the connection, `truncated` promises the half. */
export function breakBody(
  kind: "cut" | "truncated",
  to: ServerResponse,
  status: number,
  json: string,
  now: number,
): number {
  const whole = Buffer.from(json);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const length = kind === "cut" ? whole.length : half.length;
  const type = "application/json;charset=UTF-8";
  to.writeHead(status, { Date: new Date(now).toUTCString(), "Content-Type": type, "Content-Length": String(length) });
  if (kind === "truncated") to.end(half);
  else to.write(half, () => to.destroy());
  return kind === "cut" ? 0 : status;
}

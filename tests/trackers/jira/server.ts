import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseBody, readBody } from "./body";
import { breakAtTheEdge, breakBody, isAtTheEdge } from "./breaking";
import { answerDirectly, type DirectAnswer, type DirectRequest } from "./direct";
import type { Fault, JiraRequest } from "./faults";
import { Handling, type RequestEntry } from "./handling";
import { errorBody } from "./refusal";
import { createJiraSite, type JiraSite, type SiteIssue } from "./site";
import type { Written } from "./writes";

export type { Fault, JiraRequest } from "./faults";

/** An emulated Jira Cloud site over HTTP. */
export interface JiraServer {
  /** `http://127.0.0.1:PORT` */
  url: string;
  site: JiraSite;
  email: string;
  token: string;
  /** Sentences about requests, and answers, that Jira's OpenAPI does not allow or the site does not model. */
  violations: string[];
  /** Every request. */
  requests: RequestEntry[];
  /** Documented price so far: 1 a request and a thing returned, 2 an identity. */
  points(): number;
  now(): number;
  /** The server's clock stands still but for this. */
  advance(ms: number): void;
  fault(fault: Fault): void;
  /** Runs `act` once, just before the n-th search of the server's life, or the first request that matches, is answered. */
  before(n: number | ((request: JiraRequest) => boolean), act: () => void): void;
  expireToken(): void;
  renewToken(): void;
  /** Answers without HTTP, and without asking who it is; waits and faults of a connection are for the caller to act out. */
  ask(request: DirectRequest): DirectAnswer;
  /** Also ends connections that hang. */
  close(): Promise<void>;
}

/** How a server is to be. */
export interface JiraOptions {
  site?: JiraSite;
  /** Where the server's clock starts, by default where the site's stands. */
  clock?: number;
  /** The account's time zone. */
  zone?: string;
  /** With it the server wants `Bearer` and this, else `Basic` with e-mail and token. */
  bearer?: string;
  /** Points of a UTC hour, for the whole app. */
  quota?: { points: number };
  /** A clock that others share, in place of the server's own. */
  time?: { now(): number; advance(ms: number): void };
  /** Told of every issue that a request wrote, and by whom. */
  written?: (what: Written, issue: SiteIssue, by: string) => void;
}

const EMAIL = "reader@acme.example";
const TOKEN = "an-api-token";

/** Starts an emulated Jira on a free port. */
export async function startJira(options: JiraOptions = {}): Promise<JiraServer> {
  const site = options.site ?? createJiraSite({ issues: 0 });
  const time = options.time ?? createTime(options.clock ?? site.now());
  site.now = () => time.now();
  const credentials = options.bearer
    ? `Bearer ${options.bearer}`
    : `Basic ${Buffer.from(`${EMAIL}:${TOKEN}`).toString("base64")}`;
  let isExpired = false;

  const http = createServer((incoming, response) => {
    receive(incoming, response).catch((error: unknown) => {
      handling.violations.push(
        `the emulated site failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      if (response.headersSent) response.destroy();
      else send(response, 500, errorBody("Internal server error"));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const handling = new Handling({
    ...{ site, now: () => time.now(), zone: options.zone ?? "America/Los_Angeles", url },
    ...(options.quota && { quota: options.quota.points }),
    ...(options.written && { written: options.written }),
  });
  const { ledger, violations, requests } = handling;

  async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = incoming.url ?? "/";
    const method = incoming.method ?? "GET";
    const body = parseBody(await readBody(incoming));
    const { matched, request, entry, fault } = handling.begin(method, address, body);
    const answered = (status: number, json: unknown, headers: Record<string, string> = {}) => {
      entry.status = status;
      send(response, status, json, { ...headers, ...BURST });
    };
    if (fault && isAtTheEdge(fault)) {
      entry.status = breakAtTheEdge(fault, incoming, response, time.now());
      return;
    }
    if (ledger.isExhausted()) {
      entry.status = 429;
      send(response, 429, errorBody("Rate limit exceeded."), { "RateLimit-Reason": "jira-quota-global-based" });
      return;
    }
    const isAllowed = !isExpired && incoming.headers.authorization === credentials;
    if (!isAllowed) {
      ledger.charge(1);
      answered(401, errorBody("Client must be authenticated to access this resource."), {
        "WWW-Authenticate": 'OAuth realm="https%3A%2F%2Facme.atlassian.net"',
      });
      return;
    }
    const contentType = incoming.headers["content-type"];
    const isPageExpired = fault?.kind === "expiredPage";
    const result = handling.handle(matched, request, { address, contentType, isPageExpired });
    if (fault?.kind === "cut" || fault?.kind === "truncated") {
      entry.status = breakBody(fault.kind, response, result.status, JSON.stringify(result.body), time.now());
      return;
    }
    answered(result.status, result.body, result.location ? { Location: result.location } : {});
  }

  function send(response: ServerResponse, status: number, json: unknown, headers: Record<string, string> = {}): void {
    const text = json === undefined ? "" : JSON.stringify(json);
    const length = String(Buffer.byteLength(text));
    const usual = { "Content-Type": "application/json;charset=UTF-8", "Content-Length": length };
    response.writeHead(status, { Date: new Date(time.now()).toUTCString(), ...usual, ...headers }).end(text);
  }

  return {
    ...{ url, site, email: EMAIL, token: options.bearer ?? TOKEN, violations, requests },
    points: () => ledger.total,
    now: () => time.now(),
    advance: (ms) => time.advance(ms),
    fault: (fault) => handling.addFault(fault),
    before: (n, act) => handling.before(n, act),
    expireToken: () => void (isExpired = true),
    renewToken: () => void (isExpired = false),
    ask: (request) => answerDirectly(handling, request, time.now()),
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

/** A clock that stands still unless it is told to go on. */
function createTime(start: number) {
  let clock = start;
  return { now: () => clock, advance: (ms: number) => void (clock += ms) };
}

/** Limits of a burst as Jira sends them; the emulated site does not enforce them, since its clock stands still. */
const BURST = { "X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "99", "X-RateLimit-NearLimit": "false" };

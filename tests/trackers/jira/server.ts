import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseBody, readBody } from "./body";
import { breakAtTheEdge, breakBody, isAtTheEdge } from "./breaking";
import { Contract, type Matched } from "./contract";
import { FaultQueue, type Fault, type JiraRequest } from "./faults";
import type { Writing } from "./issue-json";
import { Ledger } from "./ledger";
import { errorBody, Refusal } from "./refusal";
import { HANDLERS, type Tools } from "./routes";
import { Search } from "./search";
import { createJiraSite, type JiraSite } from "./site";
import { Zone } from "./zone";

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
  /** Every request; status 0 when there was no whole answer. `at` is the server's clock. */
  requests: { method: string; path: string; operation: string; status: number; body?: unknown; at: number }[];
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
}

const SEARCH = "searchAndReconsileIssuesUsingJqlPost";
const EMAIL = "reader@acme.example";
const TOKEN = "an-api-token";

/** Starts an emulated Jira on a free port. */
export async function startJira(options: JiraOptions = {}): Promise<JiraServer> {
  const site = options.site ?? createJiraSite({ issues: 0 });
  let clock = options.clock ?? site.now();
  site.now = () => clock;
  const contract = new Contract();
  const faults = new FaultQueue();
  const ledger = new Ledger(() => clock, options.quota?.points);
  const hooks: { when: (request: JiraRequest) => boolean; act: () => void }[] = [];
  const violations: string[] = [];
  const requests: JiraServer["requests"] = [];
  const credentials = options.bearer
    ? `Bearer ${options.bearer}`
    : `Basic ${Buffer.from(`${EMAIL}:${TOKEN}`).toString("base64")}`;
  let isExpired = false;
  let searches = 0;

  const http = createServer((incoming, response) => {
    receive(incoming, response).catch((error: unknown) => {
      violations.push(
        `the emulated site failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      if (response.headersSent) response.destroy();
      else send(response, 500, errorBody("Internal server error"));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const writing: Writing = { site, zone: new Zone(options.zone ?? "America/Los_Angeles"), url };
  const tools: Tools = { writing, search: new Search(writing, () => clock), now: () => clock };

  async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = incoming.url ?? "/";
    const { pathname, searchParams } = new URL(address, url);
    const method = incoming.method ?? "GET";
    const body = parseBody(await readBody(incoming));
    const matched = contract.match(method, pathname);
    const operation = matched?.operation ?? `${method} ${pathname}`;
    const request: JiraRequest = { method, path: pathname, operation, query: searchParams, body };
    const entry: JiraServer["requests"][number] = {
      ...{ method, path: address, operation, status: 0, ...(body !== undefined && { body }), at: clock },
    };
    requests.push(entry);
    if (operation === SEARCH) searches += 1;
    const answered = (status: number, json: unknown, headers: Record<string, string> = {}) => {
      entry.status = status;
      send(response, status, json, { ...headers, ...BURST });
    };
    const fault = faults.take(request);
    if (fault?.kind === "quota") ledger.exhaust();
    if (fault && isAtTheEdge(fault)) {
      entry.status = breakAtTheEdge(fault, incoming, response, clock);
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
    const hook = hooks.findIndex(({ when }) => when(request));
    if (hook >= 0) hooks.splice(hook, 1)[0]?.act();
    const contentType = incoming.headers["content-type"];
    const result = handle(matched, request, { address, contentType, isPageExpired: fault?.kind === "expiredPage" });
    ledger.charge(1 + result.price);
    if (fault?.kind === "cut" || fault?.kind === "truncated") {
      entry.status = breakBody(fault.kind, response, result.status, JSON.stringify(result.body), clock);
      return;
    }
    answered(result.status, result.body);
  }

  function handle(
    matched: Matched | undefined,
    { method, path, query, body }: JiraRequest,
    call: { address: string; contentType: string | undefined; isPageExpired: boolean },
  ): { status: number; body: unknown; price: number } {
    const where = `${method} ${path}`;
    const handler = matched && HANDLERS[matched.operation];
    if (!matched || !handler) {
      violations.push(`not modelled: ${where}`);
      return { status: 404, body: errorBody(`The emulated site does not model ${where}.`), price: 0 };
    }
    const { parameters, problems } = contract.checkRequest(matched, query, call.contentType, body);
    if (problems.length > 0) {
      violations.push(...problems.map((problem) => `${where}: ${problem}`));
      return { status: 400, body: errorBody(...problems), price: 0 };
    }
    let status = 200;
    let answer: ReturnType<typeof handler>;
    try {
      answer = handler({ parameters, body, address: call.address, isPageExpired: call.isPageExpired }, tools);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.violation) violations.push(`${where}: ${error.violation}`);
      status = error.status;
      answer = { body: errorBody(error.message) };
    }
    const wrong = contract.checkResponse(matched, status, answer.body);
    if (wrong.length > 0) {
      violations.push(...wrong.map((problem) => `${where}: our own ${problem}`));
      return { status: 500, body: errorBody("Internal server error", ...wrong), price: 0 };
    }
    return { status, body: answer.body, price: (answer.things ?? 0) + 2 * (answer.identities ?? 0) };
  }

  function send(response: ServerResponse, status: number, json: unknown, headers: Record<string, string> = {}): void {
    const text = JSON.stringify(json);
    const length = String(Buffer.byteLength(text));
    const usual = { "Content-Type": "application/json;charset=UTF-8", "Content-Length": length };
    response.writeHead(status, { Date: new Date(clock).toUTCString(), ...usual, ...headers }).end(text);
  }

  return {
    ...{ url, site, email: EMAIL, token: options.bearer ?? TOKEN, violations, requests },
    points: () => ledger.total,
    now: () => clock,
    advance: (ms) => void (clock += ms),
    fault: (fault) => faults.add(fault),
    before: (n, act) => {
      const when = typeof n === "number" ? ({ operation }: JiraRequest) => operation === SEARCH && searches === n : n;
      hooks.push({ when, act });
    },
    expireToken: () => void (isExpired = true),
    renewToken: () => void (isExpired = false),
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

/** Limits of a burst as Jira sends them; the emulated site does not enforce them, since its clock stands still. */
const BURST = { "X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "99", "X-RateLimit-NearLimit": "false" };

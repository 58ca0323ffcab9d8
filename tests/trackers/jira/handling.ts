import { Contract, type Matched } from "./contract";
import { FaultQueue, type Fault, type JiraRequest } from "./faults";
import type { Writing } from "./issue-json";
import { Ledger } from "./ledger";
import { errorBody, Refusal } from "./refusal";
import { HANDLERS, type Call, type Tools } from "./routes";
import { Search } from "./search";
import type { JiraSite, SiteIssue } from "./site";
import { SiteTasks } from "./tasks";
import type { Written } from "./writes";
import { Zone } from "./zone";

/** A request as the site remembers it; status 0 when there was no whole answer. */
export interface RequestEntry {
  method: string;
  path: string;
  operation: string;
  status: number;
  body?: unknown;
  /** The server's clock. */
  at: number;
  /** Account id of who asked, where it was said. */
  as?: string;
}

/** An answer before it is sent. */
export interface Handled {
  status: number;
  body: unknown;
  price: number;
  location?: string;
}

/** What a site is answered by, however requests come in. */
export interface HandlingOptions {
  site: JiraSite;
  now: () => number;
  quota?: number;
  zone: string;
  url: string;
  written?: (what: Written, issue: SiteIssue, by: string) => void;
}

const SEARCH = "searchAndReconsileIssuesUsingJqlPost";

/** Answers requests to a site: checks them by the OpenAPI, acts on them, and checks the answers. */
export class Handling {
  readonly violations: string[] = [];
  readonly requests: RequestEntry[] = [];
  readonly ledger: Ledger;
  readonly #contract = new Contract();
  readonly #faults = new FaultQueue();
  readonly #hooks: { when: (request: JiraRequest) => boolean; act: () => void }[] = [];
  readonly #options: HandlingOptions;
  readonly #tools: Tools;
  #searches = 0;

  constructor(options: HandlingOptions) {
    const { site, now, zone, url } = options;
    this.#options = options;
    this.ledger = new Ledger(now, options.quota);
    const writing: Writing = { site, zone: new Zone(zone), url };
    this.#tools = {
      ...{ writing, now, search: new Search(writing, now), tasks: new SiteTasks(site) },
      written: (what, issue) => options.written?.(what, issue, site.asker),
    };
  }

  addFault(fault: Fault): void {
    this.#faults.add(fault);
  }

  /** Runs `act` once, just before the n-th search, or the first request that matches, is answered. */
  before(n: number | ((request: JiraRequest) => boolean), act: () => void): void {
    const when =
      typeof n === "number" ? ({ operation }: JiraRequest) => operation === SEARCH && this.#searches === n : n;
    this.#hooks.push({ when, act });
  }

  /** Writes a request down; gives what it is, and the fault that is meant for it. */
  begin(method: string, address: string, body: unknown, as?: string) {
    const { pathname, searchParams } = new URL(address, this.#options.url);
    const matched = this.#contract.match(method, pathname);
    const operation = matched?.operation ?? `${method} ${pathname}`;
    const request: JiraRequest = { method, path: pathname, operation, query: searchParams, body };
    const entry: RequestEntry = {
      ...{ method, path: address, operation, status: 0, ...(body !== undefined && { body }), at: this.#options.now() },
      ...(as !== undefined && { as }),
    };
    this.requests.push(entry);
    if (operation === SEARCH) this.#searches += 1;
    const fault = this.#faults.take(request);
    if (fault?.kind === "quota") this.ledger.exhaust();
    return { matched, request, entry, fault };
  }

  /** Acts on a request and charges for it. */
  handle(
    matched: Matched | undefined,
    request: JiraRequest,
    call: Pick<Call, "address" | "isPageExpired"> & { contentType: string | undefined; as?: string },
  ): Handled {
    const hook = this.#hooks.findIndex(({ when }) => when(request));
    if (hook >= 0) this.#hooks.splice(hook, 1)[0]?.act();
    this.#tools.tasks.runDue();
    const handled = this.#options.site.as(call.as, () => this.#handle(matched, request, call));
    this.ledger.charge(1 + handled.price);
    return handled;
  }

  #handle(
    matched: Matched | undefined,
    { method, path, query, body }: JiraRequest,
    call: Pick<Call, "address" | "isPageExpired"> & { contentType: string | undefined },
  ): Handled {
    const where = `${method} ${path}`;
    const handler = matched && HANDLERS[matched.operation];
    if (!matched || !handler) {
      this.violations.push(`not modelled: ${where}`);
      return { status: 404, body: errorBody(`The emulated site does not model ${where}.`), price: 0 };
    }
    const { parameters, problems } = this.#contract.checkRequest(matched, query, call.contentType, body);
    if (problems.length > 0) {
      this.violations.push(...problems.map((problem) => `${where}: ${problem}`));
      return { status: 400, body: errorBody(...problems), price: 0 };
    }
    let status = 200;
    let answer: ReturnType<typeof handler>;
    try {
      answer = handler({ parameters, body, ...call }, this.#tools);
      status = answer.status ?? 200;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.violation) this.violations.push(`${where}: ${error.violation}`);
      status = error.status;
      answer = { body: errorBody(error.message) };
    }
    const wrong = this.#contract.checkResponse(matched, status, answer.body);
    if (wrong.length > 0) {
      this.violations.push(...wrong.map((problem) => `${where}: our own ${problem}`));
      return { status: 500, body: errorBody("Internal server error", ...wrong), price: 0 };
    }
    const price = (answer.things ?? 0) + 2 * (answer.identities ?? 0);
    return { status, body: answer.body, price, ...(answer.location && { location: answer.location }) };
  }
}

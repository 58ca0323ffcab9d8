import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { Bucket } from "./bucket";
import { complexityOf } from "./complexity";
import { executeLinear } from "./execute";
import { type Fault, Faults, loseRelation } from "./fault";
import { createLinearWorkspace } from "./generate";
import { invalidInput, Refusal, Unmodelled } from "./refusal";
import { linearSchema } from "./schema";
import type { LinearWorkspace } from "./workspace";

export type { Fault } from "./fault";

/** One request as the server saw it. */
export interface LinearRequest {
  operation: string;
  variables: unknown;
  complexity: number;
  status: number;
  at: number;
}

/** An emulated Linear which listens on this machine. */
export interface LinearServer {
  url: string;
  workspace: LinearWorkspace;
  apiKey: string;
  accessToken: string;
  /** What no client of Linear may send, or what the emulation does not know. */
  violations: string[];
  requests: LinearRequest[];
  /** The points all requests together have cost. */
  points(): number;
  now(): number;
  advance(ms: number): void;
  fault(fault: Fault): void;
  /** Acts just before the n-th request from now, counted from one, whose operation is named Issues. */
  before(n: number, act: () => void): void;
  expireToken(): void;
  renewToken(): void;
  close(): Promise<void>;
}

/** What a server starts with. */
export interface LinearOptions {
  workspace?: LinearWorkspace;
  clock?: number;
  requestsPerHour?: number;
  pointsPerHour?: number;
}

/** Starts an emulated Linear; the clock stands still until a test advances it. */
export async function startLinear(options: LinearOptions = {}): Promise<LinearServer> {
  linearSchema();
  const emulation = new Emulation(options);
  const server = createServer((request, response) => void emulation.handle(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return Object.assign(emulation, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  });
}

interface Query {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

interface Answer {
  status: number;
  body: ExecutionResult;
}

const parsed = new Map<string, { document: DocumentNode; errors: readonly GraphQLError[] }>();

class Emulation {
  readonly workspace: LinearWorkspace;
  readonly apiKey = "lin_api_test";
  readonly accessToken = "lin_oauth_test";
  readonly violations: string[] = [];
  readonly requests: LinearRequest[] = [];
  readonly #faults = new Faults();
  readonly #requestBucket: Bucket;
  readonly #pointBucket: Bucket;
  #hooks: { left: number; act: () => void }[] = [];
  #expired = false;

  constructor(options: LinearOptions) {
    this.workspace =
      options.workspace ?? createLinearWorkspace(options.clock === undefined ? {} : { clock: options.clock });
    if (options.clock !== undefined) this.workspace.now = options.clock;
    this.#requestBucket = new Bucket(options.requestsPerHour ?? 2500, this.now());
    this.#pointBucket = new Bucket(options.pointsPerHour ?? 3_000_000, this.now());
  }

  points(): number {
    return this.requests.reduce((sum, request) => sum + request.complexity, 0);
  }

  now(): number {
    return this.workspace.now;
  }

  advance(ms: number): void {
    this.workspace.now += ms;
  }

  fault(fault: Fault): void {
    this.#faults.add(fault);
  }

  before(n: number, act: () => void): void {
    this.#hooks.push({ left: n, act });
  }

  expireToken(): void {
    this.#expired = true;
  }

  renewToken(): void {
    this.#expired = false;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const entry: LinearRequest = { operation: "", variables: {}, complexity: 0, status: 0, at: this.now() };
    this.requests.push(entry);
    let query: Query | undefined;
    let refusal: Answer | undefined;
    try {
      this.#authenticate(request);
      query = this.#read(request, Buffer.concat(chunks).toString("utf8"), entry);
    } catch (error) {
      refusal = answerOf(error);
    }
    const fault = this.#faults.take(entry.operation);
    if (fault !== undefined && this.#breaks(fault, entry, response)) return;
    let answer = refusal ?? (await this.#answer(query as Query, entry));
    if (fault !== undefined) answer = this.#spoil(fault, answer);
    entry.status = answer.status;
    const text = JSON.stringify(answer.body);
    response.writeHead(answer.status, { ...this.#headers(entry), "Content-Length": Buffer.byteLength(text) });
    if (fault?.kind === "cut") response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
    else response.end(text);
  }

  #authenticate(request: IncomingMessage): void {
    const given = request.headers.authorization;
    if (!this.#expired && (given === this.apiKey || given === `Bearer ${this.accessToken}`)) return;
    const message = "Authentication required, not authenticated";
    throw new Refusal(401, message, "authentication error", "AUTHENTICATION_ERROR");
  }

  #read(request: IncomingMessage, body: string, entry: LinearRequest): Query {
    if (request.method !== "POST" || request.url !== "/graphql") {
      this.violations.push(`${request.method ?? ""} ${request.url ?? ""}`);
      throw new Refusal(404, "Not found", "invalid input", "INPUT_ERROR");
    }
    const { query, variables, operationName } = JSON.parse(body) as {
      query: string;
      variables?: Record<string, unknown> | null;
      operationName?: string | null;
    };
    entry.variables = variables ?? {};
    entry.operation = operationName ?? /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? "";
    const { document, errors } = parseOnce(query);
    if (errors.length > 0) throw this.#invalid(errors);
    const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    const operation = operations.find(({ name }) => operationName == null || name?.value === operationName);
    if (operation === undefined) throw this.#invalid([new GraphQLError("The document has no such operation")]);
    entry.operation = operation.name?.value ?? "";
    return { document, operation, variables: variables ?? {} };
  }

  #invalid(errors: readonly GraphQLError[]): Refusal {
    const message = errors.map((error) => error.message).join("; ");
    this.violations.push(message);
    return new Refusal(400, message, "graphql error", "GRAPHQL_VALIDATION_FAILED");
  }

  async #answer(query: Query, entry: LinearRequest): Promise<Answer> {
    const { document, operation, variables } = query;
    const complexity = complexityOf(linearSchema(), document, operation, variables);
    try {
      this.#charge(complexity);
      entry.complexity = complexity;
      this.#runHooks(entry.operation);
      const context = { workspace: this.workspace, rateLimits: () => this.#rateLimits() };
      const body = await executeLinear(document, variables, operation.name?.value, context);
      for (const error of body.errors ?? []) {
        // Variables that do not fit the schema never reach a resolver, so they carry no path.
        const known = error.originalError instanceof Refusal;
        if (!known || error.originalError instanceof Unmodelled) this.violations.push(error.message);
      }
      const causes = body.errors?.map((error) => error.originalError) ?? [];
      const refusal = causes.find((cause) => cause instanceof Refusal);
      if (refusal !== undefined && refusal.status !== 200) return answerOf(refusal);
      return { status: body.data === undefined ? 400 : 200, body };
    } catch (error) {
      return answerOf(error);
    }
  }

  #charge(complexity: number): void {
    const now = this.now();
    if (this.#requestBucket.remaining(now) < 1) {
      const limit = this.#requestBucket.limit;
      throw rateLimited(`Rate limit exceeded. Only ${limit} requests are allowed per 1 hour`);
    }
    this.#requestBucket.take(1, now);
    if (complexity > 10_000) throw invalidInput("Query too complex", "INPUT_ERROR");
    if (this.#pointBucket.remaining(now) < complexity) {
      throw rateLimited(`Rate limit exceeded. Only ${this.#pointBucket.limit} points are allowed per 1 hour`);
    }
    this.#pointBucket.take(complexity, now);
  }

  #runHooks(operation: string): void {
    if (operation.toLowerCase() !== "issues") return;
    for (const hook of this.#hooks) hook.left--;
    const due = this.#hooks.filter((hook) => hook.left === 0);
    this.#hooks = this.#hooks.filter((hook) => hook.left > 0);
    for (const { act } of due) act();
  }

  /** Answers a fault that needs no answer of the workspace's; false where the fault spoils one. */
  #breaks(fault: Fault, entry: LinearRequest, response: ServerResponse): boolean {
    if (fault.kind === "hang") return true;
    if (fault.kind === "reset") {
      response.socket?.resetAndDestroy();
      return true;
    }
    if (fault.kind !== "status" && fault.kind !== "html" && fault.kind !== "truncated") return false;
    entry.status = fault.kind === "status" ? fault.status : fault.kind === "html" ? 502 : 200;
    const own = fault.kind === "status" ? (fault.headers ?? {}) : {};
    const type = fault.kind === "html" ? { "Content-Type": "text/html" } : {};
    response.writeHead(entry.status, { ...this.#headers(entry), ...type, ...own });
    const bodies = { html: "<html><body><h1>502 Bad Gateway</h1></body></html>", truncated: '{"data":{"issues":{"nod' };
    response.end(fault.kind === "status" ? (fault.body ?? "{}") : bodies[fault.kind]);
    return true;
  }

  #spoil(fault: Fault, answer: Answer): Answer {
    if (fault.kind === "ratelimited") {
      const extensions = fault.by === "type" ? { type: "ratelimited" } : { code: "RATELIMITED" };
      return { status: 400, body: { errors: [new GraphQLError("Rate limit exceeded", { extensions })] } };
    }
    if (fault.kind === "invalidCursor") return answerOf(invalidInput("Invalid cursor", "INPUT_ERROR"));
    if (fault.kind !== "partial") return answer;
    const data = JSON.parse(JSON.stringify(answer.body.data ?? null)) as Record<string, unknown> | null;
    const path = loseRelation(data);
    if (path === undefined) return answer;
    const extensions = { type: "internal error", code: "INTERNAL_SERVER_ERROR" };
    return { status: 200, body: { data, errors: [new GraphQLError("Could not be loaded", { path, extensions })] } };
  }

  #headers(entry: LinearRequest): Record<string, string | number> {
    const now = this.now();
    return {
      "Content-Type": "application/json; charset=utf-8",
      Date: new Date(now).toUTCString(),
      "X-Complexity": entry.complexity,
      "X-RateLimit-Requests-Limit": this.#requestBucket.limit,
      "X-RateLimit-Requests-Remaining": this.#requestBucket.remaining(now),
      "X-RateLimit-Requests-Reset": this.#requestBucket.reset(now),
      "X-RateLimit-Complexity-Limit": this.#pointBucket.limit,
      "X-RateLimit-Complexity-Remaining": this.#pointBucket.remaining(now),
      "X-RateLimit-Complexity-Reset": this.#pointBucket.reset(now),
    };
  }

  #rateLimits() {
    const now = this.now();
    const limit = (type: string, bucket: Bucket, requestedAmount: number) => ({
      type,
      requestedAmount,
      allowedAmount: bucket.limit,
      period: 3_600_000,
      remainingAmount: bucket.remaining(now),
      reset: bucket.reset(now),
    });
    const limits = [limit("requests", this.#requestBucket, 1), limit("complexity", this.#pointBucket, 0)];
    return { identifier: "apiKey", kind: "apiKey", limits };
  }
}

function rateLimited(message: string): Refusal {
  return new Refusal(400, message, "ratelimited", "RATELIMITED");
}

function answerOf(error: unknown): Answer {
  if (!(error instanceof Refusal)) throw error;
  const { status, message, extensions } = error;
  return { status, body: { errors: [new GraphQLError(message, { extensions })] } };
}

function parseOnce(text: string) {
  let known = parsed.get(text);
  if (known === undefined) {
    known = parseAndValidate(text);
    parsed.set(text, known);
  }
  return known;
}

function parseAndValidate(text: string) {
  try {
    const document = parse(text);
    return { document, errors: validate(linearSchema(), document) };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { document: { kind: Kind.DOCUMENT, definitions: [] } as DocumentNode, errors: [error] };
  }
}

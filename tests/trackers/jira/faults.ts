/** A request as faults and `before` see it. */
export interface JiraRequest {
  method: string;
  path: string;
  /** `operationId` of the OpenAPI; method and path when it has none. */
  operation: string;
  query: URLSearchParams;
  body: unknown;
}

/** Something that goes wrong with the next request, or the next `times` requests that `on` accepts. */
export type Fault = { on?: (request: JiraRequest) => boolean; times?: number } & (
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string }
  /** 200 with an HTML page. */
  | { kind: "html" }
  /** The connection is destroyed before the answer. */
  | { kind: "reset" }
  /** The connection is destroyed in the middle of the body. */
  | { kind: "cut" }
  /** No answer ever. */
  | { kind: "hang" }
  /** 200 with half of the JSON and a content length that fits. */
  | { kind: "truncated" }
  /** 429 of the whole app until the server's next UTC hour. */
  | { kind: "quota" }
  /** The page token of the next search that has one is not accepted any more. */
  | { kind: "expiredPage" }
);

/** Faults that wait for their request, in the order in which they were given. */
export class FaultQueue {
  readonly #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The first fault that is meant for a request; it is used up once more. */
  take(request: JiraRequest): Fault | undefined {
    const at = this.#waiting.findIndex(({ fault }) => isFor(fault, request));
    const found = this.#waiting[at];
    if (!found) return undefined;
    found.left -= 1;
    if (found.left <= 0) this.#waiting.splice(at, 1);
    return found.fault;
  }
}

function isFor(fault: Fault, request: JiraRequest): boolean {
  const hasToken = typeof (request.body as { nextPageToken?: unknown } | undefined)?.nextPageToken === "string";
  return (fault.kind !== "expiredPage" || hasToken) && (fault.on?.(request) ?? true);
}

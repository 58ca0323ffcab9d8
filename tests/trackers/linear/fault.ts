/** What may go wrong between Linear and a client; it goes wrong once unless `times` says otherwise. */
export type Fault = { on?: (request: { operation: string }) => boolean; times?: number } & (
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string }
  | { kind: "ratelimited"; by: "type" | "code" }
  | { kind: "html" }
  | { kind: "reset" }
  | { kind: "cut" }
  | { kind: "hang" }
  | { kind: "truncated" }
  | { kind: "partial" }
  | { kind: "invalidCursor" }
);

/** The faults that wait for their request, first come first served. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  take(operation: string): Fault | undefined {
    const entry = this.#waiting.find(({ fault }) => fault.on?.({ operation }) ?? true);
    if (entry === undefined) return undefined;
    if (--entry.left <= 0) this.#waiting = this.#waiting.filter((other) => other !== entry);
    return entry.fault;
  }
}

const RELATIONS = ["assignee", "creator", "project", "parent", "cycle", "lead", "owner", "delegate"];

/** Takes the first nullable relation out of an answer and returns its path. */
export function loseRelation(data: unknown, path: (string | number)[] = []): (string | number)[] | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const holder = data as Record<string, unknown>;
  for (const [key, value] of Object.entries(holder)) {
    const here = [...path, Array.isArray(data) ? Number(key) : key];
    if (RELATIONS.includes(key) && typeof value === "object" && value !== null) {
      holder[key] = null;
      return here;
    }
    const deeper = loseRelation(value, here);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

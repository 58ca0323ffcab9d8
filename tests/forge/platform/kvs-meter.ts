import { KvsRefusal } from "./kvs-check";
import type { Limits } from "./limits";
import { Rate } from "./rate";

/** Counts what the key-value store is asked for, and refuses what is too much. */
export class KvsMeter {
  /** Reads and writes in units of 10 KB, as they are limited. */
  readonly usage = { reads: 0, writes: 0, writtenBytes: 0 };
  readonly #limits: Limits;
  readonly #rates: Record<"requests" | "reads" | "writes", Rate>;

  constructor(limits: Limits, now: () => number) {
    const minute = () => new Rate(now, 60_000);
    this.#limits = limits;
    this.#rates = { requests: new Rate(now, 1000), reads: minute(), writes: minute() };
  }

  request(): void {
    if (!this.#rates.requests.take(this.#limits.kvsRequestsPerSecond)) throw tooMany("requests a second");
  }

  charge(kind: "reads" | "writes", bytes: number): void {
    const units = Math.max(1, Math.ceil(bytes / this.#limits.kvsUnitBytes));
    const limit = kind === "reads" ? this.#limits.kvsReadUnitsPerMinute : this.#limits.kvsWriteUnitsPerMinute;
    if (!this.#rates[kind].take(limit, units)) throw tooMany(`${kind} a minute`);
    this.usage[kind] += units;
  }
}

const tooMany = (what: string) => new KvsRefusal(429, "RATE_LIMIT_EXCEEDED", `too many ${what}`);

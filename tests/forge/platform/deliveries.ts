import type { EmulatedTime, Timer } from "./time";

/** Something that the platform delivers to a function later. */
export interface Delivery {
  due: number;
  jobId?: string;
  concurrency?: { key: string; limit: number };
  /** Never rejects. */
  run: () => Promise<void>;
}

/** How far deliveries go on. */
export interface SettleOptions {
  /** An instant of the platform's clock, or a span from now (anything below a year). */
  untilMs?: number;
  maxDeliveries?: number;
  /** How many run side by side, by default 10. */
  parallel?: number;
}

const YEAR = 365 * 86_400_000;

/** What is to be delivered: out of order, and side by side as far as its concurrency allows. */
export class Deliveries {
  waiting: Delivery[] = [];
  readonly #time: EmulatedTime;
  readonly #byKey = new Map<string, number>();
  #changed: (() => void)[] = [];

  constructor(time: EmulatedTime) {
    this.#time = time;
  }

  add(delivery: Delivery): void {
    this.waiting.push(delivery);
    this.#tell();
  }

  /** Takes back what a job has waiting; gives how many that were. */
  cancel(jobId: string): number {
    const before = this.waiting.length;
    this.waiting = this.waiting.filter((one) => one.jobId !== jobId);
    this.#tell();
    return before - this.waiting.length;
  }

  /** Delivers until nothing is due; gives how many deliveries there were. */
  async settle({ untilMs = Infinity, maxDeliveries = Infinity, parallel = 10 }: SettleOptions = {}): Promise<number> {
    const until = untilMs < YEAR ? this.#time.now() + untilMs : untilMs;
    const running = new Set<Promise<void>>();
    let started = 0;
    for (;;) {
      const next = started < maxDeliveries && running.size < parallel ? this.#next() : undefined;
      if (next && next.due <= until && next.due <= this.#time.now()) {
        started += 1;
        const run = this.#start(next).finally(() => running.delete(run));
        running.add(run);
      } else if (next && next.due <= until) await this.#waitFor(next.due);
      else if (running.size > 0) await Promise.race(running);
      else break;
    }
    if (until !== Infinity && started < maxDeliveries) await this.#time.wait(Math.max(0, until - this.#time.now()));
    return started;
  }

  #next(): Delivery | undefined {
    let first: Delivery | undefined;
    for (const one of this.waiting) {
      const isFull = one.concurrency && (this.#byKey.get(one.concurrency.key) ?? 0) >= one.concurrency.limit;
      if (!isFull && (!first || one.due < first.due)) first = one;
    }
    return first;
  }

  async #start(delivery: Delivery): Promise<void> {
    this.waiting.splice(this.waiting.indexOf(delivery), 1);
    const key = delivery.concurrency?.key;
    const count = (by: number) => key !== undefined && this.#byKey.set(key, (this.#byKey.get(key) ?? 0) + by);
    count(1);
    await delivery.run();
    count(-1);
    this.#tell();
  }

  /** Until an instant, or until something else could be next. */
  async #waitFor(due: number): Promise<void> {
    let timer: Timer | undefined;
    await new Promise<void>((done) => {
      timer = this.#time.set(due, done);
      this.#changed.push(done);
    });
    if (timer) this.#time.cancel(timer);
  }

  #tell(): void {
    for (const done of this.#changed.splice(0)) done();
  }
}

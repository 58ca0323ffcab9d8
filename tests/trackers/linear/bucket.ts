const HOUR = 3_600_000;

/** A leaky bucket: it holds an hour's allowance and refills at a constant rate. */
export class Bucket {
  readonly limit: number;
  #left: number;
  #at: number;

  constructor(limit: number, now: number) {
    this.limit = limit;
    this.#left = limit;
    this.#at = now;
  }

  remaining(now: number): number {
    this.#left = Math.min(this.limit, this.#left + ((now - this.#at) * this.limit) / HOUR);
    this.#at = now;
    return Math.floor(this.#left + 1e-6);
  }

  take(amount: number, now: number): void {
    this.remaining(now);
    this.#left -= amount;
  }

  /** When the bucket is full again, in epoch milliseconds. */
  reset(now: number): number {
    const missing = this.limit - this.remaining(now);
    return now + Math.ceil((missing * HOUR) / this.limit);
  }
}

const HOUR = 3_600_000;

/** Points that were spent, by UTC hour of the server's clock. */
export class Ledger {
  total = 0;
  readonly #now: () => number;
  readonly #quota: number;
  #hour = 0;
  #spent = 0;

  constructor(now: () => number, quota = Infinity) {
    this.#now = now;
    this.#quota = quota;
  }

  charge(points: number): void {
    this.#turn();
    this.#spent += points;
    this.total += points;
  }

  /** Nothing is left until the next hour. */
  exhaust(): void {
    this.#turn();
    this.#spent = Infinity;
  }

  /** Whether the hour has nothing left; the call that goes over the quota is still answered. */
  isExhausted(): boolean {
    this.#turn();
    return this.#spent >= this.#quota || this.#spent === Infinity;
  }

  #turn(): void {
    const hour = Math.floor(this.#now() / HOUR);
    if (hour === this.#hour) return;
    this.#hour = hour;
    this.#spent = 0;
  }
}

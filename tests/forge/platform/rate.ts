/** What was used in the last so many milliseconds of a clock. */
export class Rate {
  readonly #now: () => number;
  readonly #span: number;
  #used: { at: number; amount: number }[] = [];
  #first = 0;
  #sum = 0;

  constructor(now: () => number, span: number) {
    this.#now = now;
    this.#span = span;
  }

  get used(): number {
    for (; (this.#used[this.#first]?.at ?? Infinity) <= this.#now() - this.#span; this.#first += 1)
      this.#sum -= this.#used[this.#first]?.amount ?? 0;
    if (this.#first > 1000) {
      this.#used = this.#used.slice(this.#first);
      this.#first = 0;
    }
    return this.#used.length > this.#first ? this.#sum : 0;
  }

  add(amount = 1): void {
    this.#used.push({ at: this.#now(), amount });
    this.#sum += amount;
  }

  /** Uses so much, if it fits below a limit. */
  take(limit: number, amount = 1): boolean {
    if (this.used + amount > limit) return false;
    this.add(amount);
    return true;
  }
}

/** Rates by name: one for each user, issue or endpoint. */
export class Rates {
  readonly #rates = new Map<string, Rate>();
  readonly #now: () => number;
  readonly #span: number;

  constructor(now: () => number, span: number) {
    this.#now = now;
    this.#span = span;
  }

  of(name: string): Rate {
    const found = this.#rates.get(name) ?? new Rate(this.#now, this.#span);
    this.#rates.set(name, found);
    return found;
  }
}

/** Something that waits for an instant. */
export interface Timer {
  at: number;
  /** Whether the clock goes on for its sake; else it only goes off when the clock has come that far. */
  isAwaited: boolean;
  fire: () => void;
}

/**
 * A clock that goes on at once when nothing but waiting is left to do. All that waits at the same time is woken in the order of its instants,
 * so functions that run side by side take as long as they would, and a wait of an hour takes no time.
 */
export class EmulatedTime {
  #now: number;
  readonly #timers = new Set<Timer>();
  #working = 0;
  #isTurning = false;

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += Math.ceil(ms);
    this.#turn();
  }

  /** Sets a timer; it can be taken back with `cancel`. */
  set(at: number, fire: () => void, isAwaited = true): Timer {
    // Whole milliseconds, as a real clock tells them: what waits may ask for a part of one.
    const timer: Timer = { at: Math.ceil(at), isAwaited, fire };
    this.#timers.add(timer);
    this.#turn();
    return timer;
  }

  cancel(timer: Timer): void {
    this.#timers.delete(timer);
  }

  /** Makes the clock go on for a timer's sake. */
  await(timer: Timer): void {
    timer.isAwaited = true;
    this.#turn();
  }

  wait(ms: number): Promise<void> {
    return new Promise((done) => this.set(this.#now + ms, done));
  }

  /** Holds the clock while something real is done, such as a query. */
  async whileWorking<T>(work: Promise<T>): Promise<T> {
    this.#working += 1;
    try {
      return await work;
    } finally {
      this.#working -= 1;
      this.#turn();
    }
  }

  #turn(): void {
    if (this.#isTurning) return;
    this.#isTurning = true;
    // Two rounds of the event loop: what was woken last goes as far as it can before the clock goes on.
    setImmediate(() => setImmediate(() => this.#wake()));
  }

  #wake(): void {
    this.#isTurning = false;
    if (this.#working > 0) return;
    let first: Timer | undefined;
    let isGoingOn = false;
    for (const timer of this.#timers) {
      isGoingOn ||= timer.isAwaited || timer.at <= this.#now;
      if (!first || timer.at < first.at) first = timer;
    }
    if (!first || !isGoingOn) return;
    this.#timers.delete(first);
    this.#now = Math.max(this.#now, first.at);
    first.fire();
    this.#turn();
  }
}

import { AsyncLocalStorage } from "node:async_hooks";
import type { EmulatedTime, Timer } from "./time";

/** What all invocations that descend from one share. */
export interface Root {
  pushes: number;
}

/** Why an invocation ended before it answered; the app is not told. */
export class InvocationDied extends Error {
  readonly reason: "FUNCTION_TIME_OUT" | "FUNCTION_OUT_OF_MEMORY";

  constructor(functionKey: string, reason: InvocationDied["reason"], after: number) {
    super(`${functionKey} was ended after ${after} ms: ${reason}`);
    this.name = "InvocationDied";
    this.reason = reason;
  }
}

/** The invocation in which the code that asks runs. */
export const running = new AsyncLocalStorage<Invocation>();

/** A promise that nobody ever hears of again. */
export const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

/** One run of a function. */
export class Invocation {
  readonly id: string;
  readonly functionKey: string;
  readonly accountId: string | undefined;
  readonly root: Root;
  readonly startedAt: number;
  readonly deadlineAt: number;
  /** Rejects when the platform ends the invocation. */
  readonly death: Promise<never>;
  state: "running" | "answered" | "dead" = "running";
  requests = 0;
  /** Of the runtime, as the packages read it. */
  runtime: object = {};
  readonly #time: EmulatedTime;
  readonly #deadline: Timer;
  readonly #waits = new Set<Timer>();
  #fail: (error: Error) => void = () => undefined;

  constructor(
    time: EmulatedTime,
    of: { id: string; functionKey: string; accountId: string | undefined; root: Root; seconds: number },
  ) {
    this.#time = time;
    this.id = of.id;
    this.functionKey = of.functionKey;
    this.accountId = of.accountId;
    this.root = of.root;
    this.startedAt = time.now();
    this.deadlineAt = this.startedAt + of.seconds * 1000;
    this.death = new Promise((_, fail) => (this.#fail = fail));
    this.death.catch(() => undefined);
    this.#deadline = time.set(this.deadlineAt, () => this.die("FUNCTION_TIME_OUT"), false);
  }

  /** Passes emulated time; never ends in an invocation that has ended. */
  wait(ms: number): Promise<void> {
    if (this.state !== "running") return never();
    return new Promise((done) => {
      const timer = this.#time.set(this.#time.now() + ms, () => {
        this.#waits.delete(timer);
        done();
      });
      this.#waits.add(timer);
    });
  }

  /** What it asked for is never answered: nothing is left but its deadline. */
  hang(): Promise<never> {
    this.#time.await(this.#deadline);
    return never();
  }

  die(reason: InvocationDied["reason"]): void {
    if (this.state !== "running") return;
    this.#end("dead");
    this.#fail(new InvocationDied(this.functionKey, reason, this.#time.now() - this.startedAt));
  }

  answer(): void {
    if (this.state === "running") this.#end("answered");
  }

  #end(state: "answered" | "dead"): void {
    this.state = state;
    this.#time.cancel(this.#deadline);
    for (const timer of this.#waits) this.#time.cancel(timer);
  }
}

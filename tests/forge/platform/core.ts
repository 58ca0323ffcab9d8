import type { Root } from "./invocation";
import type { Limits } from "./limits";
import type { Manifest } from "./manifest";
import type { EmulatedTime } from "./time";

/** What a platform has used so far. */
export interface Usage {
  points: number;
  /** Reads and writes in units of 10 KB, as they are limited. */
  kvs: { reads: number; writes: number; writtenBytes: number };
  sqlRequests: number;
  /** By function key. */
  invocations: Record<string, number>;
  gbSeconds: number;
  /** Push requests that were taken. */
  pushes: number;
  /** Deliveries to consumers and triggers. */
  delivered: number;
}

/** How one run of a function is to be. */
export interface InvokeOptions {
  accountId?: string;
  timeoutSeconds?: number;
  moduleKey?: string;
  /** From which first invocation this one descends; left out, it is a first one itself. */
  root?: Root;
}

/** What the parts of the platform share. */
export interface Core {
  time: EmulatedTime;
  limits: Limits;
  manifest: Manifest;
  random: () => number;
  appAccountId: string;
  usage: Omit<Usage, "points" | "kvs" | "sqlRequests">;
  chaos: { throttled: number; duplicateDeliveries: number };
  violate(sentence: string): void;
  /** Remembers that a function threw or was ended. */
  failed(functionKey: string, error: unknown): void;
  invoke(functionKey: string, args: unknown[], options?: InvokeOptions): Promise<unknown>;
  /** The second argument of every function. */
  contextOf(accountId: string | undefined): object;
}

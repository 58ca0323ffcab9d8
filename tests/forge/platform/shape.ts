import type { JiraServer } from "../../trackers/jira/server";
import type { JiraSite } from "../../trackers/jira/site";
import type { Asked } from "../emulated-sql";
import type { ReportedAccounts } from "./accounts";
import type { InvokeOptions, Usage } from "./core";
import type { SettleOptions } from "./deliveries";
import type { Redirects } from "./jira";
import type { LATENCY, Limits } from "./limits";
import type { ManifestFile } from "./manifest";
import type { ProductEvent } from "./product-events";

/** How a platform is to be. */
export interface PlatformOptions {
  site?: JiraSite;
  /** A MariaDB database as `makeMysqlDatabase` makes it; without one, SQL is refused. */
  sqlUrl?: string;
  limits?: Partial<Limits>;
  /** Points of a UTC hour for the whole app, by default 65,000. */
  quota?: { points: number };
  /** Emulated milliseconds that pass with each request. */
  latency?: Partial<typeof LATENCY>;
  /** By default the app's own manifest.yml. */
  manifest?: ManifestFile;
  /** Of delays, orders and duplicates. */
  seed?: number;
  /** What the proxy does with the 303 of a bulk operation; not documented, by default it follows. */
  redirects?: Redirects;
}

/** A function of the app. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the functions of an app take what their module gives them
export type Handler = (...args: any[]) => unknown;

/** The Forge platform with an app on it. */
export interface ForgePlatform {
  jira: JiraServer;
  site: JiraSite;
  /** Account of the app: what it does by itself is done in this name. */
  appAccountId: string;
  clock: { now(): number; sleep(ms: number): Promise<void>; advance(ms: number): void };
  /** Installs the app: handlers by function key of the manifest. */
  install(handlers: Record<string, Handler>): void;
  /** Runs a function. Rejects when it throws, and when it takes longer than it may. */
  invoke(functionKey: string, args: unknown[], options?: InvokeOptions): Promise<unknown>;
  /** Calls a function of a resolver as the bridge does. */
  call(functionKey: string, name: string, payload: unknown, context: object, accountId: string): Promise<unknown>;
  /** Delivers events of queues and of Jira; gives how many deliveries there were. */
  settle(options?: SettleOptions): Promise<number>;
  /** Runs a scheduled trigger once. What it throws is among the `failures`. */
  tick(triggerKey: string): Promise<void>;
  /** Tells the triggers of the manifest of something that happened in Jira. Writes of the app are told by themselves. */
  emit(event: ProductEvent): void;
  chaos: {
    /** The next invocation ends at its n-th request: before it is done or, with `lands`, after it. */
    killAfterRequests(n: number, how?: { lands: boolean }): void;
    /** Share of the events that come twice. */
    duplicateDeliveries: number;
    /** The next pushes are too many. */
    throttle(pushes: number): void;
  };
  readonly usage: Usage;
  /** How often Jira said 429, by its reason, and Forge SQL. Waiting mends those; they are no violations. */
  readonly throttled: { jira: Record<string, number>; sql: number };
  /** Deliveries and scheduled runs that threw or were ended. */
  failures: { functionKey: string; error: unknown; at: number }[];
  /** Limits that the app went over, and what was refused for good. */
  readonly violations: string[];
  reportedAccounts: ReportedAccounts;
  /** Requests of `@forge/sql` with what they got. */
  readonly sqlAsked: readonly Asked[];
  /** Ends it; what still runs is never answered. */
  close(): Promise<void>;
}

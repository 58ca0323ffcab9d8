import type { Policy } from "#core/config";
import type { WorkItem } from "#core/model";
import type { Check, MemberLister, OpenTracker, TrackerWriter, TriageStore } from "#ports";
import type { PolicyPlace } from "#usecases/api/context";

/** The tracker that an app lives in. */
export interface AppTracker extends OpenTracker {
  lister: OpenTracker["lister"] & {
    /** As `fetchItems`, without those that the policy does not want read. */
    fetchWanted(ids: readonly string[]): Promise<readonly WorkItem[]>;
  };
  listMembers: MemberLister;
  /** Name of the site, for reports. */
  site: string;
}

/** How far the work that goes on is. Written often, read by whoever watches; losing one loses nothing. */
export interface Beat {
  job: string;
  phase: "reading" | "judging";
  items: number;
  share: number | null;
}

/** Queues that wake the app up. */
export type QueueName = "work" | "changes";

/** What the background work of an app needs of its host, for one invocation. */
export interface AppParts {
  store: TriageStore;
  policy: Pick<PolicyPlace, "read" | "save">;
  version: string;
  /** Milliseconds since 1970. */
  now: () => number;
  newId: () => string;
  /** Name of this invocation, and the moment after which it is certainly over, in milliseconds since 1970. */
  holder: string;
  deadline: number;
  /** Opens the tracker for reading as the app. What it costs is counted, and kept for the next invocation. */
  openTracker: (policy: Policy) => Promise<AppTracker>;
  /** Checks what the app may see, step by step. */
  examine: (policy: Policy) => AsyncIterable<Check>;
  /** What people are called now; who is not there any more is left out. */
  namesOf: (accounts: readonly string[]) => Promise<readonly { accountId: string; name: string }[]>;
  /** Writes as the app. */
  openWriter: (policy: Policy) => Promise<TrackerWriter>;
  beat: (beat: Beat) => Promise<void>;
  /** Has a queue call the app again, after so many seconds; throws nothing where the queue is full: an hour later it is asked again. */
  wake: (queue: QueueName, afterSeconds?: number) => Promise<void>;
  /** What went wrong, for the log: never texts of work items or names. */
  log: (what: string, error?: unknown) => void;
}

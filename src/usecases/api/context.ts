import type { Policy } from "#core/config";
import type { Actor } from "#core/permission";
import type { TriageStore } from "#ports";
import type { ApiInput, ApiOutput, CheckUp, Permission } from "#usecases/api/contract";
import type { JobState } from "#usecases/api/shapes";

/** What the procedures need of their host. Everything that outlives one call is behind it. */
export interface ApiContext {
  host: "local" | "jira";
  version: string;
  store: TriageStore;
  /** What a person calls the database; never with credentials. */
  database: {
    name: string;
    bytes(): Promise<number | null>;
    /** Bytes that it may hold; left out where only the disk sets a limit. */
    limit?: number;
  };
  policy: PolicyPlace;
  /** Who asks, and what they may do. */
  actor: Actor;
  permissions: readonly Permission[];
  /** ISO 8601 instant. */
  now(): string;
  newId(): string;
  runs: Runs;
  /** Null: everything there is. */
  audience: Audience | null;
  /** Null where nothing can be imported. */
  imports: Imports | null;
  trackers: readonly TrackerSetup[];
  memo: Memo;
  /** Where the store shows a part only: the context with everything. Set by `narrow`. */
  whole?: ApiContext;
}

/**
 * Everything there is, whoever asks: for what is found out from all of it before a part is shown. What comes from it is never shown as
 * it is.
 */
export const wholeOf = <T extends Pick<ApiContext, "whole">>(context: T): T | ApiContext => context.whole ?? context;

/** Which part of the backlog the person who asks may see. */
export interface Audience {
  /** The only scope that is shown. */
  scope: { id: string; name: string };
  /** Of items, by id, those that the person may see; asked for at most 1,000 at once. */
  mayBrowse(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Where the policy is kept. */
export interface PolicyPlace {
  /** What a person calls the place; null where nothing is saved yet and the default policy holds. */
  path(): Promise<string | null>;
  /** Name of the document of the store that holds it, where one does. */
  document?: string;
  isWritable: boolean;
  /** The document as it was written; `hash` is by which a later change of it is noticed. */
  read(): Promise<{ text: string; hash: string }>;
  /** Throws ApiError `stale` where what is there no longer has the hash. Answers the new one. */
  save(text: string, basedOn: string): Promise<string>;
}

export type RunRequest = ApiInput<"startRun">;

/** Work in the background. */
export interface Runs {
  start(request: RunRequest): Promise<{ id: string; isKnown: boolean }>;
  /** Null for one that is not remembered. */
  get(id: string): Promise<JobState | null>;
  cancel(id: string): Promise<JobState | null>;
  /** The one at work, else the first that waits. */
  current(): Promise<JobState | null>;
  /** What went wrong in the background and has not gone well since, a sentence each; left out where a run tells of itself. */
  failures?(): Promise<readonly string[]>;
  /** Of the last check-up. */
  checkUp(): Promise<CheckUp | null>;
}

export interface Imports {
  /** Throws ApiError `not-found` for an upload that is gone. */
  preview(
    upload: string,
    columns: Readonly<Record<string, string>>,
    policy: Policy,
  ): Promise<ApiOutput<"previewImport">>;
}

export type TrackerSetup = ApiOutput<"getSetup">["trackers"][number];

/**
 * Keeps what is dear to find out as long as what it was found from stays: one value for each name, made anew when `version` is another
 * one. Calls at the same time share the making.
 */
export type Memo = <T>(name: string, version: string, make: () => Promise<T>) => Promise<T>;

export function createMemo(): Memo {
  const kept = new Map<string, { version: string; value: Promise<unknown> }>();
  return <T>(name: string, version: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(name);
    if (known?.version === version) return known.value as Promise<T>;
    const value = make();
    kept.set(name, { version, value });
    value.catch(() => {
      // What failed is tried again by the next call.
      if (kept.get(name)?.value === value) kept.delete(name);
    });
    return value;
  };
}

import type { Ruleset } from "#core/classify/classify";
import type { WorkItem } from "#core/model";
import type { ApiInput, ApiOutput, Permission, ProcedureName } from "#usecases/api/contract";

/** What the calls of the panel need, for one reader and the work item that the panel stands on. */
export interface PanelDeps {
  /** Id of the work item as findings know it: `jira:acme:10023`. */
  itemId: string;
  /** Reads the work item now, with the rights of the reader. Throws TrackerError. */
  readItem(): Promise<WorkItem>;
  ruleset: Ruleset;
  /** What the reader may do with this work item. */
  permissions: readonly Permission[];
  /**
   * Asks a procedure as the reader. Throws ApiError, ForbiddenError and SourceError with sentences for people; null where there is
   * no audit yet, or the database of the app is still being made.
   */
  call: (<N extends ProcedureName>(name: N, input: ApiInput<N>) => Promise<ApiOutput<N>>) | null;
  /** Why `call` is null, or why what it tells is not of now, in a sentence; else null. */
  notice: string | null;
  /** ISO 8601 instant until which findings know the work items of the site; null before the first audit. */
  asOf: string | null;
  /** Has the work item audited again in the background. */
  requestAudit(): Promise<void>;
  /** Whether what was requested is done. */
  isAudited(): Promise<boolean>;
  /**
   * Hands the work item over in Jira, in the name of the reader: to the person behind a reference. It is read again before, and
   * left as it is where `from`, a reference or null, no longer owns it: then an ApiError `stale` says so. Throws TrackerError.
   */
  assign(to: string, from: string | null): Promise<void>;
}

/** What the status of the closed panel needs: nothing is read of Jira for it. */
export interface StatusDeps {
  /** The verdict that is remembered, with the findings that are open; null where there is none. */
  remembered(): Promise<{ focus: "strategic" | "tactical" | "unclear"; openFindings: number } | null>;
}

/** What the widget needs, for one viewer. */
export interface WidgetDeps {
  /** Spaces that the viewer may browse and the last audit read, by name; at most 500. */
  spaces(): Promise<readonly { id: string; key: string; name: string }[]>;
  /** The procedures, narrowed to one space; null where the viewer may not browse it, or there is no audit yet. */
  callIn(
    spaceKey: string,
  ): Promise<(<N extends ProcedureName>(name: N, input: ApiInput<N>) => Promise<ApiOutput<N>>) | null>;
}

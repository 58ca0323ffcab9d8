import type { ReportSource, SkippedRow } from "#core/report";
import type { WorkItem } from "#core/model";
import type { ClassifiedItem } from "#core/verdict";

/** What the outside must provide. Every port is defined by the use case that needs it and as small as that use allows. */

/** One page of work, in the order of the source. */
export interface Page {
  items: readonly WorkItem[];
  /** Position of the first item in the source, counted from 0; a page read twice has the same positions. */
  start: number;
  skipped: readonly SkippedRow[];
  /** Where the next page starts; undefined after the last. Plain text: it survives a restart. */
  next?: string;
  /** Bytes or items read so far and in all, where known, for a progress display. */
  progress?: { done: number; total?: number };
}

/** Where work items come from. Throws SourceError for input that cannot be read at all, TrackerError for a tracker's answer. */
export interface WorkItemSource {
  fetchPage(cursor?: string): Promise<Page>;
  /** What was read so far: one entry per file or tracker, with its notices. Complete after the last page. */
  describe(): readonly ReportSource[];
}

/** A classified item with its position in the source: of two rows with one id the later one wins. */
export interface StoredItem extends ClassifiedItem {
  position: number;
}

/** What one run has read. Saving is idempotent: the same page twice changes nothing; of two positions with one id the higher wins. */
export interface RunStore {
  savePage(items: readonly StoredItem[], skipped: readonly SkippedRow[]): Promise<void>;
  /** All items in the order of their positions, a page at a time; may be read repeatedly. */
  pages(): AsyncIterable<readonly StoredItem[]>;
  /** The items among them that others name as their parent, by any of their names. */
  parents(): AsyncIterable<readonly StoredItem[]>;
  /** How many different items were saved. */
  count(): number;
  skipped(): readonly SkippedRow[];
  /** Releases what the store holds outside memory. */
  close(): Promise<void>;
}

/** Input that cannot be used at all; the message is one sentence with the remedy. Exit code 2. */
export class SourceError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SourceError";
  }
}

export type TrackerErrorKind =
  "unauthorized" | "forbidden" | "not-found" | "rate-limited" | "unavailable" | "bad-response";

/** A tracker that did not answer as needed. Credentials never reach the message. */
export class TrackerError extends Error {
  readonly kind: TrackerErrorKind;
  readonly retryAfterSeconds: number | undefined;
  constructor(kind: TrackerErrorKind, message: string, options?: ErrorOptions & { retryAfterSeconds?: number }) {
    super(message, options);
    this.name = "TrackerError";
    this.kind = kind;
    this.retryAfterSeconds = options?.retryAfterSeconds;
  }
}

/** The caller may not do this. */
export class ForbiddenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ForbiddenError";
  }
}

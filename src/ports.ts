import type { Decision } from "#core/decision";
import type { Finding } from "#core/finding";
import type { AuditReport, ReportItem, ReportSource, SkippedRow } from "#core/report";
import type { WorkItem } from "#core/model";
import type { WakeFacts } from "#core/triage";
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

/** Why a finding is no longer found. Only `fixed` counts as fixed; the others say nothing about the work itself. */
export type GoneReason = "fixed" | "item-done" | "item-gone" | "rule-changed" | "scope-changed";

/** A finding as it is remembered, with what is needed to decide on it without another scan. */
export interface StoredFinding {
  finding: Finding;
  /** The item it is about, with its verdict; null for a finding about a scope or a person. */
  item: ReportItem | null;
  /** Every name the item went by when it was seen last. */
  names: readonly string[];
  /** A name of the item's parent, for offering a decision to children and siblings. */
  parent: string | null;
  /** Every reference the owner may have had. */
  ownerRefs: readonly string[];
  facts: WakeFacts | null;
  /** Id of a snooze whose event has come in an earlier run: it is over, also where the item goes back to what it was. */
  lapsed: string | null;
  /** Instants of runs, ISO 8601; `backSince` is the last one that found it again after it was gone. */
  backSince: string | null;
  firstSeen: string;
  lastSeen: string;
  /** Instant of the run that no longer found it, and why; null while it is found. */
  gone: { since: string; because: GoneReason } | null;
}

/** A finished run as it is remembered: enough to compare with later ones, without its findings. */
export interface RunRecord {
  id: string;
  /** ISO 8601 instants. */
  startedAt: string;
  finishedAt: string;
  rulesetHash: string;
  /** The policy in force, every default filled in. */
  policy: unknown;
  report: Omit<AuditReport, "findings" | "items" | "people" | "skipped">;
  /** What changed since the run before. */
  changes: { new: number; returned: number; fixed: number; removed: number };
}

/** A person behind a reference. */
export interface StoredPerson {
  ref: string;
  name: string;
}

/**
 * What is remembered across runs. Decisions are only added, state is derived from them; saving the same thing twice changes
 * nothing. Each operation is one statement or safe to repeat: Forge SQL knows no transaction across calls.
 */
export interface TriageStore {
  /** In the order in which they were made: by instant, then by id. */
  decisions(): Promise<readonly Decision[]>;
  /** A decision whose id is known already is left as it is. */
  addDecisions(decisions: readonly Decision[]): Promise<void>;
  /** A page at a time, by id. `present`: only those still found, or only those gone. */
  findings(filter?: { present?: boolean; goneSince?: string }): AsyncIterable<readonly StoredFinding[]>;
  finding(id: string): Promise<StoredFinding | undefined>;
  saveFindings(findings: readonly StoredFinding[]): Promise<void>;
  /** Newest first. */
  runs(limit?: number): Promise<readonly RunRecord[]>;
  saveRun(run: RunRecord): Promise<void>;
  people(): Promise<ReadonlyMap<string, StoredPerson>>;
  savePeople(people: readonly StoredPerson[]): Promise<void>;
  /** Forgets who is behind a reference, for good: saving the person again does not bring the name back. False when nobody was. */
  erasePerson(ref: string): Promise<boolean>;
  /** Deletes runs that finished, and findings that were gone, before an instant. Decisions are kept. */
  purgeBefore(instant: string): Promise<{ runs: number; findings: number }>;
  /** Deletes everything. */
  purgeAll(): Promise<void>;
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

import type { Kysely } from "kysely";

/**
 * Tables of the SQL store. What is asked for or sorted by has a column, everything else is JSON in `data`: a field that is added
 * to a finding or a run needs no migration. Instants are ISO 8601 in UTC with milliseconds, so that they sort as text.
 */
export interface StoreTables {
  /** One row per migration that has been run. */
  rolecall_schema: { version: number };
  /** An erased person stays as a row without a name, which keeps the name from coming back. */
  rolecall_person: { ref: string; name: string; erased: 0 | 1 };
  rolecall_run: { id: string; started_at: string; finished_at: string; data: string };
  rolecall_finding: {
    id: string;
    rule: string;
    scope: string;
    first_seen: string;
    last_seen: string;
    gone_since: string | null;
    data: string;
  };
  /** Items as they were read, with the evidence in their text, and the fingerprint by which an unchanged one is known. */
  rolecall_item: { id: string; fingerprint: string; data: string };
  /** Every name of an item but its id. */
  rolecall_name: { name: string; item: string };
  /** What holds of an item under its parent. `state` is an `ItemState`; `profile` is empty until it is settled. */
  rolecall_settled: {
    id: string;
    state: number;
    item_key: string;
    parent: string | null;
    profile: string;
    delivers_to: string | null;
  };
  rolecall_profile: { id: string; scope: string; level: string; data: string };
  /** What lines of evidence from one feature have in common. */
  rolecall_feature: { id: string; data: string };
  /** One document for each id. */
  rolecall_note: { id: string; data: string };
  /** Lines of lists of findings: `list` says of which. Made of other tables, and made anew at any time. */
  rolecall_listed: {
    /** Of the list and the finding. */
    id: string;
    list: string;
    finding: string;
    /** Of the finding's id, so that an index can hold it. */
    tie: string;
    /** Rank: 0 for the most severe. */
    severity: string;
    rule: string;
    state: string;
    mark: string | null;
    scope: string;
    level: string | null;
    responsibility: string | null;
    item: string | null;
    parent: string | null;
    owner: string | null;
    first_seen: string;
    subject: string;
    words: string;
    until: string | null;
  };
  /** Accounts of a tracker behind references: the only place that holds them. */
  rolecall_account: { ref: string; account: string; seen_at: string };
  /** What was written to items in their tracker, by item. */
  rolecall_published: { id: string; data: string };
  /** Only ever added to. `subject` is the id of what was decided on: a finding, an item or, for an undo, a decision. */
  rolecall_decision: { id: string; at: string; kind: string; subject: string; data: string };
}

export type TableName = keyof StoreTables;

/** Every table with content. */
export const TABLES = [
  ...(["rolecall_decision", "rolecall_finding", "rolecall_run", "rolecall_person", "rolecall_item"] as const),
  ...(["rolecall_name", "rolecall_settled", "rolecall_profile", "rolecall_feature", "rolecall_note"] as const),
  ...(["rolecall_listed", "rolecall_account", "rolecall_published"] as const),
] satisfies readonly TableName[];

export type StoreDatabase = Kysely<StoreTables>;

/** Every table of the store has this prefix: other tables are not the store's. */
export const TABLE_PREFIX = "rolecall_";

/** Longest id in characters that MySQL's indexes hold: 3,072 bytes are the limit, a character may have four. */
export const KEY_LENGTH = 512;

/** Longest name or parent reference in characters; longer ones are shortened by `toName`. */
export const NAME_LENGTH = 100;

/** Judged: what is remembered holds. Open: to be settled and judged. Hidden: the last run could not read whether it is still there. */
export const ITEM_STATE = { judged: 0, open: 1, hidden: 2 } as const;

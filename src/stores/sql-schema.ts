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
  /** Only ever added to. `subject` is the id of what was decided on: a finding, an item or, for an undo, a decision. */
  rolecall_decision: { id: string; at: string; kind: string; subject: string; data: string };
}

export type TableName = keyof StoreTables;
export type StoreDatabase = Kysely<StoreTables>;

/** Every table of the store has this prefix: other tables are not the store's. */
export const TABLE_PREFIX = "rolecall_";

/** Longest id in characters that MySQL's indexes hold: 3,072 bytes are the limit, a character may have four. */
export const KEY_LENGTH = 512;

import type { Level, Person, Tracker } from "#core/model";

/** What one row or element of a file says, in our words but not yet completed: identity, level and status are settled in one place. */
export interface ItemDraft {
  tracker: Tracker;
  /** Immutable id of the source; left out where it has none. */
  id?: string | undefined;
  key?: string | undefined;
  /** Id and key are only the row's number. */
  isNumbered?: boolean;
  title: string;
  description: string;
  url?: string | undefined;
  /** Address of the tracker as the source shows it; the policy's own wins. */
  siteUrl?: string | undefined;
  /** Key of the space or team where it differs from its name. */
  scopeKey?: string | undefined;
  scopeName?: string | undefined;
  type: string | null;
  /** Only where the source tells it. */
  level?: Level | undefined;
  labels: readonly string[];
  components: readonly string[];
  status: string;
  /** The category, or the source's own word for it. */
  category?: string | undefined;
  /** The source says that the work is over: a resolution, a date of completion or cancellation. */
  isResolved: boolean;
  isArchived: boolean;
  priority?: string | undefined;
  estimate?: number | undefined;
  sprint?: string | undefined;
  dueDate?: string | undefined;
  parent?: string | undefined;
  people: Readonly<Record<string, Person>>;
  created?: string | undefined;
  updated?: string | undefined;
}

/** Why a row cannot become an item. */
export interface RowProblem {
  field?: string;
  problem: string;
  remedy: string;
}

export const isProblem = (result: ItemDraft | RowProblem): result is RowProblem => "problem" in result;

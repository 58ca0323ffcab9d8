/** A piece of a backlog as every tracker has it, in one vocabulary. Field names of the trackers end at the adapters. */

/** What a work item is about: why, for whom and over which horizon (strategic), or what exactly and how (tactical). */
export type Focus = "strategic" | "tactical" | "unclear";

/** The two foci a verdict can decide for; `unclear` is the answer "not enough evidence". */
export type DecidedFocus = Exclude<Focus, "unclear">;

/** Position in the hierarchy, highest first. A Jira level above epic and a Linear initiative are both `initiative`. */
export type Level = "initiative" | "epic" | "story" | "subtask";

export const LEVELS: readonly Level[] = ["initiative", "epic", "story", "subtask"];

/** `both` wears the two hats; `other` is neither (an engineer, a designer). Nobody's absence of a role is `other`. */
export type Role = "product-manager" | "product-owner" | "both" | "other";

/** The roles that can be accountable for work. */
export type ProductRole = "product-manager" | "product-owner";

export type StatusCategory = "todo" | "in-progress" | "done";

/** Someone named on a work item, as the tracker tells it. */
export interface Person {
  /** Account id if the tracker gave one, else e-mail, else display name: what the role directory is asked with. */
  id: string;
  /** Of a person who was remembered: hashes of the names that the tracker gave, by which the role directory knows them instead. */
  keys?: readonly string[];
  name?: string;
  email?: string;
  /** The tracker's own job title, where it has one (Linear). */
  title?: string;
  /** Apps and agents own nothing: they are never audited. */
  isApp?: boolean;
  /** `false` when the tracker says the account is deactivated. */
  isActive?: boolean;
}

/** A Jira space or a Linear team: the unit whose roles and balance are judged together. */
export interface Scope {
  id: string;
  name: string;
}

/** Key of the space or team, which stands behind the last colon of its id; an id without one is its key. */
export const keyOfScope = (id: string): string => id.slice(id.lastIndexOf(":") + 1);

/** Key of the Jira space in which a key was given: `PAY` of `PAY-12`. */
export const spaceOfKey = (key: string): string => key.replace(/-\d+$/, "");

export type Tracker = "jira" | "linear" | "file";

export interface WorkItem {
  /** Stable across renames: `tracker:workspace:immutable id`, for example `jira:acme:10023`. */
  id: string;
  /** What people call it, for example `PAY-12`. Not an identity: keys change when an item moves. */
  key: string;
  /** Keys and ids it is or was also known by; a parent reference may use any of them. */
  aliases?: readonly string[];
  tracker: Tracker;
  url?: string;
  scope: Scope;
  /** The tracker's own type name; null when the source has none. Its absence says nothing about the focus. */
  type: string | null;
  /** Where the source does not tell, the adapter infers it from the type and says `levelIsInferred`. */
  level: Level;
  levelIsInferred?: boolean;
  title: string;
  /** Plain text or the tracker's own markup. Dropped after classification. */
  description: string;
  labels: readonly string[];
  components: readonly string[];
  status: { name: string; category: StatusCategory };
  isArchived?: boolean;
  priority?: string;
  /** Story points or the tracker's estimate scale. */
  estimate?: number;
  sprint?: string;
  /** ISO 8601 date. */
  dueDate?: string;
  /** Any alias of the parent item. */
  parent?: string;
  /** Key of the item in another tracker of which this one is a copy that the trackers keep in step. */
  copyOf?: string;
  /** Every person field the source has, by its canonical or configured name: `assignee`, `reporter`, `Product owner`. */
  people: Readonly<Record<string, Person | undefined>>;
  /** ISO 8601, UTC where the source tells the zone. */
  created?: string;
  updated?: string;
}

/** What is kept of an item once it is classified: everything but the prose. */
export type ItemSummary = Omit<WorkItem, "description">;

export function summarizeItem(item: WorkItem): ItemSummary {
  const { description: _prose, ...summary } = item;
  return summary;
}

/** Every name a parent reference, an override or a person may use for an item. */
export const namesOfItem = (item: Pick<WorkItem, "id" | "key" | "aliases">): string[] => [
  item.id,
  item.key,
  ...(item.aliases ?? []),
];

const rank: Record<Level, number> = { initiative: 3, epic: 2, story: 1, subtask: 0 };

export function isAtLeast(level: Level, floor: Level): boolean {
  return rank[level] >= rank[floor];
}

/** An account of the site. */
export interface SiteUser {
  accountId: string;
  accountType: "atlassian" | "app";
  displayName: string;
  /** Missing when the person hides it, as most do. */
  emailAddress?: string;
  active: boolean;
}

/** A group of accounts. */
export interface SiteGroup {
  groupId: string;
  name: string;
  /** Account ids. */
  members: string[];
}

/** Who has a role: a person by account id, or a group by id. */
export type SiteActor = { user: string } | { group: string };

/** A role in one project with its actors. */
export interface SiteRole {
  id: number;
  name: string;
  actors: SiteActor[];
}

/** A project ("space") of the site. */
export interface SiteProject {
  id: number;
  key: string;
  name: string;
  /** Account id. */
  lead: string;
  isArchived: boolean;
  /** Whether the account that asks may browse it. */
  isVisible: boolean;
  roles: SiteRole[];
}

/** A component of a project. */
export interface SiteComponent {
  id: number;
  project: string;
  name: string;
  description: string;
  /** Account id. */
  lead: string | null;
}

/** An issue type; `level` is Jira's `hierarchyLevel`. */
export interface SiteType {
  id: number;
  name: string;
  level: number;
}

/** A status with the key of its category. */
export interface SiteStatus {
  id: number;
  name: string;
  category: "new" | "indeterminate" | "done";
}

/** A sprint of the one board. */
export interface SiteSprint {
  id: number;
  name: string;
  state: "closed" | "active" | "future";
}

/** A saved search. */
export interface SiteFilter {
  id: number;
  name: string;
  jql: string;
  /** Account id. */
  owner: string;
}

/** An issue as the site keeps it; its JSON is made when it is asked for. People are account ids, times epoch milliseconds. */
export interface SiteIssue {
  id: number;
  project: string;
  number: number;
  type: string;
  status: string;
  summary: string;
  /** Plain text; answers carry it as an Atlassian document. */
  description: string | null;
  labels: string[];
  /** Ids of components. */
  components: number[];
  priority: string | null;
  duedate: string | null;
  parent: number | null;
  assignee: string | null;
  reporter: string | null;
  creator: string;
  created: number;
  updated: number;
  rank: number;
  points: number | null;
  /** Ids of sprints. */
  sprints: number[];
  productOwner: string | null;
  /** Issue security hides it from the account that asks. */
  isSecret: boolean;
}

/** What of an issue can be sorted by. */
export type SortKey = Pick<SiteIssue, "id" | "project" | "number" | "created" | "updated" | "rank">;

export const ISSUE_TYPES: readonly SiteType[] = [
  { id: 10_000, name: "Initiative", level: 2 },
  { id: 10_001, name: "Epic", level: 1 },
  { id: 10_002, name: "Story", level: 0 },
  { id: 10_003, name: "Task", level: 0 },
  { id: 10_004, name: "Bug", level: 0 },
  { id: 10_005, name: "Sub-task", level: -1 },
];

export const STATUSES: readonly SiteStatus[] = [
  { id: 1, name: "To Do", category: "new" },
  { id: 3, name: "In Progress", category: "indeterminate" },
  { id: 4, name: "In Review", category: "indeterminate" },
  { id: 10_010, name: "Done", category: "done" },
];

/** Jira's own status categories by key. */
export const CATEGORIES = {
  new: { id: 2, key: "new", name: "To Do", colorName: "blue-gray" },
  indeterminate: { id: 4, key: "indeterminate", name: "In Progress", colorName: "yellow" },
  done: { id: 3, key: "done", name: "Done", colorName: "green" },
} as const;

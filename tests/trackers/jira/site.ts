import { fillSite } from "./generate";
import {
  ISSUE_TYPES,
  STATUSES,
  type SiteComponent,
  type SiteFilter,
  type SiteGroup,
  type SiteIssue,
  type SiteProject,
  type SiteSprint,
  type SiteStatus,
  type SiteType,
  type SiteUser,
} from "./model";

export type * from "./model";

/** Noon of a Monday: where the clock of a site starts unless a test says otherwise. */
export const SITE_START = Date.UTC(2026, 10, 23, 12);

/** What a new issue needs; the rest has defaults. */
export type NewIssue = Pick<SiteIssue, "project" | "summary"> & Partial<SiteIssue>;

/** What keeps an order of all issues: told before an issue changes or goes, and after it has come or changed. */
export interface IssueListener {
  removing(issue: SiteIssue): void;
  added(issue: SiteIssue): void;
}

/** What an account may do that is not the site's own. */
export interface SiteViewer {
  permissions: Set<string>;
  /** Keys of projects that it may not browse. */
  hiddenProjects: Set<string>;
  /** Ids of issues that issue security hides from it. */
  hiddenIssues: Set<number>;
}

/** A comment on an issue; `body` is an Atlassian document. */
export interface SiteComment {
  id: number;
  issue: number;
  author: string;
  body: unknown;
  created: number;
}

/** A site in memory that tests change while a client reads it. */
export class JiraSite {
  /** The clock of the server, once there is one. */
  now: () => number;
  readonly projects = new Map<string, SiteProject>();
  readonly issues = new Map<number, SiteIssue>();
  readonly users = new Map<string, SiteUser>();
  /** By id. */
  readonly groups = new Map<string, SiteGroup>();
  readonly components = new Map<number, SiteComponent>();
  readonly sprints = new Map<number, SiteSprint>();
  readonly filters = new Map<number, SiteFilter>();
  readonly types: SiteType[] = [...ISSUE_TYPES];
  readonly statuses: SiteStatus[] = [...STATUSES];
  /** Account id of the account that asks, unless another does. */
  account = "";
  /** What the account that asks may do. */
  readonly permissions = new Set([
    ...["BROWSE_PROJECTS", "ADMINISTER_PROJECTS", "ADMINISTER", "USER_PICKER"],
    ...["EDIT_ISSUES", "CREATE_ISSUES", "ASSIGN_ISSUES", "ASSIGNABLE_USER", "ADD_COMMENTS"],
  ]);
  readonly listeners: IssueListener[] = [];
  /** Accounts with rights of their own; all others have those of the site. */
  readonly viewers = new Map<string, SiteViewer>();
  /** Entity properties of issues: values by key, by the id of the issue. */
  readonly properties = new Map<number, Map<string, unknown>>();
  readonly comments: SiteComment[] = [];
  #asker: string | undefined;
  /** Also by the keys an issue had before it was moved. */
  readonly #byKey = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  #lastId = 10_000;

  constructor(start = SITE_START) {
    this.now = () => start;
  }

  /** A project with three roles that nobody has; give `roles` for others. */
  addProject(project: Pick<SiteProject, "key" | "name" | "lead"> & Partial<SiteProject>): SiteProject {
    const roles = ["Administrators", "Developers", "Product owners"].map((name, at) => ({
      id: 10_002 + at,
      name,
      actors: [],
    }));
    const added = { id: 10_000 + this.projects.size, isArchived: false, isVisible: true, roles, ...project };
    this.projects.set(added.key, added);
    return added;
  }

  setProjectVisible(key: string, isVisible: boolean): void {
    this.project(key).isVisible = isVisible;
  }

  archiveProject(key: string, isArchived = true): void {
    this.project(key).isArchived = isArchived;
  }

  /** Account id of who asks now. */
  get asker(): string {
    return this.#asker ?? this.account;
  }

  /** Runs `act` as what one account asks for. It must not wait: others ask in the meantime. */
  as<T>(accountId: string | undefined, act: () => T): T {
    const before = this.#asker;
    this.#asker = accountId;
    try {
      return act();
    } finally {
      this.#asker = before;
    }
  }

  /** Whether the account that asks has a permission on the site, or in one of its projects. */
  may(permission: string): boolean {
    return (this.viewers.get(this.asker)?.permissions ?? this.permissions).has(permission);
  }

  /** Whether the account that asks may browse a project. */
  sees({ key, isVisible }: Pick<SiteProject, "key" | "isVisible">): boolean {
    return isVisible && !this.viewers.get(this.asker)?.hiddenProjects.has(key);
  }

  /** The project with a key; throws when there is none. */
  project(key: string): SiteProject {
    const found = this.projects.get(key);
    if (!found) throw new Error(`The site has no project ${key}.`);
    return found;
  }

  /** A new issue, by default a Story to do, created now. */
  addIssue(issue: NewIssue): SiteIssue {
    this.project(issue.project);
    const now = this.now();
    const id = issue.id ?? this.#lastId + 1;
    const added: SiteIssue = {
      ...{ id, number: this.#nextNumber(issue.project), type: "Story", status: "To Do", description: null },
      ...{ labels: [], components: [], priority: "Medium", duedate: null, parent: null, assignee: null },
      ...{ reporter: this.account, creator: this.account, created: now, updated: issue.created ?? now, rank: id },
      ...{ points: null, sprints: [], productOwner: null, isSecret: false },
      ...issue,
    };
    if (this.issues.has(id)) throw new Error(`The site has an issue ${id} already.`);
    this.#lastId = Math.max(this.#lastId, id);
    this.#numbers.set(added.project, Math.max(this.#numbers.get(added.project) ?? 0, added.number));
    this.issues.set(id, added);
    this.#byKey.set(keyOf(added), id);
    for (const listener of this.listeners) listener.added(added);
    return added;
  }

  /** Changes an issue and stamps it with the clock of the server, unless the patch has another `updated`. */
  editIssue(id: number, patch: Partial<Omit<SiteIssue, "id" | "project" | "number">>): SiteIssue {
    return this.#change(id, { updated: this.now(), ...patch });
  }

  /** Moves an issue to another project: it gets a new key, and is still found by the old one. */
  moveIssue(id: number, project: string): SiteIssue {
    this.project(project);
    const moved = this.#change(id, { project, number: this.#nextNumber(project), updated: this.now(), components: [] });
    this.#byKey.set(keyOf(moved), id);
    return moved;
  }

  /** Deletes an issue with its sub-tasks; other children lose their parent and keep their `updated`, as in Jira. */
  deleteIssue(id: number): void {
    const issue = this.issue(id);
    for (const child of [...this.issues.values()].filter(({ parent }) => parent === id)) {
      if (this.levelOf(child) < 0) this.deleteIssue(child.id);
      else this.#change(child.id, { parent: null });
    }
    for (const listener of this.listeners) listener.removing(issue);
    this.issues.delete(id);
    this.properties.delete(id);
  }

  /** The issue with an id; throws when there is none. */
  issue(id: number): SiteIssue {
    const found = this.issues.get(id);
    if (!found) throw new Error(`The site has no issue ${id}.`);
    return found;
  }

  /** The issue with an id or a key, also one it had before a move; only if the account that asks may see it. */
  findVisible(idOrKey: string): SiteIssue | undefined {
    const id = /^\d+$/.test(idOrKey) ? Number(idOrKey) : this.#byKey.get(idOrKey.toUpperCase());
    const issue = id === undefined ? undefined : this.issues.get(id);
    return issue && this.isVisible(issue) ? issue : undefined;
  }

  /** Whether the account that asks may see an issue. */
  isVisible(issue: SiteIssue): boolean {
    const project = this.projects.get(issue.project);
    if (issue.isSecret || !project || !this.sees(project)) return false;
    return !this.viewers.get(this.asker)?.hiddenIssues.has(issue.id);
  }

  /** Jira's `hierarchyLevel` of an issue. */
  levelOf(issue: SiteIssue): number {
    return this.types.find(({ name }) => name === issue.type)?.level ?? 0;
  }

  #nextNumber(project: string): number {
    return (this.#numbers.get(project) ?? 0) + 1;
  }

  #change(id: number, patch: Partial<SiteIssue>): SiteIssue {
    const issue = this.issue(id);
    for (const listener of this.listeners) listener.removing(issue);
    Object.assign(issue, patch);
    this.#numbers.set(issue.project, Math.max(this.#numbers.get(issue.project) ?? 0, issue.number));
    for (const listener of this.listeners) listener.added(issue);
    return issue;
  }
}

/** The key of an issue: `PAY-12`. */
export const keyOf = (issue: Pick<SiteIssue, "project" | "number">): string => `${issue.project}-${issue.number}`;

/** How a generated site is to be; the same options give the same site. */
export interface SiteOptions {
  issues: number;
  seed?: number;
  /** Keys and names of the projects; five by default. */
  projects?: readonly (readonly [key: string, name: string])[];
  /** Where the clock starts; the issues were created in the two years before. */
  clock?: number;
}

/** A site with a mixed backlog: initiatives, epics below them, stories, tasks and bugs below those, and sub-tasks. */
export function createJiraSite(options: SiteOptions): JiraSite {
  const clock = options.clock ?? SITE_START;
  const site = new JiraSite(clock);
  fillSite(site, { seed: 1, ...options, clock });
  return site;
}

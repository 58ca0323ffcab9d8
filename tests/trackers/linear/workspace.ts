import type {
  Cycle,
  Entity,
  Initiative,
  Issue,
  Label,
  Organization,
  Project,
  ProjectMilestone,
  ProjectStatus,
  Team,
  User,
  WorkflowState,
} from "./entities";

/** The lists a workspace keeps, by the name of their GraphQL type. */
export interface Lists {
  User: User[];
  Team: Team[];
  WorkflowState: WorkflowState[];
  IssueLabel: Label[];
  ProjectLabel: Label[];
  InitiativeLabel: Label[];
  ProjectStatus: ProjectStatus[];
  Project: Project[];
  ProjectMilestone: ProjectMilestone[];
  Initiative: Initiative[];
  Cycle: Cycle[];
  Issue: Issue[];
}

/** A workspace in memory which tests change while the server answers from it. */
export class LinearWorkspace {
  /** The server's clock, in epoch milliseconds. */
  now: number;
  /** Rises with every change, so that what was computed before is not used again. */
  version = 0;
  readonly organization: Organization;
  readonly lists: Lists = {
    User: [],
    Team: [],
    WorkflowState: [],
    IssueLabel: [],
    ProjectLabel: [],
    InitiativeLabel: [],
    ProjectStatus: [],
    Project: [],
    ProjectMilestone: [],
    Initiative: [],
    Cycle: [],
    Issue: [],
  };
  readonly #byId = new Map<string, Entity>();
  #serial = 0;

  constructor(now: number) {
    this.now = now;
    const times = { createdAt: now - 3 * 365 * 86_400_000, updatedAt: now, archivedAt: null };
    this.organization = { kind: "Organization", id: this.newId(), ...times, name: "Acme", urlKey: "acme" };
  }

  /** A deterministic UUID; scrambled, so that ids say nothing about the order of creation. */
  newId(): string {
    const serial = ++this.#serial;
    const hex = (Math.imul(serial, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
    return `${hex}-0000-4000-8000-${serial.toString(16).padStart(12, "0")}`;
  }

  /** Takes a record up as it is; the operations below fill in what is left out. */
  put<K extends keyof Lists>(
    kind: K,
    record: Omit<Lists[K][number], keyof Entity> & Partial<Entity>,
  ): Lists[K][number] {
    const { id = this.newId(), createdAt = this.now, updatedAt = createdAt, archivedAt = null } = record;
    const entity = { ...record, kind, id, createdAt, updatedAt, archivedAt };
    const list: Entity[] = this.lists[kind];
    list.push(entity);
    this.#byId.set(id, entity);
    this.version++;
    return entity as unknown as Lists[K][number];
  }

  find(id: string): Entity | undefined {
    return this.#byId.get(id);
  }

  team(key: string): Team {
    return found(this.lists.Team, (team) => team.key === key, `team ${key}`);
  }

  user(name: string): User {
    return found(this.lists.User, (user) => user.name === name, `user ${name}`);
  }

  state(team: Team, type: string): WorkflowState {
    return found(this.lists.WorkflowState, (state) => state.team === team && state.type === type, `state ${type}`);
  }

  issue(idOrIdentifier: string): Issue {
    const entity = this.#byId.get(idOrIdentifier);
    if (entity?.kind === "Issue") return entity as Issue;
    return found(this.lists.Issue, (issue) => issue.identifier === idOrIdentifier, `issue ${idOrIdentifier}`);
  }

  /** Adds an issue to the team `ENG` unless another one is named. */
  addIssue(given: Partial<Issue> = {}): Issue {
    const team = given.team ?? this.team("ENG");
    const number = given.number ?? this.#nextNumber(team);
    return this.put("Issue", {
      number,
      identifier: `${team.key}-${number}`,
      previousIdentifiers: [],
      title: `Issue ${number}`,
      description: null,
      team,
      state: given.state ?? this.state(team, "backlog"),
      assignee: null,
      creator: null,
      delegate: null,
      project: null,
      projectMilestone: null,
      cycle: null,
      parent: null,
      labels: [],
      estimate: null,
      priority: 0,
      dueDate: null,
      trashed: null,
      completedAt: null,
      canceledAt: null,
      jira: null,
      ...given,
    });
  }

  editIssue(id: string, patch: Partial<Issue>): Issue {
    return this.#edit(this.issue(id), patch);
  }

  deleteIssue(id: string): void {
    const issue = this.issue(id);
    this.lists.Issue.splice(this.lists.Issue.indexOf(issue), 1);
    this.#byId.delete(issue.id);
    this.version++;
  }

  moveIssue(id: string, key: string): Issue {
    const issue = this.issue(id);
    const team = this.team(key);
    const number = this.#nextNumber(team);
    return this.#edit(issue, {
      team,
      number,
      identifier: `${key}-${number}`,
      previousIdentifiers: [...issue.previousIdentifiers, issue.identifier],
      state: this.state(team, issue.state.type),
      cycle: null,
    });
  }

  archiveIssue(id: string): Issue {
    return this.#edit(this.issue(id), { archivedAt: this.now });
  }

  /** A team which is not visible takes its issues, states, cycles and projects with it. */
  setTeamVisible(key: string, visible: boolean): void {
    this.team(key).isVisible = visible;
    this.version++;
  }

  addProject(given: Partial<Project> & { name: string }): Project {
    const slugId = given.slugId ?? this.newId().slice(0, 8);
    return this.put("Project", {
      identifier: null,
      slugId,
      description: "",
      content: null,
      lead: null,
      creator: null,
      status: given.status ?? found(this.lists.ProjectStatus, () => true, "project status"),
      labels: [],
      teams: [this.team("ENG")],
      initiatives: [],
      targetDate: null,
      priority: 0,
      url: `https://linear.app/acme/project/${slugId}`,
      ...given,
    });
  }

  editProject(id: string, patch: Partial<Project>): Project {
    return this.#edit(
      found(this.lists.Project, (project) => project.id === id, `project ${id}`),
      patch,
    );
  }

  editInitiative(id: string, patch: Partial<Initiative>): Initiative {
    return this.#edit(
      found(this.lists.Initiative, (initiative) => initiative.id === id, `initiative ${id}`),
      patch,
    );
  }

  /** Whether an answer may hold the record: it exists, and some team shows it. */
  isVisible(entity: Entity): boolean {
    if (entity.kind !== "Organization" && !this.#byId.has(entity.id)) return false;
    switch (entity.kind) {
      case "Team":
        return (entity as Team).isVisible;
      case "Issue":
        return (entity as Issue).team.isVisible;
      case "WorkflowState":
      case "Cycle":
        return (entity as Cycle).team.isVisible;
      case "IssueLabel":
        return (entity as Label).team?.isVisible ?? true;
      case "Project":
        return hasVisibleTeam(entity as Project);
      case "ProjectMilestone":
        return hasVisibleTeam((entity as ProjectMilestone).project);
      default:
        return true;
    }
  }

  #edit<T extends Entity>(entity: T, patch: Partial<T>): T {
    Object.assign(entity, { updatedAt: this.now }, patch);
    this.version++;
    return entity;
  }

  readonly #numbers = new Map<Team, number>();

  #nextNumber(team: Team): number {
    const number = (this.#numbers.get(team) ?? 0) + 1;
    this.#numbers.set(team, number);
    return number;
  }
}

function hasVisibleTeam(project: Project): boolean {
  return project.teams.length === 0 || project.teams.some((team) => team.isVisible);
}

function found<T>(list: readonly T[], matches: (entry: T) => boolean, what: string): T {
  const entry = list.find(matches);
  if (entry === undefined) throw new Error(`The workspace has no ${what}`);
  return entry;
}

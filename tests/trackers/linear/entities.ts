/** What every record of the emulated workspace has; times are epoch milliseconds. */
export interface Entity {
  kind: string;
  id: string;
  createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
}

export interface Organization extends Entity {
  name: string;
  urlKey: string;
}

export interface User extends Entity {
  name: string;
  displayName: string;
  email: string;
  title: string | null;
  active: boolean;
  app: boolean;
  guest: boolean;
}

export interface Team extends Entity {
  key: string;
  name: string;
  isVisible: boolean;
  members: User[];
  issueEstimationType: string;
}

export interface WorkflowState extends Entity {
  name: string;
  type: string;
  position: number;
  team: Team;
}

export interface Label extends Entity {
  name: string;
  isGroup: boolean;
  parent: Label | null;
  team: Team | null;
}

export interface ProjectStatus extends Entity {
  name: string;
  type: string;
  position: number;
}

export interface Initiative extends Entity {
  name: string;
  description: string | null;
  owner: User | null;
  creator: User | null;
  status: string;
  labels: Label[];
  priority: number;
  targetDate: string | null;
  parentInitiative: Initiative | null;
  url: string;
}

export interface Project extends Entity {
  name: string;
  identifier: string | null;
  slugId: string;
  description: string;
  content: string | null;
  lead: User | null;
  creator: User | null;
  status: ProjectStatus;
  labels: Label[];
  teams: Team[];
  initiatives: Initiative[];
  targetDate: string | null;
  priority: number;
  url: string;
}

export interface ProjectMilestone extends Entity {
  name: string;
  description: string | null;
  project: Project;
  targetDate: string | null;
}

export interface Cycle extends Entity {
  name: string | null;
  number: number;
  team: Team;
  startsAt: number;
  endsAt: number;
}

/** A link from an issue to its Jira counterpart. */
export interface JiraSync {
  id: string;
  issueKey: string;
  projectId?: string;
  issueTypeId?: string;
}

export interface Issue extends Entity {
  number: number;
  identifier: string;
  previousIdentifiers: string[];
  title: string;
  description: string | null;
  team: Team;
  state: WorkflowState;
  assignee: User | null;
  creator: User | null;
  delegate: User | null;
  project: Project | null;
  projectMilestone: ProjectMilestone | null;
  cycle: Cycle | null;
  parent: Issue | null;
  labels: Label[];
  estimate: number | null;
  priority: number;
  dueDate: string | null;
  trashed: boolean | null;
  completedAt: number | null;
  canceledAt: number | null;
  jira: JiraSync[] | null;
}

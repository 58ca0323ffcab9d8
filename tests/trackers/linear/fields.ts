import type { Cycle, Entity, Initiative, Issue, Label, Project, Team, User, WorkflowState } from "./entities";
import { Unmodelled } from "./refusal";
import type { LinearWorkspace, Lists } from "./workspace";

type Read = (workspace: LinearWorkspace, record: never) => unknown;

const PRIORITIES = ["No priority", "Urgent", "High", "Medium", "Low"];

/** The issues which have the record in the named member, found by one walk per version of the workspace. */
function issuesBy(workspace: LinearWorkspace, member: keyof Issue, record: Entity): Issue[] {
  let known = indexes.get(workspace);
  if (known?.version !== workspace.version) {
    known = { version: workspace.version, by: new Map() };
    indexes.set(workspace, known);
  }
  let index = known.by.get(member);
  if (index === undefined) {
    index = new Map<unknown, Issue[]>();
    for (const issue of workspace.lists.Issue) {
      const key = issue[member];
      const list = index.get(key);
      if (list === undefined) index.set(key, [issue]);
      else list.push(issue);
    }
    known.by.set(member, index);
  }
  return index.get(record) ?? [];
}

const indexes = new WeakMap<LinearWorkspace, { version: number; by: Map<keyof Issue, Map<unknown, Issue[]>> }>();

const labelIds: Read = (_, record: { labels: Label[] }) => record.labels.map((label) => label.id);
const escapedName: Read = (_, record: { name: string }) => escapeHtml(record.name);

function viewerOf(workspace: LinearWorkspace): User | undefined {
  return workspace.lists.User[0];
}

const LABEL: Record<string, Read> = { name: escapedName, children: (w, label: Label) => childrenOf(w, label) };

function childrenOf(workspace: LinearWorkspace, label: Label): Label[] {
  return workspace.lists[label.kind as "IssueLabel"].filter((other) => other.parent === label);
}

const READS: Record<string, Record<string, Read>> = {
  Organization: {
    teams: (w) => w.lists.Team,
    users: (w) => w.lists.User,
    projectStatuses: (w) => w.lists.ProjectStatus,
    labels: (w) => w.lists.IssueLabel.filter((label) => label.team === null),
  },
  User: {
    name: escapedName,
    isMe: (w, user: User) => user === viewerOf(w),
    isAssignable: (_, user: User) => user.active,
    teams: (w, user: User) => w.lists.Team.filter((team) => team.members.includes(user)),
    assignedIssues: (w, user: User) => issuesBy(w, "assignee", user),
    createdIssues: (w, user: User) => issuesBy(w, "creator", user),
    delegatedIssues: (w, user: User) => issuesBy(w, "delegate", user),
    organization: (w) => w.organization,
  },
  Team: {
    name: escapedName,
    displayName: escapedName,
    organization: (w) => w.organization,
    issues: (w, team: Team) => issuesBy(w, "team", team),
    projects: (w, team: Team) => w.lists.Project.filter((project) => project.teams.includes(team)),
    states: (w, team: Team) => w.lists.WorkflowState.filter((state) => state.team === team),
    cycles: (w, team: Team) => w.lists.Cycle.filter((cycle) => cycle.team === team),
    labels: (w, team: Team) => w.lists.IssueLabel.filter((label) => label.team === team),
    visibility: () => "public",
    issueCount: (w, team: Team) => w.lists.Issue.filter((issue) => issue.team === team).length,
  },
  WorkflowState: { issues: (w, state: WorkflowState) => issuesBy(w, "state", state) },
  IssueLabel: { ...LABEL, issues: (w, label: Label) => w.lists.Issue.filter((issue) => issue.labels.includes(label)) },
  ProjectLabel: { ...LABEL, projects: (w, label: Label) => w.lists.Project.filter((p) => p.labels.includes(label)) },
  InitiativeLabel: LABEL,
  Project: {
    name: escapedName,
    labelIds,
    state: (_, project: Project) => project.status.type,
    priorityLabel: (_, project: Project) => PRIORITIES[project.priority],
    issues: (w, project: Project) => issuesBy(w, "project", project),
    projectMilestones: (w, project: Project) => w.lists.ProjectMilestone.filter((m) => m.project === project),
  },
  ProjectMilestone: { issues: (w, milestone: Entity) => issuesBy(w, "projectMilestone", milestone) },
  Initiative: {
    labelIds,
    organization: (w) => w.organization,
    projects: (w, initiative: Initiative) => w.lists.Project.filter((p) => p.initiatives.includes(initiative)),
    subInitiatives: (w, initiative: Initiative) =>
      w.lists.Initiative.filter((other) => other.parentInitiative === initiative),
  },
  Cycle: {
    issues: (w, cycle: Cycle) => issuesBy(w, "cycle", cycle),
    isActive: (w, cycle: Cycle) => cycle.startsAt <= w.now && w.now < cycle.endsAt,
    isPast: (w, cycle: Cycle) => cycle.endsAt <= w.now,
    isFuture: (w, cycle: Cycle) => cycle.startsAt > w.now,
  },
  Issue: {
    labelIds,
    url: (_, issue: Issue) => `https://linear.app/acme/issue/${issue.identifier}`,
    branchName: (_, issue: Issue) => issue.identifier.toLowerCase(),
    priorityLabel: (_, issue: Issue) => PRIORITIES[issue.priority],
    children: (w, issue: Issue) => issuesBy(w, "parent", issue),
    syncedWith: (_, issue: Issue) =>
      issue.jira?.map(({ id, ...metadata }) => {
        return { id, service: "jira", metadata: { __typename: "ExternalEntityInfoJiraMetadata", ...metadata } };
      }) ?? null,
  },
};

/** The root lists, by the name of the field that answers them. */
export const ROOT_LISTS: Record<string, keyof Lists> = {
  users: "User",
  teams: "Team",
  workflowStates: "WorkflowState",
  issueLabels: "IssueLabel",
  projectLabels: "ProjectLabel",
  initiativeLabels: "InitiativeLabel",
  projectStatuses: "ProjectStatus",
  projects: "Project",
  projectMilestones: "ProjectMilestone",
  initiatives: "Initiative",
  cycles: "Cycle",
  issues: "Issue",
};

/** Reads a modelled field of a record; `undefined` where the data set has nothing under that name. */
export function readField(workspace: LinearWorkspace, type: string, record: object, name: string): unknown {
  const read = READS[type]?.[name];
  if (read !== undefined) return read(workspace, record as never);
  return name in record ? (record as Record<string, unknown>)[name] : undefined;
}

/** Reads what a filter asks for; only the plain, unescaped text is compared. */
export function readForFilter(workspace: LinearWorkspace, type: string, record: object, name: string): unknown {
  const value = name === "name" ? (record as { name?: unknown }).name : readField(workspace, type, record, name);
  if (value === undefined) throw new Unmodelled(`the filter member ${type}.${name}`);
  return value;
}

/** The user whose key the server accepts. */
export function viewer(workspace: LinearWorkspace): User {
  const user = viewerOf(workspace);
  if (user === undefined) throw new Unmodelled("a workspace without users");
  return user;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

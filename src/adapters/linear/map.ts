import { decodeHTML } from "entities";
import { z } from "zod";
import type { Entity } from "#adapters/linear/documents";
import type { Person, Scope, StatusCategory, WorkItem } from "#core/model";

/** What holds for every item of a workspace. */
export interface LinearSite {
  /** Part of every item id. */
  workspace: string;
  name: string;
  /** Names of labels by their ids. */
  labels: ReadonlyMap<string, string>;
}

const text = z.string().transform((value) => decodeHTML(value));
/** A person as the documents ask for one. */
export const user = z.object({
  id: z.string(),
  name: text,
  email: z.string().nullish(),
  title: text.nullish(),
  app: z.boolean().nullish(),
  active: z.boolean().nullish(),
});
const team = z.object({ key: z.string(), name: text });
const common = {
  id: z.string(),
  previousIdentifiers: z.array(z.string()).nullish(),
  description: z.string().nullish(),
  priority: z.number().nullish(),
  url: z.string().nullish(),
  labelIds: z.array(z.string()).nullish(),
  createdAt: z.string(),
  updatedAt: z.string(),
  archivedAt: z.string().nullish(),
  trashed: z.boolean().nullish(),
  creator: user.nullish(),
};
const planned = {
  ...common,
  identifier: z.string().nullish(),
  slugId: z.string(),
  name: text,
  content: z.string().nullish(),
  targetDate: z.string().nullish(),
};
const initiative = z.object({
  ...planned,
  status: z.string(),
  owner: user.nullish(),
  parentInitiative: z.object({ id: z.string() }).nullish(),
});
const project = z.object({
  ...planned,
  status: z.object({ name: text, type: z.string() }),
  lead: user.nullish(),
  teams: z.object({ nodes: z.array(team) }),
  initiatives: z.object({ nodes: z.array(z.object({ id: z.string() })) }).nullish(),
});
const issue = z.object({
  ...common,
  identifier: z.string(),
  title: text,
  estimate: z.number().nullish(),
  dueDate: z.string().nullish(),
  state: z.object({ name: text, type: z.string() }),
  team,
  assignee: user.nullish(),
  project: z.object({ id: z.string(), lead: user.nullish() }).nullish(),
  parent: z.object({ id: z.string() }).nullish(),
  cycle: z.object({ name: text.nullish(), number: z.number() }).nullish(),
  projectMilestone: z.object({ targetDate: z.string().nullish() }).nullish(),
  syncedWith: z
    .array(z.object({ service: z.string(), metadata: z.object({ issueKey: z.string().nullish() }).nullish() }))
    .nullish(),
});

/** A node of one of the documents as a work item. Throws ZodError for one that is none. */
export function mapNode(entity: Entity, node: unknown, site: LinearSite): WorkItem {
  if (entity === "issues") return mapIssue(issue.parse(node), site);
  return entity === "projects" ? mapProject(project.parse(node), site) : mapInitiative(initiative.parse(node), site);
}

/** Initiatives belong to no team. */
export const workspaceScope = ({ workspace, name }: Pick<LinearSite, "workspace" | "name">): Scope => ({
  id: `linear:${workspace}:${WORKSPACE_SCOPE}`,
  name: `${name} initiatives`,
});

/** In the place of a team's key, which is written in capitals. */
export const WORKSPACE_SCOPE = "initiatives";

const scopeOf = ({ key, name }: z.output<typeof team>, { workspace }: LinearSite): Scope => ({
  id: `linear:${workspace}:${key}`,
  name,
});

const idOf = (id: string, { workspace }: LinearSite): string => `linear:${workspace}:${id}`;

function mapInitiative(node: z.output<typeof initiative>, site: LinearSite): WorkItem {
  return {
    ...mapPlanned(node, site),
    scope: workspaceScope(site),
    level: "initiative",
    status: { name: node.status, category: categoryOf(node.status) },
    ...(node.parentInitiative && { parent: idOf(node.parentInitiative.id, site) }),
    people: peopleOf({ owner: node.owner, creator: node.creator }),
  };
}

function mapProject(node: z.output<typeof project>, site: LinearSite): WorkItem {
  const [first] = node.teams.nodes;
  const [parent] = node.initiatives?.nodes ?? [];
  return {
    ...mapPlanned(node, site),
    scope: first ? scopeOf(first, site) : workspaceScope(site),
    level: "epic",
    status: { name: node.status.name, category: categoryOf(node.status.type) },
    ...(parent && { parent: idOf(parent.id, site) }),
    people: peopleOf({ owner: node.lead, projectLead: node.lead, creator: node.creator }),
  };
}

function mapIssue(node: z.output<typeof issue>, site: LinearSite): WorkItem {
  // A sub-issue is under its parent; any other one under its project.
  const parent = node.parent ?? node.project;
  // Without a date of its own an issue is due with its milestone.
  const dueDate = node.dueDate ?? node.projectMilestone?.targetDate;
  const twin = node.syncedWith?.find(({ service, metadata }) => service === "jira" && metadata?.issueKey);
  return {
    ...mapCommon(node, site),
    key: node.identifier,
    aliases: [node.id, ...(node.previousIdentifiers ?? [])],
    scope: scopeOf(node.team, site),
    level: node.parent ? "subtask" : "story",
    title: node.title,
    description: node.description ?? "",
    status: { name: node.state.name, category: categoryOf(node.state.type) },
    ...(typeof node.estimate === "number" && { estimate: node.estimate }),
    ...(node.cycle && { sprint: node.cycle.name ?? `Cycle ${node.cycle.number}` }),
    ...(dueDate && { dueDate }),
    ...(parent && { parent: idOf(parent.id, site) }),
    ...(twin?.metadata?.issueKey && { copyOf: twin.metadata.issueKey }),
    people: peopleOf({ assignee: node.assignee, creator: node.creator, projectLead: node.project?.lead }),
  };
}

type Planned = z.output<typeof initiative> | z.output<typeof project>;

function mapPlanned(node: Planned, site: LinearSite) {
  return {
    ...mapCommon(node, site),
    key: node.identifier ?? node.slugId,
    aliases: [...new Set([node.id, node.slugId, ...(node.previousIdentifiers ?? [])])],
    title: node.name,
    description: [node.description, node.content].filter(Boolean).join("\n\n"),
    ...(node.targetDate && { dueDate: node.targetDate }),
  };
}

const PRIORITIES: Readonly<Record<number, string>> = { 1: "Urgent", 2: "High", 3: "Medium", 4: "Low" };

function mapCommon(node: Planned | z.output<typeof issue>, site: LinearSite) {
  const priority = PRIORITIES[node.priority ?? 0];
  const isArchived = Boolean(node.archivedAt) || node.trashed === true;
  return {
    id: idOf(node.id, site),
    tracker: "linear" as const,
    ...(node.url && { url: node.url }),
    type: null,
    labels: (node.labelIds ?? []).flatMap((id) => site.labels.get(id) ?? []),
    components: [],
    ...(priority && { priority }),
    ...(isArchived && { isArchived }),
    created: new Date(node.createdAt).toISOString(),
    updated: new Date(node.updatedAt).toISOString(),
  };
}

function peopleOf(people: Readonly<Record<string, z.output<typeof user> | null | undefined>>): WorkItem["people"] {
  return Object.fromEntries(
    Object.entries(people).flatMap(([field, person]): [string, Person][] =>
      person ? [[field, personOf(person)]] : [],
    ),
  );
}

export const personOf = ({ id, name, email, title, app, active }: z.output<typeof user>): Person => ({
  ...{ id, name },
  ...(email && { email }),
  ...(title && { title }),
  ...(app && { isApp: true }),
  ...(active === false && { isActive: false }),
});

/** Types of workflow states and of project statuses, and statuses of initiatives. The set is open: others are work to do. */
const CATEGORIES: Readonly<Record<string, StatusCategory>> = {
  ...{ started: "in-progress", Active: "in-progress" },
  ...{ completed: "done", canceled: "done", duplicate: "done", Completed: "done", Canceled: "done" },
};

const categoryOf = (type: string): StatusCategory => CATEGORIES[type] ?? "todo";

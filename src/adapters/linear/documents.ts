/**
 * What is asked of Linear: narrow documents of our own. Those of the SDK name every field of a type, so that one that Linear takes away
 * breaks them, and its models ask once more for each relation. People, states and teams come inside an item: that costs a tenth of a
 * point a field, and no directory of people has to be kept.
 */

/** Items and labels of a page: Linear's most. */
export const PAGE_SIZE = 250;

const person = "{ id name email title app active }";
const pageInfo = "pageInfo { hasNextPage endCursor }";

export const workspaceDocument = `query Workspace {
  organization { name urlKey }
  teams(first: ${PAGE_SIZE}) { nodes { key name issueCount(includeArchived: true) } ${pageInfo} }
  issueLabels(first: ${PAGE_SIZE}) { nodes { id name } ${pageInfo} }
  projectLabels(first: ${PAGE_SIZE}) { nodes { id name } ${pageInfo} }
  initiativeLabels(first: ${PAGE_SIZE}) { nodes { id name } ${pageInfo} }
}`;

/** Roots of the directory that may have more than one page. */
export type DirectoryRoot = "teams" | "issueLabels" | "projectLabels" | "initiativeLabels";

export const morePages = (root: DirectoryRoot): string => `query More($after: String!) {
  ${root}(first: ${PAGE_SIZE}, after: $after) { nodes { ${root === "teams" ? "key name issueCount(includeArchived: true)" : "id name"} } ${pageInfo} }
}`;

/** The three kinds of work, highest first: what may be a parent is read before its children. */
export const ENTITIES = ["initiatives", "projects", "issues"] as const;
export type Entity = (typeof ENTITIES)[number];

const times = "createdAt updatedAt archivedAt trashed";
const fields: Record<Entity, string> = {
  initiatives: `id identifier slugId previousIdentifiers name description content status priority targetDate url labelIds ${times}
      owner ${person} creator ${person} parentInitiative { id }`,
  projects: `id identifier slugId previousIdentifiers name description content priority targetDate url labelIds ${times}
      status { name type } lead ${person} creator ${person}
      teams(first: 3) { nodes { key name } } initiatives(first: 3) { nodes { id } }`,
  issues: `id identifier previousIdentifiers title description priority estimate dueDate url labelIds ${times}
      state { name type } team { key name } assignee ${person} creator ${person}
      project { id lead ${person} } parent { id } cycle { name number } projectMilestone { targetDate }
      syncedWith { service metadata { ... on ExternalEntityInfoJiraMetadata { issueKey } } }`,
};
const names: Record<Entity, { operation: string; filter: string }> = {
  initiatives: { operation: "Initiatives", filter: "InitiativeFilter" },
  projects: { operation: "Projects", filter: "ProjectFilter" },
  issues: { operation: "Issues", filter: "IssueFilter" },
};

const listDocument = (entity: Entity, suffix: string, nodeFields: string): string =>
  `query ${names[entity].operation}${suffix}($after: String, $filter: ${names[entity].filter}, $orderBy: PaginationOrderBy) {
  ${entity}(first: ${PAGE_SIZE}, after: $after, filter: $filter, orderBy: $orderBy, includeArchived: true) {
    nodes { ${nodeFields} } ${pageInfo}
  }
}`;

/** A page of items. */
export const itemsDocument = (entity: Entity): string => listDocument(entity, "", fields[entity]);

/** A page of ids. */
export const idsDocument = (entity: Entity): string => listDocument(entity, "Ids", "id");

/** Members of the one team of a key or a name. */
export const membersDocument = `query Members($name: String!, $after: String) {
  teams(first: 1, filter: { or: [{ key: { eq: $name } }, { name: { eq: $name } }] }) {
    nodes { members(first: ${PAGE_SIZE}, after: $after) { nodes ${person} ${pageInfo} } }
  }
}`;

/** What `doctor` asks for: who the token belongs to, and every limit with what is left of it. */
export const accountDocument = `query Account {
  viewer { name app }
  organization { name urlKey }
  rateLimitStatus { limits { type allowedAmount remainingAmount period reset } }
}`;

import type { ParameterValue } from "./contract";
import { FIELDS } from "./fields";
import { userJson, type Writing } from "./issue-json";
import type { SiteGroup } from "./model";
import { deleteManyProperties, getProperty, setManyProperties } from "./issue-properties";
import { checkPermissions } from "./permission-grants";
import { permissionsAnswer } from "./permissions";
import { Refusal, unmodelled } from "./refusal";
import { administered, list, needPermission, only, paged, text, visibleProject } from "./route-parts";
import type { Answer, Search } from "./search";
import type { SiteIssue } from "./site";
import type { SiteTasks } from "./tasks";
import { addComment, assignIssue, createIssue, type Written } from "./writes";

/** A request that the OpenAPI has accepted. */
export interface Call {
  parameters: Record<string, ParameterValue>;
  body: unknown;
  /** Its address with the query, for the links of pages. */
  address: string;
  isPageExpired: boolean;
}

/** What handlers answer from. */
export interface Tools {
  writing: Writing;
  search: Search;
  now: () => number;
  tasks: SiteTasks;
  /** Tells that something was written. */
  written: (what: Written, issue: SiteIssue) => void;
}

type Handler = (call: Call, tools: Tools) => Answer;

/** Handlers by `operationId` of the OpenAPI. */
export const HANDLERS: Record<string, Handler> = {
  searchAndReconsileIssuesUsingJqlPost: ({ body, isPageExpired }, { search }) =>
    search.page(body as object, isPageExpired),
  countIssues: ({ body }, { search }) => search.count((body as { jql?: string }).jql),
  bulkFetchIssues: ({ body }, { search }) => search.bulkFetch(body as Parameters<Search["bulkFetch"]>[0]),
  getIssue: ({ parameters }, { search }) => {
    only(parameters, "issueIdOrKey", "fields", "expand", "updateHistory", "failFast");
    // The OpenAPI has an array of strings where Jira also takes one string with commas.
    const fields = list(parameters.fields);
    const expand = text(parameters.expand);
    return search.issue(
      text(parameters.issueIdOrKey),
      fields.length ? fields : ["*all"],
      expand ? expand.split(",") : [],
    );
  },
  getFields: () => ({
    body: FIELDS.map((field) => ({
      ...field,
      key: field.id,
      orderable: true,
      searchable: true,
      clauseNames: [field.id],
    })),
    things: FIELDS.length,
  }),
  getCurrentUser: ({ parameters }, { writing }) => {
    only(parameters);
    return { body: { ...userJson(writing.site.asker, writing), locale: "en_US" }, identities: 1 };
  },
  getServerInfo: (_call, { writing, now }) => ({
    body: {
      ...{ baseUrl: writing.url, displayUrl: writing.url, version: "1001.0.0-SNAPSHOT", versionNumbers: [1001, 0, 0] },
      ...{ deploymentType: "Cloud", buildNumber: 100_290, serverTitle: "Jira", serverTimeZone: writing.zone.name },
      serverTime: writing.zone.write(now()),
    },
  }),
  searchProjects,
  getProject,
  bulkGetUsers: (call, { writing }) => {
    only(call.parameters, "startAt", "maxResults", "accountId");
    const asked = list(call.parameters.accountId);
    if (asked.length > 200) throw new Refusal(400, "At most 200 accounts can be asked for.");
    const found = asked.flatMap((accountId) => writing.site.users.get(accountId) ?? []);
    return paged(call, writing, found, 2, ({ accountId }) => userJson(accountId, writing) ?? {}, 200);
  },
  assignIssue,
  addComment,
  createIssue,
  bulkSetIssuePropertiesByIssue: setManyProperties,
  bulkDeleteIssueProperty: deleteManyProperties,
  getIssueProperty: getProperty,
  getTask: ({ parameters }, { writing, tasks }) => ({ body: tasks.json(text(parameters.taskId), writing.url) }),
  getBulkPermissions: checkPermissions,
  getProjectComponentsPaginated: (call, { writing }) => {
    only(call.parameters, "projectIdOrKey", "startAt", "maxResults", "query");
    const project = visibleProject(call, writing);
    const query = text(call.parameters.query).toLowerCase();
    const found = [...writing.site.components.values()].filter(
      (component) => component.project === project.key && component.name.toLowerCase().includes(query),
    );
    return paged(call, writing, found, 1, ({ id, name, description, lead }) => ({
      ...{ self: `${writing.url}/rest/api/3/component/${id}`, id: String(id), name, description },
      ...(lead && { lead: userJson(lead, writing) ?? undefined }),
      ...{ assigneeType: "PROJECT_DEFAULT", realAssigneeType: "PROJECT_DEFAULT", isAssigneeTypeValid: false },
      ...{ project: project.key, projectId: project.id },
    }));
  },
  getProjectRoles: (call, { writing }) => {
    const project = administered(call, writing);
    const link = (id: number) => `${writing.url}/rest/api/3/project/${project.id}/role/${id}`;
    return {
      body: Object.fromEntries(project.roles.map(({ id, name }) => [name, link(id)])),
      identities: project.roles.length,
    };
  },
  getProjectRole: projectRole,
  getUsersFromGroup: groupMembers,
  bulkGetGroups: (call, { writing }) => {
    only(call.parameters, "startAt", "maxResults", "groupName", "groupId");
    needPermission(writing, 403, "USER_PICKER", "ADMINISTER");
    const [names, ids] = [list(call.parameters.groupName), list(call.parameters.groupId)];
    const found = [...writing.site.groups.values()].filter(
      ({ name, groupId }) =>
        (names.length === 0 || names.includes(name)) && (ids.length === 0 || ids.includes(groupId)),
    );
    return paged(call, writing, found, 2, ({ name, groupId }) => ({ name, groupId }));
  },
  getFilter: ({ parameters }, { writing }) => {
    only(parameters, "id");
    const filter = writing.site.filters.get(Number(parameters.id));
    if (!filter)
      throw new Refusal(
        400,
        `The selected filter is not available to you, perhaps it has been deleted or had its permissions changed.`,
      );
    const { id, name, jql, owner } = filter;
    const self = `${writing.url}/rest/api/3/filter/${id}`;
    const searchUrl = `${writing.url}/rest/api/3/search?jql=${encodeURIComponent(jql)}`;
    const rest = { favourite: false, favouritedCount: 0, sharePermissions: [], editPermissions: [], searchUrl };
    return {
      body: { self, id: String(id), name, owner: userJson(owner, writing) ?? undefined, jql, ...rest },
      things: 1,
    };
  },
  getMyPermissions: ({ parameters }, { writing }) => {
    only(parameters, "permissions", "projectKey", "projectId", "issueKey", "issueId");
    return permissionsAnswer(parameters, writing.site);
  },
};

function searchProjects(call: Call, { writing }: Tools): Answer {
  const { parameters } = call;
  only(parameters, "startAt", "maxResults", "orderBy", "id", "keys", "query", "action", "expand", "status");
  const expand = text(parameters.expand).split(",").filter(Boolean);
  if (expand.some((word) => word !== "lead")) throw unmodelled(`expand=${expand.join()}`);
  const orderBy = /^([-+]?)(key|name)$/.exec(text(parameters.orderBy) || "key");
  if (!orderBy) throw unmodelled(`orderBy=${text(parameters.orderBy)}`);
  const by = orderBy[2] as "key" | "name";
  const [keys, ids, statuses] = [list(parameters.keys), list(parameters.id), list(parameters.status)];
  const query = text(parameters.query).toLowerCase();
  // Browsing and viewing need no more than visibility here; editing needs the administration of projects.
  const mayAct = parameters.action !== "edit" || writing.site.may("ADMINISTER_PROJECTS");
  const found = [...writing.site.projects.values()]
    .filter((project) => {
      const { isArchived } = project;
      return (
        mayAct &&
        writing.site.sees(project) &&
        (statuses.length ? statuses : ["live"]).includes(isArchived ? "archived" : "live")
      );
    })
    .filter(
      ({ key, id }) => (keys.length === 0 || keys.includes(key)) && (ids.length === 0 || ids.includes(String(id))),
    )
    .filter(({ key, name }) => key.toLowerCase().includes(query) || name.toLowerCase().includes(query))
    .sort((one, other) => (one[by] < other[by] ? -1 : 1) * (orderBy[1] === "-" ? -1 : 1));
  return paged(call, writing, found, 1, ({ id, key, name, lead, isArchived }) => ({
    ...{ expand: "description,lead,issueTypes,url,projectKeys,permissions,insight" },
    ...{ self: `${writing.url}/rest/api/3/project/${id}`, id: String(id), key, name },
    ...(expand.includes("lead") && { lead: userJson(lead, writing) ?? undefined }),
    ...{ projectTypeKey: "software", simplified: false, style: "classic", isPrivate: false, properties: {} },
    ...(isArchived && { archived: true }),
  }));
}

function getProject(call: Call, { writing }: Tools): Answer {
  only(call.parameters, "projectIdOrKey", "expand");
  const { id, key, name, lead, isArchived } = visibleProject(call, writing);
  const { url, site } = writing;
  const issueTypes = site.types.map(({ id: type, name: named, level }) => ({
    ...{ self: `${url}/rest/api/3/issuetype/${type}`, id: String(type), name: named, description: "" },
    ...{ subtask: level < 0, hierarchyLevel: level },
  }));
  return {
    body: {
      ...{ self: `${url}/rest/api/3/project/${id}`, id: String(id), key, name, description: "", issueTypes },
      ...{ lead: userJson(lead, writing) ?? undefined, assigneeType: "UNASSIGNED", projectTypeKey: "software" },
      ...{
        simplified: false,
        style: "classic",
        isPrivate: false,
        properties: {},
        ...(isArchived && { archived: true }),
      },
    },
    ...{ things: 1, identities: 1 },
  };
}

function projectRole(call: Call, { writing }: Tools): Answer {
  only(call.parameters, "projectIdOrKey", "id", "excludeInactiveUsers");
  const project = administered(call, writing);
  const role = project.roles.find(({ id }) => id === call.parameters.id);
  if (!role) throw new Refusal(404, `Can not find project role with id '${text(call.parameters.id)}'.`);
  const actors = role.actors.flatMap((actor, at): object[] => {
    const id = role.id * 100 + at;
    if ("group" in actor) {
      const group = writing.site.groups.get(actor.group);
      if (!group) return [];
      const { name, groupId } = group;
      const actorGroup = { name, displayName: name, groupId };
      return [{ id, displayName: name, type: "atlassian-group-role-actor", name, actorGroup }];
    }
    const user = writing.site.users.get(actor.user);
    if (!user || (call.parameters.excludeInactiveUsers === true && !user.active)) return [];
    const { displayName, accountId } = user;
    return [{ id, displayName, type: "atlassian-user-role-actor", actorUser: { accountId } }];
  });
  const self = `${writing.url}/rest/api/3/project/${project.id}/role/${role.id}`;
  return {
    body: { self, name: role.name, id: role.id, description: "", actors },
    identities: 1 + actors.length,
  };
}

function groupMembers(call: Call, { writing }: Tools): Answer {
  const { parameters } = call;
  needPermission(writing, 403, "USER_PICKER", "ADMINISTER");
  const { groupId, groupname } = parameters;
  if ((groupId === undefined) === (groupname === undefined))
    throw new Refusal(400, "Exactly one of the query parameters 'groupname' and 'groupId' is required.");
  const group = [...writing.site.groups.values()].find((one: SiteGroup) =>
    groupId === undefined ? one.name === groupname : one.groupId === groupId,
  );
  if (!group) throw new Refusal(404, `The group '${text(groupId ?? groupname)}' does not exist.`);
  const users = group.members.flatMap((accountId) => writing.site.users.get(accountId) ?? []);
  const found = users.filter(({ active }) => active || parameters.includeInactiveUsers === true);
  return paged(call, writing, found, 2, ({ accountId }) => userJson(accountId, writing) ?? {});
}

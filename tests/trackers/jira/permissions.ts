import type { ParameterValue } from "./contract";
import { Refusal } from "./refusal";
import type { Answer } from "./search";
import type { JiraSite } from "./site";

/** Permissions that the emulated site knows by name. */
export const KNOWN: Record<string, ["GLOBAL" | "PROJECT", string]> = {
  ADMINISTER: ["GLOBAL", "Administer Jira"],
  SYSTEM_ADMIN: ["GLOBAL", "System Administrators"],
  USER_PICKER: ["GLOBAL", "Browse users and groups"],
  BULK_CHANGE: ["GLOBAL", "Make bulk changes"],
  BROWSE_PROJECTS: ["PROJECT", "Browse Projects"],
  ADMINISTER_PROJECTS: ["PROJECT", "Administer Projects"],
  EDIT_ISSUES: ["PROJECT", "Edit Issues"],
  CREATE_ISSUES: ["PROJECT", "Create Issues"],
  ASSIGN_ISSUES: ["PROJECT", "Assign Issues"],
  ASSIGNABLE_USER: ["PROJECT", "Assignable User"],
  ADD_COMMENTS: ["PROJECT", "Add Comments"],
};

/** What of the asked permissions the account has, on the site or in one project. */
export function permissionsAnswer(parameters: Record<string, ParameterValue>, site: JiraSite): Answer {
  const keys = typeof parameters.permissions === "string" ? parameters.permissions.split(",").filter(Boolean) : [];
  if (keys.length === 0) throw new Refusal(400, "The 'permissions' query parameter is required.");
  const unknown = keys.find((key) => !(key in KNOWN));
  if (unknown !== undefined) throw new Refusal(400, `Unrecognized permission: '${unknown}'.`);
  const { projectKey, projectId, issueKey, issueId } = parameters;
  const project = [...site.projects.values()].find(({ key, id }) => key === projectKey || String(id) === projectId);
  if ((projectKey ?? projectId) !== undefined && !(project && site.sees(project)))
    throw new Refusal(404, `No project could be found with key '${String(projectKey ?? projectId)}'.`);
  const issue = issueKey ?? issueId;
  if (issue !== undefined && !site.findVisible(String(issue)))
    throw new Refusal(404, "Issue does not exist or you do not have permission to see it.");
  const seesAny = [...site.projects.values()].some((one) => site.sees(one));
  const permissions = keys.map((key, at) => {
    const [type, name] = KNOWN[key] ?? ["GLOBAL", key];
    const havePermission = site.may(key) && (type === "GLOBAL" || seesAny);
    return [key, { id: String(at), key, name, type, description: "", havePermission }];
  });
  return { body: { permissions: Object.fromEntries(permissions) as object }, identities: keys.length };
}

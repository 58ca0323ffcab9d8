import { z } from "zod";
import type { JiraRest } from "#adapters/jira/rest";

/** What is asked about one account. Ids are Jira's own numbers as text; what is none is left out, as Jira does with ids of nothing. */
export interface PermissionQuestion {
  /** Left out: whoever asks. For somebody else Jira wants an administrator. */
  account?: string;
  /** Keys such as `ADMINISTER`. */
  globals?: readonly string[];
  /** Keys of project permissions such as `BROWSE_PROJECTS`, each asked for every project and issue. */
  permissions?: readonly string[];
  projects?: readonly string[];
  issues?: readonly string[];
}

/** What an account may; ids of what it may not, or of nothing, are not there. */
export interface GrantedPermissions {
  globals: ReadonlySet<string>;
  /** Ids of projects by project permission. */
  projects(permission: string): ReadonlySet<string>;
  issues(permission: string): ReadonlySet<string>;
}

/** Issues, and projects, that one request may ask for (REST v3, permissions/check). */
export const MOST_CHECKED = 1_000;

const grants = z.object({
  globalPermissions: z.array(z.string()),
  projectPermissions: z.array(
    z.object({ permission: z.string(), issues: z.array(z.number()), projects: z.array(z.number()) }),
  ),
});

/** Asks Jira what an account may, a request for each 1,000 issues or projects. Throws TrackerError. */
export async function checkPermissions(jira: JiraRest, question: PermissionQuestion): Promise<GrantedPermissions> {
  const { account, globals = [], permissions = [] } = question;
  const [projects, issues] = [numbersOf(question.projects), numbersOf(question.issues)];
  const granted = {
    globals: new Set<string>(),
    projects: new Map<string, Set<string>>(),
    issues: new Map<string, Set<string>>(),
  };
  const count = permissions.length === 0 ? 0 : Math.max(projects.length, issues.length);
  for (let start = 0; start < Math.max(count, globals.length > 0 ? 1 : 0); start += MOST_CHECKED) {
    const [asked, askedIssues] = [projects, issues].map((ids) => ids.slice(start, start + MOST_CHECKED));
    const body = {
      ...(account !== undefined && { accountId: account }),
      ...(start === 0 && globals.length > 0 && { globalPermissions: [...new Set(globals)] }),
      ...(count > 0 && {
        projectPermissions: [{ permissions: [...new Set(permissions)], projects: asked, issues: askedIssues }],
      }),
    };
    const answer = (await jira.post("/rest/api/3/permissions/check", body, grants, "directory")).body;
    for (const key of answer.globalPermissions) granted.globals.add(key);
    for (const one of answer.projectPermissions) {
      addTo(granted.projects, one.permission, one.projects);
      addTo(granted.issues, one.permission, one.issues);
    }
  }
  const idsOf = (map: ReadonlyMap<string, Set<string>>, permission: string) => map.get(permission) ?? new Set<string>();
  return {
    globals: granted.globals,
    projects: (permission) => idsOf(granted.projects, permission),
    issues: (permission) => idsOf(granted.issues, permission),
  };
}

/** Which items whoever asks may see: for a list of theirs, by our ids that begin with `prefix`. */
export function createBrowseCheck(
  jira: JiraRest,
  prefix: string,
): (ids: readonly string[]) => Promise<ReadonlySet<string>> {
  return async (ids) => {
    const own = ids.filter((id) => id.startsWith(prefix));
    const issues = own.map((id) => id.slice(prefix.length));
    const seen = (await checkPermissions(jira, { permissions: ["BROWSE_PROJECTS"], issues })).issues("BROWSE_PROJECTS");
    return new Set(own.filter((id) => seen.has(id.slice(prefix.length))));
  };
}

/** Whether whoever asks administers Jira, and a space by its id. An administrator of Jira need not administer a space. */
export async function mayAdminister(jira: JiraRest, space?: string): Promise<{ site: boolean; space: boolean }> {
  const granted = await checkPermissions(jira, {
    globals: ["ADMINISTER"],
    ...(space !== undefined && { permissions: ["ADMINISTER_PROJECTS"], projects: [space] }),
  });
  return {
    site: granted.globals.has("ADMINISTER"),
    space: space !== undefined && granted.projects("ADMINISTER_PROJECTS").has(space),
  };
}

const numbersOf = (ids: readonly string[] = []): number[] =>
  [...new Set(ids.filter((id) => /^\d+$/.test(id)).map(Number))].filter(Number.isSafeInteger);

function addTo(map: Map<string, Set<string>>, permission: string, ids: readonly number[]): void {
  const known = map.get(permission) ?? new Set();
  for (const id of ids) known.add(String(id));
  map.set(permission, known);
}

import { KNOWN } from "./permissions";
import { Refusal } from "./refusal";
import type { Call, Tools } from "./routes";
import type { Answer } from "./search";

interface Asked {
  accountId?: string;
  globalPermissions?: string[];
  projectPermissions?: { permissions: string[]; issues?: number[]; projects?: number[] }[];
}

/** Most ids of one kind in a request. */
const MOST = 1000;

/** `POST /permissions/check`: what of all that is asked for one account has. Ids that it cannot see are left out. */
export function checkPermissions({ body }: Call, { writing }: Tools): Answer {
  const { site } = writing;
  const { accountId, globalPermissions = [], projectPermissions = [] } = body as Asked;
  if (accountId !== undefined && accountId !== site.asker && !site.may("ADMINISTER"))
    throw new Refusal(403, "Only administrators may ask for other accounts.");
  const count = (kind: "issues" | "projects") => projectPermissions.flatMap((one) => one[kind] ?? []).length;
  if (count("issues") > MOST || count("projects") > MOST)
    throw new Refusal(400, `At most ${MOST} issues and ${MOST} projects can be asked for.`);
  for (const [keys, type] of [
    [globalPermissions, "GLOBAL"],
    [projectPermissions.flatMap(({ permissions }) => permissions), "PROJECT"],
  ] as const) {
    const unknown = keys.find((key) => KNOWN[key]?.[0] !== type);
    if (unknown !== undefined) throw new Refusal(400, `Unrecognized permission: '${unknown}'.`);
  }
  const granted = site.as(accountId ?? site.asker, () => ({
    globalPermissions: globalPermissions.filter((key) => site.may(key)),
    projectPermissions: projectPermissions.flatMap(({ permissions, issues = [], projects = [] }) => {
      const seen = issues.filter((id) => {
        const issue = site.issues.get(id);
        return issue !== undefined && site.isVisible(issue);
      });
      const open = projects.filter((asked) => {
        const project = [...site.projects.values()].find(({ id }) => id === asked);
        return project !== undefined && site.sees(project);
      });
      return permissions
        .filter((key) => site.may(key) && site.may("BROWSE_PROJECTS"))
        .map((permission) => ({ permission, issues: seen, projects: open }));
    }),
  }));
  const things = granted.projectPermissions.reduce((sum, one) => sum + one.issues.length + one.projects.length, 0);
  return { body: granted, things: things + granted.globalPermissions.length };
}

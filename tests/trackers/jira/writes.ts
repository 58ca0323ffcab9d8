import type { Writing } from "./issue-json";
import { userJson } from "./issue-json";
import { Refusal, unmodelled } from "./refusal";
import type { Call, Tools } from "./routes";
import type { Answer } from "./search";
import { keyOf, type SiteIssue } from "./site";

/** What was written; a platform makes events of it. */
export type Written = "created" | "assigned" | "commented";

/** `PUT /issue/{id}/assignee`. */
export function assignIssue({ parameters, body }: Call, { writing, written }: Tools): Answer {
  const { site } = writing;
  const issue = writable(String(parameters.issueIdOrKey), "ASSIGN_ISSUES", writing);
  const { accountId } = body as { accountId: string | null };
  if (accountId === "-1") throw unmodelled("the default assignee");
  if (accountId !== null) {
    const user = site.users.get(accountId);
    const isAssignable =
      user?.active === true && site.as(accountId, () => site.may("ASSIGNABLE_USER") && site.isVisible(issue));
    if (!isAssignable) throw new Refusal(400, `User '${accountId}' cannot be assigned issues.`);
  }
  site.editIssue(issue.id, { assignee: accountId });
  written("assigned", issue);
  return { body: undefined, status: 204 };
}

/** `POST /issue/{id}/comment`. */
export function addComment({ parameters, body }: Call, { writing, written, now }: Tools): Answer {
  const { site, zone, url } = writing;
  const issue = writable(String(parameters.issueIdOrKey), "ADD_COMMENTS", writing);
  const { body: text, ...other } = body as { body?: { type?: string; version?: number; content?: unknown } };
  if (Object.keys(other).length > 0) throw unmodelled(`${Object.keys(other).join()} of a comment`);
  if (text?.type !== "doc" || text.version !== 1 || !Array.isArray(text.content))
    throw new Refusal(400, "Comment body is not valid!");
  const created = now();
  const comment = { id: 10_000 + site.comments.length, issue: issue.id, author: site.asker, body: text, created };
  site.comments.push(comment);
  site.editIssue(issue.id, {});
  written("commented", issue);
  const author = userJson(site.asker, writing) ?? undefined;
  const [id, time] = [String(comment.id), zone.write(created)];
  const self = `${url}/rest/api/3/issue/${issue.id}/comment/${id}`;
  const json = { self, id, author, body: text, updateAuthor: author, created: time, updated: time, jsdPublic: true };
  return { body: json, status: 201 };
}

/** `POST /issue`: the fields that the app may set, others are refused. */
export function createIssue({ parameters, body }: Call, { writing, written }: Tools): Answer {
  const { site, url } = writing;
  if (parameters.updateHistory !== undefined) throw unmodelled("updateHistory");
  const { fields = {}, ...other } = body as { fields?: Record<string, unknown> };
  if (Object.keys(other).length > 0) throw unmodelled(`${Object.keys(other).join()} of a new issue`);
  const { project, issuetype, summary, description, labels, parent, assignee, ...rest } = fields as {
    project?: { id?: string; key?: string };
    issuetype?: { id?: string; name?: string };
    summary?: string;
    description?: object;
    labels?: string[];
    parent?: { id?: string; key?: string };
    assignee?: { accountId?: string; id?: string } | null;
  };
  if (Object.keys(rest).length > 0) throw unmodelled(`the fields ${Object.keys(rest).join()} of a new issue`);
  const home = [...site.projects.values()].find(({ id, key }) => String(id) === project?.id || key === project?.key);
  if (!home || !site.sees(home)) throw new Refusal(400, "Specify a valid project ID or key");
  if (!site.may("CREATE_ISSUES"))
    throw new Refusal(403, "You do not have permission to create issues in this project.");
  const type = site.types.find(({ id, name }) => String(id) === issuetype?.id || name === issuetype?.name);
  if (!type) throw new Refusal(400, "Specify a valid issue type");
  if (!summary?.trim() || summary.length > 255 || summary.includes("\n"))
    throw new Refusal(400, "You must specify a summary of the issue: one line of at most 255 characters.");
  const above = parent && site.findVisible(parent.id ?? parent.key ?? "");
  if (parent && !above) throw new Refusal(400, "The parent issue does not exist or you may not see it.");
  const issue = site.addIssue({
    ...{ project: home.key, summary, type: type.name, labels: labels ?? [], parent: above?.id ?? null },
    description: description === undefined ? null : plainOf(description),
    ...{ assignee: assignee?.accountId ?? assignee?.id ?? null, reporter: site.asker, creator: site.asker },
  });
  written("created", issue);
  const [id, key] = [String(issue.id), keyOf(issue)];
  return { body: { id, key, self: `${url}/rest/api/3/issue/${id}` }, status: 201 };
}

/** An issue that the account sees and may write to. */
export function writable(idOrKey: string, permission: string, { site }: Writing): SiteIssue {
  const issue = site.findVisible(idOrKey);
  if (!issue) throw new Refusal(404, "Issue does not exist or you do not have permission to see it.");
  if (!site.may(permission)) throw new Refusal(403, "You do not have the permission to do this.");
  return issue;
}

/** The text of an Atlassian document: a line a paragraph. */
function plainOf(node: { text?: string; type?: string; content?: object[] }): string {
  const inner = (node.content ?? []).map(plainOf);
  return node.text ?? inner.join(node.type === "doc" ? "\n" : "");
}

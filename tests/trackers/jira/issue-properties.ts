import { Refusal, unmodelled } from "./refusal";
import type { Call, Tools } from "./routes";
import type { Answer } from "./search";
import type { JiraSite } from "./site";

/** Limits of the bulk operations, as Jira's documentation has them. */
const [MOST_ISSUES, MOST_PROPERTIES, MOST_DELETED, LONGEST_VALUE, LONGEST_KEY] = [100, 10, 10_000, 32_768, 255];

interface OfIssue {
  issueID?: number;
  properties?: Record<string, unknown>;
}

/** `POST /issue/properties/multi`: done after some time, for the issues that the account may edit. */
export function setManyProperties({ body }: Call, { writing, tasks }: Tools): Answer {
  const { site } = writing;
  const issues = (body as { issues?: OfIssue[] }).issues ?? [];
  if (issues.length < 1 || issues.length > MOST_ISSUES) throw new Refusal(400, `Give 1 to ${MOST_ISSUES} issues.`);
  for (const { issueID, properties = {} } of issues) {
    const entries = Object.entries(properties);
    if (issueID === undefined) throw new Refusal(400, "An issue has no issueID.");
    if (entries.length < 1 || entries.length > MOST_PROPERTIES)
      throw new Refusal(400, `Give 1 to ${MOST_PROPERTIES} properties an issue.`);
    for (const [key, value] of entries) {
      if (key.length > LONGEST_KEY) throw new Refusal(400, "The key of a property is too long.");
      if (value === undefined || JSON.stringify(value).length > LONGEST_VALUE)
        throw new Refusal(400, "The value of a property must be JSON of at most 32,768 characters.");
    }
  }
  const location = tasks.submit(() => {
    const skipped = issues.filter(({ issueID, properties = {} }) => {
      if (!mayEdit(site, issueID)) return true;
      const kept = site.properties.get(issueID ?? 0) ?? new Map<string, unknown>();
      site.properties.set(issueID ?? 0, kept);
      for (const [key, value] of Object.entries(properties)) kept.set(key, value);
      return false;
    });
    return { skipped: skipped.map(({ issueID }) => issueID) };
  });
  return { body: undefined, status: 303, location };
}

/** `DELETE /issue/properties/{propertyKey}`: done after some time, for the issues that the account may edit. */
export function deleteManyProperties({ parameters, body }: Call, { writing, tasks }: Tools): Answer {
  const { site } = writing;
  const { entityIds, currentValue } = body as { entityIds?: number[]; currentValue?: unknown };
  if (currentValue !== undefined) throw unmodelled("currentValue");
  if (entityIds && entityIds.length > MOST_DELETED) throw new Refusal(400, `Give at most ${MOST_DELETED} issues.`);
  const key = String(parameters.propertyKey);
  const location = tasks.submit(() => {
    // Without ids it is every issue that has the property.
    const ids = entityIds?.length ? entityIds : [...site.properties.keys()];
    for (const id of ids) if (mayEdit(site, id)) site.properties.get(id)?.delete(key);
    return {};
  });
  return { body: undefined, status: 303, location };
}

/** `GET /issue/{id}/properties/{propertyKey}`. */
export function getProperty({ parameters }: Call, { writing }: Tools): Answer {
  const { site } = writing;
  const key = String(parameters.propertyKey);
  const issue = site.findVisible(String(parameters.issueIdOrKey));
  const value = issue && site.properties.get(issue.id)?.get(key);
  if (value === undefined) throw new Refusal(404, `The property ${key} does not exist.`);
  return { body: { key, value }, things: 1 };
}

function mayEdit(site: JiraSite, id: number | undefined): boolean {
  const issue = id === undefined ? undefined : site.issues.get(id);
  return issue !== undefined && site.isVisible(issue) && site.may("EDIT_ISSUES");
}

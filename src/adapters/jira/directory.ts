import { z } from "zod";
import { jiraUser } from "#adapters/jira/issue-schema";
import { personOf } from "#adapters/jira/map";
import type { JiraRest } from "#adapters/jira/rest";
import type { Person } from "#core/model";

/** Who and what a site has, apart from work items. */

const serverInfo = z.object({ baseUrl: z.url() });

/** Address of the site that people open, and Jira's own time. */
export async function readSite(jira: JiraRest): Promise<{ baseUrl: string; at: number }> {
  const { body, at } = await jira.get("/rest/api/3/serverInfo", serverInfo);
  return { baseUrl: body.baseUrl.replace(/\/+$/, ""), at };
}

const fields = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    schema: z.object({ type: z.string(), items: z.string().nullish(), custom: z.string().nullish() }).nullish(),
  }),
);
export type JiraField = z.output<typeof fields>[number];

export const readFields = async (jira: JiraRest): Promise<readonly JiraField[]> =>
  (await jira.get("/rest/api/3/field", fields)).body;

const projectPage = z.object({
  isLast: z.boolean().nullish(),
  total: z.number().nullish(),
  values: z.array(z.object({ id: z.string(), key: z.string(), name: z.string(), lead: jiraUser.nullish() })),
});

/** A Jira space that the account may see. */
export interface JiraSpace {
  key: string;
  name: string;
  lead?: Person;
}

/** Every space that the account may see, by its key. Jira gives 50 at once. */
export async function readSpaces(jira: JiraRest): Promise<ReadonlyMap<string, JiraSpace>> {
  const spaces = new Map<string, JiraSpace>();
  for (let start = 0; ;) {
    const { body } = await jira.get(
      `/rest/api/3/project/search?startAt=${start}&maxResults=50&expand=lead`,
      projectPage,
    );
    for (const { key, name, lead } of body.values)
      spaces.set(key, { key, name, ...(lead && { lead: personOf(lead) }) });
    start += body.values.length;
    if (body.values.length === 0 || body.isLast === true || (body.total ?? Infinity) <= start) return spaces;
  }
}

const componentPage = z.object({
  isLast: z.boolean().nullish(),
  values: z.array(z.object({ name: z.string(), lead: jiraUser.nullish() })),
});

/** Who leads each component of a space, by its name. */
export async function readComponentLeads(jira: JiraRest, space: string): Promise<ReadonlyMap<string, Person>> {
  const leads = new Map<string, Person>();
  for (let start = 0; ;) {
    const path = `/rest/api/3/project/${encodeURIComponent(space)}/component?startAt=${start}&maxResults=50`;
    const { body } = await jira.get(path, componentPage);
    for (const { name, lead } of body.values) if (lead) leads.set(name, personOf(lead));
    start += body.values.length;
    if (body.values.length === 0 || body.isLast !== false) return leads;
  }
}

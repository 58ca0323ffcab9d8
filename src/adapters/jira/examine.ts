import { z } from "zod";
import { readFields, readSite, readSpaces } from "#adapters/jira/directory";
import { planFields } from "#adapters/jira/fields";
import { isPlanningField } from "#adapters/jira/map";
import { isRefusal, type JiraRest } from "#adapters/jira/rest";
import { type JiraScope, scopeToJql } from "#adapters/jira/scope";
import type { Check } from "#ports";

export interface JiraExamination {
  scope: JiraScope;
  peopleFields: readonly string[];
  /** This machine's time, in milliseconds since 1970. */
  clock: () => number;
  /** Inside Jira the app itself asks, with the scopes it was given. */
  isApp?: boolean;
}

const account = z.object({ displayName: z.string().nullish(), accountType: z.string().nullish() });
const count = z.object({ count: z.number() });
const page = z.object({ issues: z.array(z.unknown()).nullish() });
const SAMPLE = 100;
/** Names that are Rolecall's, not a site's. */
const CANONICAL = new Set(["owner", "assignee", "reporter", "creator", "componentlead", "projectlead"]);

/** Checks what a reading of the site needs, step by step. Throws TrackerError where nothing more can be checked. */
export async function* examineJira(jira: JiraRest, asked: JiraExamination): AsyncGenerator<Check> {
  const { scope, peopleFields, clock } = asked;
  const { baseUrl, at } = await readSite(jira);
  yield { state: "fine", about: `Jira answers at ${baseUrl}.` };
  const { body: me } = await jira.get("/rest/api/3/myself", account);
  yield {
    state: "fine",
    about: `${asked.isApp ? "The app asks as" : "The token belongs to"} ${me.displayName ?? "an account without a name"}.`,
  };
  yield describeSkew(at - clock());

  const spaces = await readSpaces(jira);
  yield spaces.size > 0
    ? {
        state: "fine",
        about: `It may browse ${spaces.size} ${spaces.size === 1 ? "space" : "spaces"}: ${preview([...spaces.keys()])}.`,
      }
    : {
        state: "failed",
        about: "It may browse no space: give its account the permission Browse Projects in those to audit.",
      };
  for (const key of (scope.projects ?? []).filter((name) => !spaces.has(name)))
    yield {
      state: "failed",
      about: `Space ${key}, which the policy names, is not among them: correct source.jira.projects or give access.`,
    };

  yield await checkGroups(jira, asked.isApp ?? false);

  const fields = await readFields(jira);
  const planning = fields.filter(({ name, schema }) => schema?.custom && isPlanningField(schema.custom, name));
  yield planning.length > 0
    ? { state: "fine", about: `Sprint and estimate are in ${preview(planning.map(({ name }) => name))}.` }
    : { state: "noted", about: "The site has no sprint and no estimate field; items are judged without." };
  const found = new Set(Object.values(planFields(fields, peopleFields).names).map((name) => name.toLowerCase()));
  for (const name of new Set(peopleFields.filter((field) => !CANONICAL.has(field.toLowerCase()))))
    if (found.has(name.toLowerCase())) yield { state: "fine", about: `The people field "${name}" is there.` };

  const seen = (scope.projects ?? []).filter((key) => spaces.has(key));
  if ((scope.projects ?? []).length > 0 && seen.length === 0) return;
  const jql = scopeToJql({ ...scope, projects: seen });
  const { body: all } = await jira.post("/rest/api/3/search/approximate-count", { jql }, count);
  const begun = clock();
  const { body } = await jira.post(
    "/rest/api/3/search/jql",
    { jql: `${jql} ORDER BY created ASC, id ASC`, fields: planFields(fields, peopleFields).ids, maxResults: SAMPLE },
    page,
  );
  const took = clock() - begun;
  const items = body.issues?.length ?? 0;
  if (items === 0) {
    yield { state: "failed", about: `No work item matches ${jql}: correct the scope or give access.` };
    return;
  }
  const pages = Math.ceil(all.count / SAMPLE);
  yield {
    state: "fine",
    about: `About ${all.count} work items to read. 1,000 cost 10 requests and 1,010 points; measured on ${items}: ${Math.round((took / items) * 1000)} ms.`,
  };
  yield {
    state: "fine",
    about: `A first reading of all takes ${pages} ${pages === 1 ? "request" : "requests"}, ${all.count + pages} points and about ${Math.max(1, Math.round((took * pages) / 1000))} s; later ones read changes only.`,
  };
}

/** Members of groups need more than everything else; most teams do without. */
async function checkGroups(jira: JiraRest, isApp: boolean): Promise<Check> {
  try {
    const { body } = await jira.get("/rest/api/3/group/bulk?maxResults=1", groups);
    const [group] = body.values;
    const query = new URLSearchParams({ groupId: group?.groupId ?? "", maxResults: "1" });
    if (group) await jira.get(`/rest/api/3/group/member?${query}`, groups);
    return { state: "fine", about: "It may list the members of groups, for roles by group." };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return {
      state: "noted",
      about: isApp
        ? "It may not list the members of groups. Only roles by groups need that: give the app's account the permission Browse users and groups."
        : "It may not list the members of groups. Only roles by Jira groups need that: the account the permission Browse users and groups, the token the scopes read:jira-user and manage:jira-configuration.",
    };
  }
}

const groups = z.object({ values: z.array(z.object({ groupId: z.string().nullish() })) });

const LARGE_SKEW = 60_000;

/** How far this machine's clock is behind; readings go by the tracker's own. */
export function describeSkew(behind: number): Check {
  const seconds = Math.round(Math.abs(behind) / 1000);
  return seconds * 1000 < LARGE_SKEW
    ? { state: "fine", about: `The clocks differ by ${seconds} s.` }
    : {
        state: "noted",
        about: `This machine's clock is ${seconds} s ${behind > 0 ? "behind" : "ahead"}: set it. Readings go by the tracker's clock; dates in reports by this one.`,
      };
}

const SHOWN = 8;

export const preview = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(", ") : `${names.slice(0, SHOWN).join(", ")} and ${names.length - SHOWN} more`;

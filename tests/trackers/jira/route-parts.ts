import type { ParameterValue } from "./contract";
import type { Writing } from "./issue-json";
import type { SiteProject } from "./model";
import { Refusal, unmodelled } from "./refusal";
import type { Call } from "./routes";
import type { Answer } from "./search";

/** A page of a list, at most `most` long whatever is asked for. */
export function paged<T>(
  call: Call,
  { url }: Writing,
  all: T[],
  price: 1 | 2,
  json: (one: T) => object,
  most = 50,
): Answer {
  const startAt = Number(call.parameters.startAt ?? 0);
  const maxResults = Math.min(Number(call.parameters.maxResults ?? Math.min(most, 50)), most);
  if (startAt < 0 || maxResults < 1) throw new Refusal(400, "startAt and maxResults must not be negative.");
  const values = all.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= all.length;
  const next = new URL(call.address, url);
  next.searchParams.set("startAt", String(startAt + maxResults));
  next.searchParams.set("maxResults", String(maxResults));
  return {
    body: {
      ...{ self: new URL(call.address, url).href, ...(!isLast && { nextPage: next.href }) },
      ...{ maxResults, startAt, total: all.length, isLast, values: values.map(json) },
    },
    ...(price === 1 ? { things: values.length } : { identities: values.length }),
  };
}

/** The project of a request, if the account may browse it. */
export function visibleProject({ parameters }: Call, { site }: Writing): SiteProject {
  const asked = text(parameters.projectIdOrKey);
  const found = [...site.projects.values()].find(({ id, key }) => String(id) === asked || key === asked.toUpperCase());
  if (found && site.sees(found)) return found;
  throw new Refusal(404, `No project could be found with key '${asked}'.`);
}

/** Roles are for those who administer the project; the OpenAPI promises 404 to others. */
export function administered(call: Call, writing: Writing): SiteProject {
  needPermission(writing, 404, "ADMINISTER_PROJECTS", "ADMINISTER");
  return visibleProject(call, writing);
}

/** Refuses accounts that have none of some permissions. */
export function needPermission({ site }: Writing, status: number, ...oneOf: string[]): void {
  if (!oneOf.some((permission) => site.may(permission)))
    throw new Refusal(status, "You do not have the permission to do this.");
}

/** Parameters that the OpenAPI knows but the emulated site does not act on are refused, not ignored. */
export function only(parameters: Call["parameters"], ...modelled: string[]): void {
  const other = Object.keys(parameters).find((name) => !modelled.includes(name));
  if (other !== undefined) throw unmodelled(`the parameter '${other}' of this operation`);
}

/** A parameter as a list of texts. */
export const list = (value: ParameterValue | undefined): string[] =>
  value === undefined ? [] : [value].flat().map(String);
/** A parameter as one text. */
export const text = (value: ParameterValue | undefined): string => list(value).join();

import type { JiraField } from "#adapters/jira/directory";
import { isPlanningField } from "#adapters/jira/map";

/** Fields of every site that say something about an item. */
const OWN_FIELDS = [
  ...["summary", "description", "issuetype", "project", "status", "labels", "components", "priority", "duedate"],
  ...["parent", "assignee", "reporter", "creator", "created", "updated"],
];

/** Fields to ask for, and what the site's own ones are called and hold: `names` and `schema` as an answer for one issue has them. */
export interface FieldPlan {
  ids: readonly string[];
  names: Readonly<Record<string, string>>;
  schema: Readonly<Record<string, { type: string; items?: string; custom?: string }>>;
}

/** Of a site's own fields: sprint and estimate, and people fields with one of these names. */
export function planFields(fields: readonly JiraField[], peopleFields: readonly string[]): FieldPlan {
  const wanted = new Set(["owner", ...peopleFields.map(fold)]);
  const own = fields.filter(({ name, schema }) => {
    if (!schema?.custom) return false;
    const isPerson = schema.type === "user" || schema.items === "user";
    return isPerson ? wanted.has(fold(name)) : isPlanningField(schema.custom, name);
  });
  return {
    ids: [...OWN_FIELDS, ...own.map(({ id }) => id).sort()],
    names: Object.fromEntries(own.map(({ id, name }) => [id, name])),
    schema: Object.fromEntries(
      own.map(({ id, schema }) => [
        id,
        {
          type: schema?.type ?? "",
          ...(schema?.items && { items: schema.items }),
          ...(schema?.custom && { custom: schema.custom }),
        },
      ]),
    ),
  };
}

const fold = (name: string): string => name.trim().toLowerCase();

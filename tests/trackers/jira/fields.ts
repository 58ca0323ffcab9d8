/** A field of the site, as `GET /field` lists it. */
export interface SiteField {
  id: string;
  name: string;
  custom: boolean;
  navigable: boolean;
  schema?: { type: string; items?: string; system?: string; custom?: string; customId?: number };
}

/** Ids of the custom fields. */
export const SPRINT = "customfield_10020";
export const STORY_POINTS = "customfield_10016";
export const PRODUCT_OWNER = "customfield_10101";

const system = (id: string, name: string, type: string, items?: string, navigable = true): SiteField => {
  return { id, name, custom: false, navigable, schema: { type, ...(items && { items }), system: id } };
};
const custom = (id: string, name: string, type: string, plugin: string, items?: string): SiteField => {
  const customId = Number(id.slice("customfield_".length));
  return {
    id,
    name,
    custom: true,
    navigable: true,
    schema: { type, ...(items && { items }), custom: plugin, customId },
  };
};

/** Fields of every issue. `issuekey` is a field without a type, and never among an issue's `fields`. */
export const FIELDS: readonly SiteField[] = [
  { id: "issuekey", name: "Key", custom: false, navigable: true },
  system("project", "Space", "project"),
  system("summary", "Summary", "string"),
  system("description", "Description", "string"),
  system("issuetype", "Work type", "issuetype"),
  system("status", "Status", "status"),
  system("statusCategory", "Status Category", "statusCategory"),
  system("priority", "Priority", "priority"),
  system("labels", "Labels", "array", "string"),
  system("components", "Components", "array", "component"),
  system("duedate", "Due date", "date"),
  { id: "parent", name: "Parent", custom: false, navigable: true },
  system("assignee", "Assignee", "user"),
  system("reporter", "Reporter", "user"),
  system("creator", "Creator", "user"),
  system("created", "Created", "datetime"),
  system("updated", "Updated", "datetime"),
  system("comment", "Comment", "comments-page", undefined, false),
  custom(STORY_POINTS, "Story Points", "number", "com.atlassian.jira.plugin.system.customfieldtypes:float"),
  custom(SPRINT, "Sprint", "array", "com.pyxis.greenhopper.jira:gh-sprint", "json"),
  custom(PRODUCT_OWNER, "Product owner", "user", "com.atlassian.jira.plugin.system.customfieldtypes:userpicker"),
];

/** Which fields a request means by its list: `*all`, `*navigable`, ids, and ids with a dash. Jira ignores unknown ids. */
export function chosenFields(asked: readonly string[]): SiteField[] {
  const words = asked.flatMap((word) => word.split(",")).map((word) => word.trim());
  const wanted = new Set<string>();
  // Only exclusions: from the navigable fields.
  if (words.every((word) => word.startsWith("-"))) words.unshift("*navigable");
  for (const word of words) {
    if (word === "*all" || word === "*navigable")
      for (const field of FIELDS) if (word === "*all" || field.navigable) wanted.add(field.id);
    if (word.startsWith("-")) wanted.delete(word.slice(1));
    else wanted.add(word);
  }
  return FIELDS.filter(({ id }) => wanted.has(id) && id !== "issuekey");
}

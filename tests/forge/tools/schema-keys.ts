import { forgeManifestFile } from "./forge-files";

interface Schema {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
}
const root = forgeManifestFile("schema/manifest-schema.json") as { definitions: Record<string, Schema | undefined> };
const moduleTypes = root.definitions["ModuleSchema"]?.properties ?? {};

/** Keys that Atlassian's documentation has and the schema has not. */
const DOCUMENTED = new Set([
  // developer.atlassian.com/platform/forge/manifest-reference/modules/jira-issue-context: the schema has it elsewhere only
  "jira:issueContext.dynamicProperties",
  // developer.atlassian.com/platform/forge/manifest-reference/modules/dashboard-widget: the example for UI Kit
  "dashboards:widget.edit.resolver",
]);

/** Keys of modules that Forge's schema does not know: it mostly lets them pass, and they do nothing. */
export function findUnknownKeys(modules: Readonly<Record<string, readonly object[]>>): string[] {
  return Object.entries(modules).flatMap(([type, list]) => {
    const known = moduleTypes[type];
    if (!known) return [`${type} is no module of Forge`];
    return list.flatMap((module) => unknownIn(module, [known.items ?? {}], type));
  });
}

function unknownIn(value: unknown, schemas: readonly Schema[], at: string): string[] {
  if (Array.isArray(value)) {
    const items = branchesOf(schemas).flatMap(({ items }) => items ?? []);
    return value.flatMap((one) => unknownIn(one, items, at));
  }
  if (typeof value !== "object" || value === null) return [];
  const branches = branchesOf(schemas);
  const named = branches.flatMap(({ properties }) => Object.entries(properties ?? {}));
  // Nothing is said of what it may hold: conditions have a validator of their own.
  if (named.length === 0) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const place = `${at}.${key}`;
    if (DOCUMENTED.has(place)) return [];
    const found = named.filter(([name]) => name === key).map(([, one]) => one);
    return found.length === 0 ? [`${place} is not a key that Forge knows`] : unknownIn(inner, found, place);
  });
}

/** Everything that one of several schemas may be. */
function branchesOf(schemas: readonly Schema[]): Schema[] {
  return schemas.flatMap((one) => {
    const target = one.$ref === undefined ? [] : [root.definitions[one.$ref.split("/").at(-1) ?? ""] ?? {}];
    return [one, ...branchesOf([...target, ...(one.oneOf ?? []), ...(one.anyOf ?? []), ...(one.allOf ?? [])])];
  });
}

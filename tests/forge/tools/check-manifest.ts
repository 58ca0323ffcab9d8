import { parse } from "yaml";
import { z } from "zod";
import { productEvents } from "./product-events";
import { findUnknownKeys } from "./schema-keys";

/** What of the app must agree with its manifest. */
export interface AppFacts {
  /** Names that src/forge/index.ts exports. */
  exports: readonly string[];
  /** Seconds for which src/forge/compose.ts plans, by handler. */
  seconds: Readonly<Record<string, number>>;
  queues: readonly string[];
  /** The property that the app writes: its paths with their names in JQL. */
  property: { key: string; aliases: Readonly<Record<string, string>> };
  /** Packages of @forge that the source imports. */
  packages: readonly string[];
  exists: (path: string) => boolean;
}

const moduleSchema = z.looseObject({ key: z.string() });
type Module = z.output<typeof moduleSchema>;
const manifestSchema = z.looseObject({
  modules: z.record(z.string(), z.array(moduleSchema)),
  resources: z.array(z.looseObject({ key: z.string(), path: z.string() })),
  permissions: z.looseObject({ scopes: z.array(z.string()) }),
});

interface Checked {
  manifest: z.output<typeof manifestSchema>;
  of: (type: string) => readonly Module[];
  /** Where a function is used: the module's type, and the module. */
  uses: readonly { type: string; module: Module; key: string }[];
  functions: readonly { key: string; handler: string; timeoutSeconds?: number | undefined }[];
  app: AppFacts;
  text: string;
}

/** What is wrong with a manifest, beyond what Forge's own validators find; in sentences. */
export function checkManifest(text: string, app: AppFacts): string[] {
  const manifest = manifestSchema.parse(parse(text));
  const { modules } = manifest;
  const checked: Checked = {
    ...{ manifest, app, text },
    of: (type) => modules[type] ?? [],
    uses: Object.entries(modules)
      .filter(([type]) => type !== "function")
      .flatMap(([type, list]) =>
        list.flatMap((module) => valuesAt(module, "function").map((key) => ({ type, module, key }))),
      ),
    functions: z
      .array(z.object({ key: z.string(), handler: z.string(), timeoutSeconds: z.number().optional() }))
      .parse(modules["function"]),
  };
  return CHECKS.flatMap((check) => check(checked));
}

/** Strings below a key, however deep. */
function valuesAt(value: unknown, wanted: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === wanted && typeof inner === "string" ? [inner] : valuesAt(inner, wanted),
  );
}

/** Seconds that a function has: of a resolver, a trigger or an action, and of a long one that says nothing. */
const SHORT = 25;
const LONG = 55;
const LONGEST = 900;
const LONG_MODULES = new Set(["consumer", "scheduledTrigger"]);
/** Scheduled triggers of an app, and those of them that may come every five minutes. */
const MOST_SCHEDULED = 5;
const MOST_FREQUENT = 1;
/** What people see who may not be signed in. */
const SEEN_BY_ALL = ["jira:issueContext", "jira:issuePanel", "jira:projectPage"];

const CHECKS: readonly ((checked: Checked) => string[])[] = [
  ({ manifest }) => findUnknownKeys(manifest.modules),
  ({ of }) =>
    of("trigger").flatMap(({ key, events }) =>
      z
        .array(z.string())
        .parse(events)
        .filter((name) => !productEvents.has(name))
        .map((name) => `The trigger ${key} waits for ${name}, and there is no such event`),
    ),
  ({ of }) => {
    const all = of("scheduledTrigger");
    const frequent = all.filter(({ interval }) => interval === "fiveMinute");
    return [
      ...(all.length > MOST_SCHEDULED
        ? [`There are ${all.length} scheduled triggers; Forge runs ${MOST_SCHEDULED}`]
        : []),
      ...(frequent.length > MOST_FREQUENT
        ? [`There are ${frequent.length} triggers every five minutes, one may be`]
        : []),
    ];
  },
  ({ manifest, of, app: { packages } }) => [
    ...(packages.includes("@forge/kvs") && !manifest.permissions.scopes.includes("storage:app")
      ? ["@forge/kvs needs the scope storage:app"]
      : []),
    ...(packages.includes("@forge/sql") && of("sql").length === 0 ? ["@forge/sql needs a module sql"] : []),
    ...(packages.includes("@forge/events") && of("consumer").length === 0 ? ["@forge/events needs a consumer"] : []),
  ],
  noEgress,
  functionsInUse,
  timeouts,
  ({ of, app }) => {
    const named = of("consumer").map(({ queue }) => String(queue));
    return [
      ...named.filter((one) => !app.queues.includes(one)).map((one) => `Nothing writes to the queue ${one}`),
      ...app.queues.filter((one) => !named.includes(one)).map((one) => `Nobody reads the queue ${one}`),
    ];
  },
  entityProperty,
  resources,
  ({ text, manifest }) =>
    manifest.permissions.scopes
      .filter((scope) => !new RegExp(`^ +# .+\\n +- ${scope}$`, "m").test(text))
      .map((scope) => `No line says why the scope ${scope} is asked for`),
  ({ of }) =>
    SEEN_BY_ALL.flatMap(of)
      .filter(
        ({ displayConditions }) => !z.object({ isLoggedIn: z.literal(true) }).safeParse(displayConditions).success,
      )
      .map(({ key }) => `${key} is shown to people who are not signed in`),
];

/** Runs on Atlassian: nothing may leave Jira, and nothing from elsewhere may be loaded. */
function noEgress({ manifest, of, text }: Checked): string[] {
  const outward = ["remotes", "providers", "connectModules", "endpoint", "environment"].filter(
    (key) => key in manifest,
  );
  const beyond = Object.keys(manifest.permissions).filter((key) => key !== "scopes");
  const dynamic = of("webtrigger").filter(({ response }) => valuesAt(response, "type")[0] !== "static");
  return [
    ...outward.map((key) => `${key} lets something leave Jira`),
    ...beyond.map((key) => `permissions.${key} lets something in or out`),
    ...dynamic.map(({ key }) => `The web trigger ${key} answers with what it likes`),
    ...(/\binScopeEUD\b/.test(text) ? ["inScopeEUD lets data of users leave Jira"] : []),
    ...valuesWithHost(manifest).map((value) => `${value} is loaded from elsewhere`),
  ];
}

function valuesWithHost(value: unknown): string[] {
  if (typeof value === "string") return /(^|[^\w])(https?:)?\/\/[\w-]+\./.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(valuesWithHost) : [];
}

function functionsInUse({ functions, uses, app }: Checked): string[] {
  const named = functions.map(({ key }) => key);
  const handlers = functions.map(({ handler }) => handler);
  return [
    ...named.filter((key) => !uses.some((use) => use.key === key)).map((key) => `No module uses the function ${key}`),
    ...uses.filter(({ key }) => !named.includes(key)).map(({ key }) => `There is no function ${key}`),
    ...handlers
      .filter((handler) => !app.exports.some((name) => handler === `forge/index.${name}`))
      .map((handler) => `src/forge/index.ts does not export ${handler}`),
    ...app.exports
      .filter((name) => !handlers.includes(`forge/index.${name}`))
      .map((name) => `No function of the manifest is ${name}`),
  ];
}

function timeouts({ functions, uses, app }: Checked): string[] {
  return functions.flatMap(({ key, handler, timeoutSeconds }) => {
    const isLong = uses.filter((use) => use.key === key).every(({ type }) => LONG_MODULES.has(type));
    const planned = app.seconds[handler.replace("forge/index.", "")];
    const given = isLong ? (timeoutSeconds ?? LONG) : SHORT;
    return [
      ...(given > LONGEST ? [`${key} may run ${given} s; the most is ${LONGEST}`] : []),
      ...(!isLong && timeoutSeconds !== undefined ? [`${key} has ${SHORT} s, whatever timeoutSeconds says`] : []),
      ...(isLong && planned === undefined ? [`src/forge/compose.ts says nothing of the seconds of ${key}`] : []),
      ...(planned !== undefined && planned !== given
        ? [`${key} may run ${given} s, and src/forge/compose.ts plans for ${planned}`]
        : []),
    ];
  });
}

function entityProperty({ of, app: { property } }: Checked): string[] {
  const modules = of("jira:entityProperty");
  const values = z
    .array(z.object({ path: z.string(), searchAlias: z.string() }))
    .parse(modules.flatMap((module) => module["values"] ?? []));
  const declared = Object.fromEntries(values.map(({ path, searchAlias }) => [path, searchAlias]));
  const [ours, theirs] = [property.aliases, declared].map((one) => JSON.stringify(Object.entries(one).sort()));
  return [
    ...(modules.some(({ propertyKey, entityType }) => propertyKey !== property.key || entityType !== "issue")
      ? [`The app writes the property ${property.key} of issues, and the manifest declares another one`]
      : []),
    ...(ours === theirs ? [] : [`The app writes ${ours}, and JQL is told of ${theirs}`]),
  ];
}

/** Of a reference `resource:KEY;FILE`. */
const REFERENCE = /^resource:([\w-]+);(.+)$/;

function resources({ manifest, app }: Checked): string[] {
  const { modules } = manifest;
  const entries = new Map(manifest.resources.map(({ key, path }) => [key, path]));
  const named = [...new Set(valuesAt(modules, "resource"))];
  const pictures = ["icon", "thumbnail"].flatMap((key) => valuesAt(modules, key));
  const references = pictures.map((picture) => REFERENCE.exec(picture) ?? [picture]);
  const natives = new Set(
    Object.values(modules)
      .flat()
      .flatMap((module) => [module, module["edit"]])
      .flatMap((one) => {
        const part = z.object({ resource: z.string(), render: z.literal("native") }).safeParse(one);
        return part.success ? [part.data.resource] : [];
      }),
  );
  return [
    ...named.filter((key) => !entries.has(key)).map((key) => `There is no resource ${key}`),
    ...[...entries.keys()]
      .filter((key) => !named.includes(key) && !references.some(([, used]) => used === key))
      .map((key) => `No module uses the resource ${key}`),
    ...[...entries].filter(([, path]) => !app.exists(path)).map(([key, path]) => `${path} of ${key} does not exist`),
    ...references
      .filter(([, key, file]) => key === undefined || !app.exists(`${entries.get(key) ?? ""}/${file ?? ""}`))
      .map(([picture]) => `${picture} names no file of a resource`),
    ...named
      .filter((key) => natives.has(key) !== (entries.get(key)?.endsWith(".tsx") ?? false))
      .map((key) => `${key} is either UI Kit with "render: native" or a folder without`),
  ];
}

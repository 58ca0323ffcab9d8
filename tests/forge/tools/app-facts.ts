import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { PROPERTY_KEY } from "#adapters/jira/write";
import type { QueueName } from "#usecases/app/parts";
import { createValueReader } from "#usecases/publish-search-values";
import type { AppFacts } from "./check-manifest";
import { project } from "./run-tool";

/** Both ways: a queue that is missing here, or one too many, does not compile. */
const QUEUES = Object.keys({ work: true, changes: true } satisfies Record<QueueName, true>);

/** Source files of a folder of the project, by path from there. */
export const sourcesIn = (folder: string): { file: string; text: string }[] =>
  readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(join(project, folder, name), "utf8") }));

/** Packages of @forge that the source imports for more than a type. */
export const forgePackages = (): string[] => [
  ...new Set(
    sourcesIn("src").flatMap(({ text }) =>
      [...text.matchAll(/^import (?!type ).*? from "(@forge\/[\w-]+)/gms)].map(([, name]) => name ?? ""),
    ),
  ),
];

/** What the source says; `exports` are those of src/forge/index.ts. */
export async function readAppFacts(exports: readonly string[], exists = existsIn(project)): Promise<AppFacts> {
  const { aliases } = await readProperty();
  const compose = readFileSync(join(project, "src/forge/compose.ts"), "utf8");
  return {
    ...{ exports, exists, queues: QUEUES, packages: forgePackages() },
    seconds: plannedSeconds(compose),
    property: { key: PROPERTY_KEY, aliases },
  };
}

export const existsIn =
  (folder: string) =>
  (path: string): boolean =>
    existsSync(join(folder, path));

/** The paths as they are written, with the names by which the policy tells people to ask for them. */
async function readProperty(): Promise<{ aliases: Record<string, string> }> {
  const read = createValueReader({
    ...{ decisions: [], now: "" },
    store: { list: { near: () => Promise.resolve([]) }, findingsOf: () => Promise.resolve([]) } as never,
    optedIn: { profiles: [], byId: new Map([["p", { withFinding: true, profile: { focus: "tactical" } } as never]]) },
  });
  const [one] = await read([{ item: { id: "i" }, place: { profile: "p" } } as never]);
  const told = new Set(readFileSync(join(project, "src/core/config.ts"), "utf8").match(/\brolecall[A-Z]\w+/g));
  const nameOf = (path: string) =>
    [...told].find((name) => name.toLowerCase() === `${PROPERTY_KEY}${path}`) ?? "a name that the policy does not tell";
  const paths = Object.keys(JSON.parse(one?.value ?? "{}") as object);
  return { aliases: Object.fromEntries(paths.map((path) => [path, nameOf(path)])) };
}

/** `SECONDS` of src/forge/compose.ts by the handlers that use it. */
export function plannedSeconds(code: string): Record<string, number> {
  const source = ts.createSourceFile("compose.ts", code, ts.ScriptTarget.Latest, true);
  const known: Record<string, number> = {};
  const planned: Record<string, number> = {};
  const look = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === "SECONDS" && node.initializer)
      for (const [, name = "", seconds] of node.initializer.getText().matchAll(/(\w+): ([\d_]+)/g))
        known[name] = Number(seconds?.replaceAll("_", ""));
    if (ts.isPropertyAssignment(node)) {
      const used = /\bSECONDS\.(\w+)/.exec(node.initializer.getText())?.[1];
      if (used !== undefined) planned[node.name.getText()] = known[used] ?? Number.NaN;
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return planned;
}

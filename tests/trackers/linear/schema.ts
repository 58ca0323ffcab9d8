import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSchema, GraphQLScalarType, type GraphQLSchema } from "graphql";
import { deriveSdl } from "./derive-schema";

/** Raise it when `deriveSdl` writes something else than before, so that no older text is taken from the cache. */
const DERIVATION = 3;

let built: GraphQLSchema | undefined;

function packageFolder(): string {
  return dirname(dirname(fileURLToPath(import.meta.resolve("@linear/sdk"))));
}

function installedVersion(folder: string): string {
  const described: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (typeof described === "object" && described !== null && "version" in described) return String(described.version);
  throw new Error("The installed @linear/sdk states no version.");
}

/** The file of the package that declares the generated types: the one that declares `Query`. */
function declarationsOf(folder: string): string {
  const dist = join(folder, "dist");
  for (const name of readdirSync(dist).filter((file) => file.startsWith("index") && file.endsWith(".d.mts"))) {
    const text = readFileSync(join(dist, name), "utf8");
    if (text.includes("\ntype Query = {")) return text;
  }
  throw new Error("The installed @linear/sdk declares no Query type.");
}

function readCache(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function writeCache(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, text);
    renameSync(draft, path);
  } catch {
    // Without a cache the next process derives the schema again.
  }
}

/** Linear's schema as SDL, derived from the installed `@linear/sdk` and cached beside the installed packages. */
export function linearSdl(): string {
  const folder = packageFolder();
  const name = `linear-${installedVersion(folder)}-${DERIVATION}.graphql`;
  const path = join(dirname(dirname(folder)), ".cache", "rolecall", name);
  const cached = readCache(path);
  if (cached !== undefined) return cached;
  const sdl = deriveSdl(declarationsOf(folder));
  writeCache(path, sdl);
  return sdl;
}

/** Linear's schema, built once per process; times are served from epoch milliseconds. */
export function linearSchema(): GraphQLSchema {
  if (built !== undefined) return built;
  const schema = buildSchema(linearSdl(), { assumeValidSDL: true });
  const dateTime = schema.getType("DateTime");
  if (dateTime instanceof GraphQLScalarType) {
    dateTime.serialize = (value: unknown) => (typeof value === "number" ? new Date(value).toISOString() : value);
  }
  built = schema;
  return schema;
}

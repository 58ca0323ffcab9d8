import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const folder = dirname(createRequire(import.meta.url).resolve("@forge/manifest"));

/** A JSON file inside @forge/manifest: read, because as an import the types of two megabytes would have to be worked out. */
export const forgeManifestFile = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), "utf8"));

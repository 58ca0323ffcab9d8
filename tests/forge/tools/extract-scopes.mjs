// Takes from Atlassian's OpenAPI of the Jira Cloud platform (REST v3) the scopes of what the emulated site answers:
// node tests/forge/tools/extract-scopes.mjs <full spec> [<output, default: jira-scopes.json beside this file>]
// For each request the sets of scopes of which one is enough: the classic one first, then the granular one.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format } from "prettier";

const beside = (path) => fileURLToPath(new URL(path, import.meta.url));
const [source, target = beside("jira-scopes.json")] = process.argv.slice(2);
if (!source) {
  console.error("Usage: node tests/forge/tools/extract-scopes.mjs <full spec> [<output>]");
  process.exit(2);
}
const whole = JSON.parse(readFileSync(source, "utf8"));
const known = JSON.parse(readFileSync(beside("../../trackers/jira/openapi.json"), "utf8"));

/** An empty granular set beside a classic scope says that none is documented, not that none is needed. */
function scopesOf(operation) {
  const [classic = [], granular = []] = ["Current", "Beta"].map(
    (state) => operation["x-atlassian-oauth2-scopes"].find((one) => one.state === state)?.scopes,
  );
  return classic.length === 0 || granular.length === 0 ? [classic] : [classic, granular];
}

const table = Object.fromEntries(
  Object.entries(known.paths)
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [`${method.toUpperCase()} ${path}`, scopesOf(whole.paths[path][method])]),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(target, await format(JSON.stringify(table), { parser: "json", printWidth: 120 }));

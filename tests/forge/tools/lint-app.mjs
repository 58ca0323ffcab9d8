// Runs the client side of @forge/lint over the app in the current directory, offline and without a login.
// Arguments: OpenAPI file with the scopes of Jira's endpoints, then pairs of a folder and the manifest to lint it with.
// Prints as JSON one report for each pair: [{ files, problems: [{ file, level, message, line }] }].
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import forgeLint from "@forge/lint";
import { parse } from "yaml";

const [openApi, ...pairs] = process.argv.slice(2);

// Without all of these the linter fetches the OpenAPI documents of every product from the network.
const empty = join(mkdtempSync(join(tmpdir(), "forge-lint-")), "empty.json");
writeFileSync(empty, JSON.stringify({ paths: {} }));
process.env.USE_LOCAL_SWAGGER = "1";
process.env.LOCAL_JIRA_SWAGGER = openApi;
for (const product of ["JSM", "JSW", "CONF", "CONF_V2", "BB"]) process.env[`LOCAL_${product}_SWAGGER`] = empty;

const silent = { info() {}, warn() {}, error() {}, debug() {}, trace() {} };
const featureFlags = { getDeprecatedRuntimes: async () => [], getPreviewRuntimes: async () => [] };
const mode = { linter: { mode: "client-side" } };

async function lintFolder(folder, manifestPath) {
  const files = readdirSync(folder, { recursive: true })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
  const manifest = parse(readFileSync(manifestPath, "utf8"));
  const results = await forgeLint.lint(files, manifest, "development", silent, featureFlags, mode);
  const problems = results.flatMap(({ file, errors, warnings, approvals }) =>
    Object.entries({ error: errors, warning: warnings, approval: approvals }).flatMap(([level, found]) =>
      found.map(({ message, line }) => ({ file, level, message, line })),
    ),
  );
  return { files: files.length, problems };
}

const reports = [];
while (pairs.length > 0) reports.push(await lintFolder(...pairs.splice(0, 2)));
process.stdout.write(JSON.stringify(reports));

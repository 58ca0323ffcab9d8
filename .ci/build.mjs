// Builds the command line: one code-split bundle in dist/, the sample backlog, the policy's JSON Schema and the screens
// of `rolecall serve` and of the Jira app beside it.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { build as buildPages } from "vite";

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: { cli: "src/cli/main.ts", "job-worker": "src/cli/job-worker.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // It comes as a binary for the platform.
  external: ["libsql"],
  chunkNames: "chunks/[name]-[hash]",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  // CommonJS libraries inside an ESM bundle still ask for node's own modules with require.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
  logLevel: "warning",
});
cpSync("src/sample", "dist/sample", { recursive: true });
chmodSync("dist/cli.js", 0o755);
execFileSync(process.execPath, ["dist/cli.js", "config", "schema", "--output", "dist/policy.schema.json"], {
  stdio: "pipe",
});
const configFile = fileURLToPath(new URL("ui.vite.config.mjs", import.meta.url));
// Tests of the command line do without the pages of the Jira app.
const modes = process.argv.includes("--without-jira-pages") ? ["production"] : ["production", "jira"];
for (const mode of modes) await buildPages({ configFile, mode });

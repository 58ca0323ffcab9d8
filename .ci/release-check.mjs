// Packs the package, installs it into an empty folder and uses it there as a stranger would.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const MEGABYTE = 1_000_000;
const limits = { size: 40 * MEGABYTE, startRatio: 2.5 };
const folder = mkdtempSync(join(tmpdir(), "rolecall-release-"));
const run = (command, args, options = {}) => execFileSync(command, args, { encoding: "utf8", cwd: folder, ...options });

try {
  execFileSync("npm", ["run", "-s", "build"], { stdio: "inherit" });
  const packed = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { encoding: "utf8" }),
  );
  const { filename: tarball, files } = Array.isArray(packed) ? packed[0] : Object.values(packed)[0];
  checkContents(files.map(({ path }) => path));
  run("npm", ["init", "-y"], { stdio: "pipe" });
  run("npm", ["install", "--no-audit", "--no-fund", resolve(folder, tarball)], { stdio: "pipe" });
  const size = sizeOf(join(folder, "node_modules"));
  console.log(`node_modules: ${(size / MEGABYTE).toFixed(1)} MB (limit ${limits.size / MEGABYTE})`);
  if (size > limits.size) throw new Error("The installed package is too large.");

  writeFileSync(
    join(folder, "export.csv"),
    "Summary,Issue key,Issue Type,Status\nAgree the pricing model for enterprise,PAY-1,Epic,To Do\nFix 500 on the pricing page,PAY-2,Bug,To Do\n",
  );
  const report = run("npx", ["--no-install", "rolecall", "audit", "export.csv", "--format", "json"]);
  const { totals } = JSON.parse(report);
  console.log(
    `audit export.csv: ${totals.items} items, ${totals.strategic} strategic, ${totals.tactical} tactical, ${totals.unclear} unclear`,
  );
  if (totals.items !== 2) throw new Error("The audit did not read both rows.");

  const cli = join(folder, "node_modules", "rolecall", "dist", "cli.js");
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  if (run("node", [cli, "--version"]).trim() !== version) throw new Error("--version prints another version.");
  const ratio = median(Array.from({ length: 21 }, () => time(["node", cli, "--version"]) / time(["node", "-e", "0"])));
  console.log(`rolecall --version: ${ratio.toFixed(2)} x the time of node -e 0 (limit ${limits.startRatio})`);
  if (ratio > limits.startRatio) throw new Error("The command line starts too slowly.");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Everything that the command line uses is there, and nothing of the Jira app: `forge deploy` brings that to Jira. */
function checkContents(paths) {
  const wanted = [
    "dist/cli.js",
    "dist/job-worker.js",
    "dist/policy.schema.json",
    "dist/ui/index.html",
    "README.md",
    "LICENSE",
  ];
  const missing = wanted.filter((path) => !paths.includes(path));
  if (missing.length > 0) throw new Error(`The package lacks ${missing.join(", ")}.`);
  const strange = paths.filter((path) => /^(dist\/jira-pages\/|manifest\.yml$|src\/)/.test(path));
  if (strange.length > 0) throw new Error(`The package holds what is not for it: ${strange.slice(0, 3).join(", ")}.`);
}

function sizeOf(path) {
  const stat = statSync(path);
  return stat.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : stat.size;
}

function time([command, ...args]) {
  const start = process.hrtime.bigint();
  execFileSync(command, args, { stdio: "pipe" });
  return Number(process.hrtime.bigint() - start);
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

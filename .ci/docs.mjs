// Writes the rule pages of docs/rules from the rules themselves; a stale page fails the clean-tree check of .ci/run.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";

const rolecall = (...args) => execFileSync(process.execPath, ["dist/cli.js", ...args], { encoding: "utf8" });
rmSync("docs/rules", { recursive: true, force: true });
mkdirSync("docs/rules", { recursive: true });
const ids = rolecall("rules")
  .split("\n\n")[0]
  .split("\n")
  .map((line) => line.split(" ")[0]);
const pages = ids.map((id) => ({ id, page: rolecall("rules", id) }));
for (const { id, page } of pages) writeFileSync(`docs/rules/${id}.md`, page);
const titleOf = (page) => /^\*\*(.*?)\.\*\*/m.exec(page)?.[1] ?? "";
const list = pages.map(({ id, page }) => `- [${id}](${id}.md): ${titleOf(page)}`).join("\n");
writeFileSync("docs/rules/README.md", `# Rules\n\nGenerated from src/core/rules by \`npm run docs\`.\n\n${list}\n`);

import { cpSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { jiraIssue } from "../adapters-jira/issue";
import { installBoundary, json } from "./boundary";
import { createScratch, project, runTool } from "./tools/run-tool";

/** Our own limits, far below Forge's (100 MB a resource): a cold start parses the functions, every opened work item the panel. */
const MAX_FUNCTIONS_BYTES = 4_000_000;
const MAX_PANEL_BYTES = 400_000;
/** What Forge's own SDK asks the runtime for: invocation context and translations. */
const SDK_MODULES = ["async_hooks", "fs", "path"];

interface Packed {
  resolver: (request: object, invocation: object) => Promise<unknown>;
}

const scratch = createScratch(afterAll);
let bundles: { functions: string; panels: { key: string; path: string }[]; warnings: string[] };
let treeBefore: string[];

/** A copy without packages, so that whatever the bundler leaves beside the sources is seen. */
const app = join(scratch, "app");
const tree = (): string[] => readdirSync(app, { recursive: true }).map(String).sort();

beforeAll(async () => {
  for (const name of ["manifest.yml", "package.json", "tsconfig.json", "src"]) {
    cpSync(join(project, name), join(app, name), { recursive: true });
  }
  treeBefore = tree();
  symlinkSync(join(project, "node_modules"), join(scratch, "node_modules"));
  bundles = z
    .object({
      functions: z.string(),
      panels: z.array(z.object({ key: z.string(), path: z.string() })),
      warnings: z.array(z.string()),
    })
    .parse(await runTool("bundle-app.cjs", { cwd: app, scratch }));
}, 300_000);

describe("the app as Forge's own bundler packs it", () => {
  it("is packed without a warning", () => {
    expect(bundles.warnings).toEqual([]);
  });

  it("stays small", () => {
    const bytes = (folder: string): number =>
      readdirSync(folder, { recursive: true })
        .map((file) => join(folder, String(file)))
        .filter((file) => /\.(c?js|html)$/.test(file))
        .reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes(bundles.functions)).toBeGreaterThan(10_000);
    expect(bytes(bundles.functions)).toBeLessThan(MAX_FUNCTIONS_BYTES);
    expect(bundles.panels.map(({ key }) => key)).toEqual(["issue-panel"]);
    for (const { path } of bundles.panels) {
      expect(existsSync(join(path, "index.html"))).toBe(true);
      expect(bytes(path)).toBeLessThan(MAX_PANEL_BYTES);
    }
  });

  it("needs nothing of Node but what Forge's SDK itself needs", () => {
    const code = readFileSync(join(bundles.functions, "forge/index.cjs"), "utf8");
    const needed = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name ?? "");
    expect(new Set(needed)).toEqual(new Set(SDK_MODULES));
    expect(code).not.toMatch(/["']node:/);
  });

  it("answers a panel from the packed function", async () => {
    const boundary = installBoundary();
    boundary.answerJira(() => json(200, jiraIssue()));
    const { resolver } = createRequire(import.meta.url)(join(bundles.functions, "forge/index.cjs")) as Packed;
    const request = {
      call: { functionKey: "explainIssue" },
      context: { cloudId: "site-1", extension: { issue: { id: "10023" } } },
    };
    expect(await resolver(request, {})).toMatchObject({ kind: "verdict", view: { focus: "tactical" } });
    expect(boundary.calls).toHaveLength(1);
  });

  it("leaves nothing beside the sources", () => {
    expect(tree()).toEqual(treeBefore);
  });
});

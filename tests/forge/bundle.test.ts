import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { jiraIssue } from "../adapters-jira/issue";
import { mysqlServer } from "../stores/databases";
import { installBoundary } from "./boundary";
import { ON_FORGE_SQL } from "./emulated-sql";
import { callEach } from "./handlers";
import { copyApp } from "./tools/app-copy";
import { createScratch, project, runTool } from "./tools/run-tool";

/** Our own limits, far below Forge's (100 MB a resource): a cold start parses the functions, every opened work item the panel. */
const MAX_FUNCTIONS_BYTES = 5_000_000;
const MAX_PANEL_BYTES = 400_000;
/** What the functions ask the runtime for: Forge's SDK for the context of an invocation, translations and random ids, our store for hashes. */
const NODE_MODULES = ["async_hooks", "crypto", "fs", "node:crypto", "node:zlib", "path"];

const { function: functions } = z
  .object({ modules: z.looseObject({ function: z.array(z.object({ key: z.string(), handler: z.string() })) }) })
  .parse(parse(readFileSync(join(project, "manifest.yml"), "utf8"))).modules;
const scratch = createScratch(afterAll);
let app: string;
let bundles: { functions: string; panels: { key: string; path: string }[]; warnings: string[] };
let treeBefore: string[];

const tree = (): string[] => readdirSync(app, { recursive: true }).map(String).sort();
const packedFile = (): string => join(bundles.functions, "forge/index.cjs");
const bytes = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((file) => /\.(c?js|html)$/.test(file))
    .reduce((sum, file) => sum + statSync(file).size, 0);
/** Figures for whoever reads the log of a run; the tests hold the limits. */
const print = (line: string): void => void process.stdout.write(`${line}\n`);

beforeAll(async () => {
  app = await copyApp(scratch);
  treeBefore = tree();
  bundles = z
    .object({
      functions: z.string(),
      panels: z.array(z.object({ key: z.string(), path: z.string() })),
      warnings: z.array(z.string()),
    })
    .parse(await runTool("bundle-app.cjs", { cwd: app, scratch }));
}, 600_000);

describe("the app as Forge's own bundler packs it", () => {
  it("is packed without a warning", () => {
    expect(bundles.warnings).toEqual([]);
  });

  it("leaves nothing beside the sources", () => {
    expect(tree()).toEqual(treeBefore);
  });

  it("stays small", () => {
    const ofFunctions = bytes(bundles.functions);
    print(`packed functions: ${ofFunctions} bytes`);
    expect(ofFunctions).toBeGreaterThan(10_000);
    expect(ofFunctions).toBeLessThan(MAX_FUNCTIONS_BYTES);
    expect(bundles.panels.map(({ key }) => key).sort()).toEqual(["issue-panel", "widget", "widget-settings"]);
    for (const { key, path } of bundles.panels) {
      print(`packed ${key}: ${bytes(path)} bytes`);
      expect(existsSync(join(path, "index.html"))).toBe(true);
      expect(bytes(path)).toBeLessThan(MAX_PANEL_BYTES);
    }
  });

  it("needs nothing of Node but what is listed here", () => {
    const code = readdirSync(bundles.functions, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".cjs"))
      .map((name) => readFileSync(join(bundles.functions, name), "utf8"))
      .join("\n");
    const needed = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name ?? "");
    expect([...new Set(needed)].sort()).toEqual(NODE_MODULES);
    const named = [...code.matchAll(/["'](node:[a-z/_]+)["']/g)].map(([, name]) => name ?? "");
    expect(named.filter((name) => !NODE_MODULES.includes(name))).toEqual([]);
  });

  it("exports every handler that manifest.yml names, and nothing else", () => {
    installBoundary();
    const packed = createRequire(import.meta.url)(packedFile()) as Record<string, unknown>;
    expect(
      Object.keys(packed)
        .map((name) => `forge/index.${name}`)
        .sort(),
    ).toEqual(functions.map(({ handler }) => handler).sort());
    for (const [name, handler] of Object.entries(packed)) expect(handler, name).toBeTypeOf("function");
  });

  it("starts and answers a panel within the seconds that somebody waits", async () => {
    const issue = join(scratch, "issue.json");
    writeFileSync(issue, JSON.stringify(jiraIssue()));
    const started = z
      .object({ requireMs: z.number(), firstMs: z.number(), secondMs: z.number(), answer: z.unknown() })
      .parse(await runTool("cold-start.mjs", { cwd: scratch, scratch, args: [packedFile(), issue] }));
    const { requireMs, firstMs, secondMs, answer } = started;
    print(
      `cold start: ${requireMs} ms to load the functions, ${firstMs} ms to the first panel, ${secondMs} ms to the next`,
    );
    expect(answer).toMatchObject({ kind: "view", view: { live: { focus: "tactical" } } });
    // Many times what it takes: resolvers have 25 s, and this machine may have other things to do.
    expect(requireMs + firstMs).toBeLessThan(10_000);
  }, 60_000);
});

describe.skipIf(!mysqlServer)(`The packed functions ${ON_FORGE_SQL}`, () => {
  it("answer: every one of manifest.yml is invoked, and each does its work", async () => {
    const { answers, invocations, faults } = await callEach(bundles.functions, functions);
    expect(faults).toEqual([]);
    expect(Object.keys(invocations).sort()).toEqual(functions.map(({ key }) => key).sort());
    for (const { key } of functions) expect(invocations[key], key).toBeGreaterThanOrEqual(1);
    expect(answers).toMatchObject({
      panel: { kind: "view" },
      "panel-status": { status: { type: "lozenge" } },
      pages: { ok: true, output: { scopeCount: 2 } },
      widget: { spaces: [{ key: "ONB" }, { key: "PAY" }] },
    });
  }, 300_000);
});

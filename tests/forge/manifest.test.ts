import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { installBoundary } from "./boundary";
import { createScratch, project, runTool } from "./tools/run-tool";

const manifestText = readFileSync(join(project, "manifest.yml"), "utf8");
const manifest = z
  .object({
    app: z.object({ id: z.string(), runtime: z.object({ name: z.string() }) }),
    modules: z.looseObject({ function: z.array(z.object({ key: z.string(), handler: z.string() })) }),
    resources: z.array(z.object({ key: z.string(), path: z.string() })),
    permissions: z.looseObject({ scopes: z.array(z.string()) }),
  })
  .parse(parse(manifestText));
const scratch = createScratch(afterAll);

const problemsOf = async (cwd: string, ...args: string[]): Promise<{ level: string; message: string }[]> =>
  z
    .array(z.object({ level: z.string(), message: z.string() }))
    .parse(await runTool("validate-manifest.mjs", { cwd, scratch, args }));

/** A copy of the manifest and the files it names, with one change in the manifest. */
function changedCopy(name: string, from: string, to: string): string {
  expect(manifestText).toContain(from);
  const folder = join(scratch, name);
  const files = ["src/forge/index.ts", ...manifest.resources.map(({ path }) => path)];
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(project, file), join(folder, file));
  }
  writeFileSync(join(folder, "manifest.yml"), manifestText.replaceAll(from, to));
  return folder;
}

describe("manifest.yml", () => {
  it("passes every validator that Forge ships", async () => {
    expect(await problemsOf(project)).toEqual([]);
  }, 120_000);

  it("passes in a copy, so that what refuses a copy below is its fault", async () => {
    expect(await problemsOf(changedCopy("unchanged", "app:", "app:"), "full")).toEqual([]);
  }, 120_000);

  it.each([
    ["a scope that does not exist", "read:jira-work", "read:jira-everything", /read:jira-everything/],
    ["a handler file that does not exist", "forge/index.resolver", "forge/missing.resolver", /missing/],
    ["a resource file that does not exist", "issue-panel.tsx", "no-panel.tsx", /no-panel\.tsx/],
    ["a runtime that Forge no longer deploys", "nodejs22.x", "nodejs18.x", /nodejs18\.x|runtime/],
  ])(
    "is refused with %s",
    async (name, from, to, message) => {
      const folder = changedCopy(name.replaceAll(" ", "-"), from, to);
      const errors = (await problemsOf(folder, "full")).filter(({ level }) => level === "error");
      expect(errors.map((error) => error.message).join("\n")).toMatch(message);
    },
    120_000,
  );

  it("names only handlers that the app exports", async () => {
    installBoundary();
    for (const { handler } of manifest.modules.function) {
      const [module = "", name = ""] = handler.split(".");
      const path = join(project, "src", `${module}.ts`);
      const exports = (await import(/* @vite-ignore */ path)) as Record<string, unknown>;
      expect(exports[name], handler).toBeTypeOf("function");
    }
  }, 120_000);

  it("names only resources that exist", () => {
    expect(manifest.resources.length).toBeGreaterThan(0);
    for (const { path } of manifest.resources) expect(existsSync(join(project, path)), path).toBe(true);
  });

  it("asks for nothing but reading work items, and lets nothing leave Jira", () => {
    expect(manifest.permissions).toEqual({ scopes: ["read:jira-work"] });
    expect(manifestText).not.toMatch(/\bremotes:|\bproviders:|\bexternal:/);
  });
});

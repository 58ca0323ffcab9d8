import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createScratch, project, runTool } from "./tools/run-tool";

/** Every Jira endpoint the app calls, with the classic scope that Jira's OpenAPI documents for it. */
const endpoints = {
  "/rest/api/3/issue/{issueIdOrKey}": { get: "read:jira-work" },
};
const openApi = {
  paths: Object.fromEntries(
    Object.entries(endpoints).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, scope]) => [
          method,
          { "x-atlassian-oauth2-scopes": [{ scheme: "OAuth2", state: "Current", scopes: [scope] }] },
        ]),
      ),
    ]),
  ),
};
const reportsSchema = z.array(
  z.object({
    files: z.number(),
    problems: z.array(z.object({ file: z.string(), level: z.string(), message: z.string() })),
  }),
);
const scratch = createScratch(afterAll);
let [whole, noScope, noHandler]: z.output<typeof reportsSchema> = [];

/** The app with its own manifest, with one that forgets the scope, and with one that names a handler nobody exports. */
beforeAll(async () => {
  const manifest = readFileSync(join(project, "manifest.yml"), "utf8");
  const write = (name: string, text: string): string => {
    writeFileSync(join(scratch, name), text);
    return join(scratch, name);
  };
  const args = [
    write("jira.json", JSON.stringify(openApi)),
    ...["src", write("own.yml", manifest)],
    ...["src/adapters/jira", write("no-scope.yml", manifest.replaceAll("read:jira-work", "read:jira-user"))],
    ...["src/forge", write("no-handler.yml", manifest.replaceAll("index.resolver", "index.missing"))],
  ];
  [whole, noScope, noHandler] = reportsSchema.parse(await runTool("lint-app.mjs", { cwd: project, scratch, args }));
}, 600_000);

describe("Forge's linter", () => {
  it("finds nothing in the app", () => {
    expect(whole?.files).toBeGreaterThan(10);
    expect(whole?.problems).toEqual([]);
  });

  it("finds a scope that the app uses and the manifest does not ask for", () => {
    expect(noScope?.problems).toHaveLength(1);
    expect(noScope?.problems[0]).toMatchObject({ file: "src/adapters/jira/forge.ts", level: "error" });
    expect(noScope?.problems[0]?.message).toMatch(
      /GET \/rest\/api\/3\/issue\/\{issueIdOrKey\} requires "read:jira-work"/,
    );
  });

  it("finds a handler that the app does not export", () => {
    expect(noHandler?.problems.map(({ message }) => message).join()).toMatch(/missing/);
  });
});

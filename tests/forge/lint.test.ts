import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { copyApp } from "./tools/app-copy";
import { forgePackages, sourcesIn } from "./tools/app-facts";
import { idleScopes, lackingScopes, type Need, needOf } from "./tools/check-scopes";
import { deriveCalls } from "./tools/jira-calls";
import scopeTable from "./tools/jira-scopes.json";
import { productEvents } from "./tools/product-events";
import { createScratch, project, runTool } from "./tools/run-tool";

const manifest = readFileSync(join(project, "manifest.yml"), "utf8");
const scratch = createScratch(afterAll);

describe("Forge's linter", () => {
  const reportsSchema = z.array(
    z.object({
      files: z.number(),
      problems: z.array(z.object({ file: z.string(), level: z.string(), message: z.string() })),
    }),
  );
  let [whole, noScope, noHandler]: z.output<typeof reportsSchema> = [];

  /** The app with its own manifest, with one that forgets a scope, and with one that names a handler nobody exports. */
  beforeAll(async () => {
    // The linter wants to see the pages, too.
    const cwd = await copyApp(scratch);
    const write = (name: string, text: string): string => {
      writeFileSync(join(scratch, name), text);
      return join(scratch, name);
    };
    const args = [
      write("jira.json", JSON.stringify(openApiOf(scopeTable))),
      ...["src", write("own.yml", manifest)],
      ...["src/adapters/jira", write("no-scope.yml", manifest.replace("- read:jira-work", "- read:jql:jira"))],
      ...["src/forge", write("no-handler.yml", manifest.replace("index.pages", "index.missing"))],
    ];
    [whole, noScope, noHandler] = reportsSchema.parse(await runTool("lint-app.mjs", { cwd, scratch, args }));
  }, 600_000);

  it("finds nothing in the app", () => {
    expect(whole?.files).toBeGreaterThan(100);
    expect(whole?.problems).toEqual([]);
  });

  it("finds a scope that the app uses and the manifest does not ask for, where it can see the path", () => {
    const messages = (noScope?.problems ?? []).map(({ message }) => message).join("\n");
    expect(messages).toMatch(/GET \/rest\/api\/3\/issue\/\{issueIdOrKey\} requires "read:jira-work"/);
  });

  it("finds a handler that the app does not export", () => {
    expect(noHandler?.problems.map(({ message }) => message).join()).toMatch(/missing/);
  });
});

/** What the linter reads of Jira's OpenAPI. */
function openApiOf(table: Record<string, string[][]>): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [request, [scopes]] of Object.entries(table)) {
    const [method = "", path = ""] = request.split(" ");
    const documented = [{ scheme: "OAuth2", state: "Current", scopes }];
    paths[path] = { ...paths[path], [method.toLowerCase()]: { "x-atlassian-oauth2-scopes": documented } };
  }
  return { paths };
}

describe("The scopes of manifest.yml", () => {
  const parsed = z
    .object({
      modules: z.looseObject({ trigger: z.array(z.object({ events: z.array(z.string()) })) }),
      permissions: z.object({ scopes: z.array(z.string()) }),
    })
    .parse(parse(manifest));
  const { scopes } = parsed.permissions;
  const sources = [...sourcesIn("src/adapters/jira"), ...sourcesIn("src/forge")];
  const derived = sources.map(({ file, text }) => deriveCalls(file, text));
  const calls = derived.flatMap((one) => one.calls);
  const packages = forgePackages();
  const needs: Need[] = [
    ...calls.map(needOf),
    ...parsed.modules.trigger.flatMap(({ events }) =>
      events.map((name) => ({ what: name, anyOf: productEvents.get(name) ?? [] })),
    ),
    ...(packages.includes("@forge/kvs") ? [{ what: "@forge/kvs", anyOf: [["storage:app"]] }] : []),
    // What `privacy.reportPersonalData` of @forge/api asks for, too.
    ...(sources.some(({ text }) => text.includes("`/app/report-accounts`"))
      ? [{ what: "/app/report-accounts", anyOf: [["report:personal-data"]] }]
      : []),
  ];

  it("are compared with every request that the source has", () => {
    expect(derived.flatMap(({ problems }) => problems)).toEqual([]);
    expect([...new Set(calls.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual([
      "DELETE /rest/api/3/issue/properties/{}",
      "GET /rest/api/3/field",
      "GET /rest/api/3/group/bulk",
      "GET /rest/api/3/group/member",
      "GET /rest/api/3/issue/{}",
      "GET /rest/api/3/myself",
      "GET /rest/api/3/project/search",
      "GET /rest/api/3/project/{}",
      "GET /rest/api/3/project/{}/component",
      "GET /rest/api/3/project/{}/role",
      "GET /rest/api/3/project/{}/role/{}",
      "GET /rest/api/3/serverInfo",
      "GET /rest/api/3/task/{}",
      "GET /rest/api/3/user/bulk",
      "POST /rest/api/3/issue",
      "POST /rest/api/3/issue/bulkfetch",
      "POST /rest/api/3/issue/properties/multi",
      "POST /rest/api/3/issue/{}/comment",
      "POST /rest/api/3/permissions/check",
      "POST /rest/api/3/search/approximate-count",
      "POST /rest/api/3/search/jql",
      "PUT /rest/api/3/issue/{}/assignee",
    ]);
  });

  it("are enough for all that the app does, and none is asked for in vain", () => {
    expect(lackingScopes(needs, scopes)).toEqual([]);
    expect(idleScopes(needs, scopes)).toEqual([]);
  });

  it.each(scopes)("would be too few without %s", (scope) => {
    const left = scopes.filter((one) => one !== scope);
    expect(lackingScopes(needs, left).join("\n")).toContain(scope);
  });

  it.each(["read:project-role:jira", "manage:jira-configuration", "read:board-scope:jira-software"])(
    "would have one too many with %s",
    (scope) => {
      // The configuring scope does instead of the three by which the members of groups come.
      expect(idleScopes(needs, [...scopes, scope])).toContain(scope);
    },
  );
});

describe("What the requests are derived from", () => {
  it("is a path that stands in the call, in a constant, or in a function of one expression", () => {
    const code = `
      const pathOf = (key: string): string => \`/rest/api/3/issue/\${encodeURIComponent(key)}\`;
      async function run(jira: JiraRest, space: string) {
        const path = \`/rest/api/3/project/\${space}/component?startAt=1\`;
        await jira.get(path, schema);
        await site.jira.write("PUT", \`\${pathOf(space)}/assignee\`, {});
        await jira.create(pathOf(space), {}, schema);
        await asUser().requestJira(route\`/rest/api/3/myself\`, { method: "POST" });
        await asApp().requestJira(assumeTrustedRoute(url), {});
      }`;
    expect(deriveCalls("file.ts", code)).toEqual({
      problems: [],
      calls: [
        { method: "GET", path: "/rest/api/3/project/{}/component", file: "file.ts" },
        { method: "PUT", path: "/rest/api/3/issue/{}/assignee", file: "file.ts" },
        { method: "POST", path: "/rest/api/3/issue/{}", file: "file.ts" },
        { method: "POST", path: "/rest/api/3/myself", file: "file.ts" },
      ],
    });
  });

  it("is told where it is anything else", () => {
    const code = 'const run = (jira: JiraRest, path: string) => jira.get(path, x);\nconst spare = "/rest/api/3/field";';
    expect(deriveCalls("file.ts", code).problems).toEqual([
      "file.ts:1: what is requested here is not known",
      "file.ts:2: nothing is known to request this path",
    ]);
  });

  it("must be known to the table", () => {
    expect(() => needOf({ method: "DELETE", path: "/rest/api/3/issue/{}", file: "a.ts" })).toThrow(
      /not in jira-scopes/,
    );
  });
});

const shared = process.env["ROLECALL_SHARED"];
describe.skipIf(!shared)("The table of scopes (ROLECALL_SHARED)", () => {
  it("is what the script takes from Jira's whole OpenAPI", () => {
    const fileOf = (name: string) => fileURLToPath(new URL(`tools/${name}`, import.meta.url));
    const made = join(scratch, "jira-scopes.json");
    const whole = join(shared ?? "", "specs/jira-cloud-v3.openapi.json");
    execFileSync(process.execPath, [fileOf("extract-scopes.mjs"), whole, made]);
    expect(readFileSync(made, "utf8")).toBe(readFileSync(fileOf("jira-scopes.json"), "utf8"));
  });
});

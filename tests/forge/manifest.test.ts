import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { installBoundary } from "./boundary";
import { copyApp } from "./tools/app-copy";
import { existsIn, plannedSeconds, readAppFacts, sourcesIn } from "./tools/app-facts";
import { type AppFacts, checkManifest } from "./tools/check-manifest";
import { findEgress } from "./tools/find-egress";
import { createScratch, project, runTool } from "./tools/run-tool";

const text = readFileSync(join(project, "manifest.yml"), "utf8");
const { resources } = z
  .object({ resources: z.array(z.object({ key: z.string(), path: z.string() })) })
  .parse(parse(text));
const scratch = createScratch(afterAll);
const app = join(scratch, "app");
const pages = join(app, "dist/jira-pages");
let facts: AppFacts;

beforeAll(async () => {
  await copyApp(scratch);
  installBoundary();
  const exports = Object.keys(await import("../../src/forge/index"));
  facts = await readAppFacts(exports, existsIn(app));
}, 120_000);

/** Copies what the manifest names, beside a manifest with a mistake. */
function copyTo(folder: string, manifest: string): void {
  for (const file of ["src/forge/index.ts", ...resources.map(({ path }) => path)]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(app, file), join(folder, file), { recursive: true });
  }
  writeFileSync(join(folder, "manifest.yml"), manifest);
}

function planted(from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return changed;
}

const problemsOf = async (cwd: string, ...args: string[]): Promise<{ level: string; message: string }[]> =>
  z
    .array(z.object({ level: z.string(), message: z.string() }))
    .parse(await runTool("validate-manifest.mjs", { cwd, scratch, args }));

describe("manifest.yml by Forge's own validators", () => {
  it("passes every one of them", async () => {
    expect(await problemsOf(app)).toEqual([]);
  }, 120_000);

  it.each<[string, string, string, RegExp, string?]>([
    ["a scope that does not exist", "- read:jira-work", "- read:jira-everything", /read:jira-everything/],
    ["a handler file that does not exist", "forge/index.panel", "forge/missing.panel", /missing/],
    ["a resource file that does not exist", "panel/issue-panel.tsx", "panel/no-panel.tsx", /no-panel\.tsx/],
    ["a runtime that Forge no longer deploys", "nodejs22.x", "nodejs18.x", /nodejs18\.x|runtime/],
    [
      "an event whose scope is not asked for",
      "- read:jira-user",
      "- read:jql:jira",
      /read:jira-user/,
      "product-trigger",
    ],
  ])(
    "is refused with %s",
    async (name, from, to, message, validation = "full") => {
      const folder = join(scratch, name.replaceAll(" ", "-"));
      copyTo(folder, planted(from, to));
      const errors = (await problemsOf(folder, validation)).filter(({ level }) => level === "error");
      expect(errors.map((error) => error.message).join("\n")).toMatch(message);
    },
    120_000,
  );
});

/** One thing too many in the manifest, in a place of its own. */
const added = (modules: string): [RegExp, string] => [/^modules:\n/m, `modules:\n${modules}`];

describe("manifest.yml by our own checks", () => {
  it("has nothing that they find", () => {
    expect(facts.exports.length).toBeGreaterThan(10);
    expect(facts.packages).toEqual(expect.arrayContaining(["@forge/kvs", "@forge/sql", "@forge/events"]));
    expect(checkManifest(text, facts)).toEqual([]);
  });

  it.each<[string, string | RegExp, string, RegExp]>([
    ["an event that does not exist", "avi:jira:assigned:issue", "avi:jira:assignedd:issue", /assignedd.*no such event/],
    [
      "a key that Forge does not know",
      "useAsConfig: true",
      "useAsConfiguration: true",
      /adminPage\.useAsConfiguration/,
    ],
    [
      "a key inside another that it does not know",
      "    edit:\n",
      "    edit:\n        title: Rolecall\n",
      /edit\.title/,
    ],
    ["a key of a filter that it does not know", "ignoreSelf: true", "ignoreself: true", /filter\.ignoreself/],
    ["a module that does not exist", "jira:entityProperty:", "jira:entityProperties:", /no module of Forge/],
    ["a scope too few for storage", /\n +- storage:app/, "", /@forge\/kvs needs/],
    ["no database", /^ {2}sql:\n.*\n.*engine: mysql\n/m, "", /@forge\/sql needs/],
    ["egress", "permissions:\n", "permissions:\n  external:\n    fetch:\n      backend: []\n", /permissions\.external/],
    ["styles from anywhere", "permissions:\n", "permissions:\n  content:\n    styles: []\n", /permissions\.content/],
    [
      "a remote",
      /^permissions:/m,
      "remotes:\n  - key: far\n    baseUrl: https://a.example\npermissions:",
      /^remotes lets/m,
    ],
    ["a provider", /^permissions:/m, "providers:\n  auth: []\npermissions:", /^providers lets/m],
    ["data of users that leave", /^permissions:/m, "x:\n  inScopeEUD: true\npermissions:", /inScopeEUD/],
    [
      "a picture from elsewhere",
      "thumbnail: resource:icons;rolecall.svg",
      "thumbnail: https://a.example/i.svg",
      /elsewhere/,
    ],
    [
      "a web trigger that answers with what it likes",
      ...added("  webtrigger:\n    - key: hook\n      function: panel\n      response:\n        type: dynamic\n"),
      /web trigger hook/,
    ],
    [
      "a function that nobody uses",
      "  function:\n",
      "  function:\n    - key: spare\n      handler: forge/index.panel\n",
      /uses the function spare/,
    ],
    ["a function that is not there", "function: work-fn", "function: work-function", /no function work-function/],
    [
      "a handler that is not exported",
      "forge/index.cleanup",
      "forge/index.cleanUp",
      /does not export forge\/index\.cleanUp/,
    ],
    ["another time than the code plans for", "timeoutSeconds: 120", "timeoutSeconds: 300", /hourly-fn may run 300 s/],
    ["no time for what takes long", /(index\.work\n) +timeoutSeconds: 900\n/, "$1", /work-fn may run 55 s/],
    ["a time that is too long", /(index\.work\n +timeoutSeconds:) 900/, "$1 901", /most is 900/],
    [
      "a time for a resolver",
      "forge/index.pages\n",
      "forge/index.pages\n      timeoutSeconds: 60\n",
      /whatever timeoutSeconds/,
    ],
    [
      "a queue that nobody writes to",
      "queue: changes",
      "queue: change",
      /writes to the queue change[^]*reads the queue changes/,
    ],
    ["another property", "propertyKey: rolecall", "propertyKey: rolecal", /declares another one/],
    ["a path that is not written", "path: focus", "path: verdict", /JQL is told of/],
    [
      "a name in JQL that the policy does not tell",
      "searchAlias: rolecallFocus",
      "searchAlias: rolecallVerdict",
      /rolecallVerdict/,
    ],
    [
      "a picture that is not there",
      "icon: resource:icons;rolecall.svg",
      "icon: resource:icons;role.svg",
      /role\.svg names no file/,
    ],
    [
      "a resource that nobody uses",
      "resources:\n",
      "resources:\n  - key: old\n    path: src/forge/icons\n",
      /uses the resource old/,
    ],
    ["UI Kit that is not said to be", /(resource: widget\n) +render: native\n/, "$1", /widget is either UI Kit/],
    ["a scope without a reason", /( +- storage:app\n)/, "$1    - read:me\n", /why the scope read:me/],
    [
      "a panel for people who are not signed in",
      /( +allowMultiple: false\n)([^]*?) {6}displayConditions:\n +isLoggedIn: true\n/,
      "$1$2",
      /issue-panel is shown/,
    ],
    [
      "a scheduled trigger too many",
      "  scheduledTrigger:\n",
      `  scheduledTrigger:\n${[1, 2, 3, 4].map((n) => `    - key: more-${n}\n      function: hourly-fn\n      interval: fiveMinute\n`).join("")}`,
      /6 scheduled triggers[^]*4 triggers every five minutes/,
    ],
  ])("is refused with %s", (_name, from, to, message) => {
    expect(checkManifest(planted(from, to), facts).join("\n")).toMatch(message);
  });

  it("is refused when the code changes and it does not", () => {
    const seconds = { ...facts.seconds, changes: 600 };
    expect(checkManifest(text, { ...facts, seconds }).join()).toMatch(/changes-fn may run 900 s/);
    expect(checkManifest(text, { ...facts, queues: [...facts.queues, "reports"] }).join()).toMatch(
      /reads the queue reports/,
    );
    expect(checkManifest(text, { ...facts, exports: [...facts.exports, "spare"] }).join()).toMatch(/manifest is spare/);
  });

  it("knows for how many seconds the code plans", () => {
    expect(facts.seconds).toMatchObject({
      workItemEvent: 25,
      lifecycle: 25,
      hourly: 120,
      work: 900,
      personalData: 900,
    });
    const code = "const SECONDS = { long: 1_000 }; const a = { work: () => run(SECONDS.long), other: () => run(5) };";
    expect(plannedSeconds(code)).toEqual({ work: 1000 });
  });
});

describe("tsconfig.json", () => {
  const { config } = ts.readConfigFile(join(project, "tsconfig.json"), (path) => readFileSync(path, "utf8")) as {
    config: { include: string[]; compilerOptions: Record<string, unknown> };
  };

  it("lets Forge's bundler write what it compiles, which uses it as it is", () => {
    expect(config.compilerOptions).not.toHaveProperty("noEmit");
    expect(config.compilerOptions).not.toHaveProperty("emitDeclarationOnly");
  });

  it("names files, because of a folder alone Forge's linter reads none", () => {
    expect(config.include).toEqual(["src/**/*"]);
  });
});

describe("Nothing reaches beyond Jira", () => {
  it("from what is written for Forge", () => {
    const sources = sourcesIn("src/forge");
    expect(sources.length).toBeGreaterThan(40);
    expect(sources.flatMap(({ file, text: code }) => findEgress(file, code))).toEqual([]);
  });

  it("from the pages as they are built, and from the pictures", () => {
    const folders = [pages, join(project, "src/forge/icons")];
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.(js|css|html|svg)$/.test(name))
        .map((name) => join(folder, name)),
    );
    expect(files.length).toBeGreaterThan(10);
    const found = files.flatMap((file) => findEgress(relative(scratch, file), readFileSync(file, "utf8")));
    expect(found).toEqual([]);
  });

  it.each([
    ["fetch(`/x`)", /uses fetch/],
    ["const ask = fetch;", /uses fetch/],
    ["const load = globalThis.fetch;", /uses fetch/],
    ['import { fetch } from "@forge/api";', /uses fetch/],
    ["const request = new XMLHttpRequest();", /uses XMLHttpRequest/],
    ["navigator.sendBeacon(`/x`, 1);", /uses sendBeacon/],
    ["const at = `https://a.example/${x}`;", /names the host a\.example/],
    ['const picture = <img src="https://b.example/i.png" />;', /names the host b\.example/],
  ])("would be found in: %s", (code, message) => {
    expect(findEgress("file.tsx", code).join()).toMatch(message);
  });

  it("would be found in a stylesheet and a page", () => {
    expect(findEgress("a.css", "@import url(https://fonts.example/a.css)")).toEqual([
      "a.css names the host fonts.example",
    ]);
    expect(findEgress("a.html", '<script src="https://cdn.example/a.js">')).toEqual([
      "a.html names the host cdn.example",
    ]);
    expect(findEgress("a.ts", 'cache.fetch(1); const o = { fetch: 1 }; f("http://www.w3.org/2000/svg");')).toEqual([]);
  });
});

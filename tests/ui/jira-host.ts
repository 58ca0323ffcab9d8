import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { AddressInfo } from "node:net";
import type { BrowserContextOptions, Frame, Page } from "playwright-core";
import { createFileSource } from "#adapters/files/source";
import { compileRuleset } from "#core/classify/classify";
import { loadPolicy } from "#core/policy-check";
import { describeError } from "#server/errors";
import { createMemoryStore } from "#stores/memory-store";
import type { ApiContext, Runs } from "#usecases/api/context";
import type { Permission } from "#usecases/api/contract";
import { answer } from "#usecases/api/index";
import type { JobState } from "#usecases/api/shapes";
import { auditWithMemory } from "#usecases/remember-run";
import { HOLDER } from "../fixtures/holder";
import { type ApiSession, openApi } from "../usecases/api-session";
import { bridgeScript, type Asked } from "./jira-bridge";
import { jiraPages, openContext, sample } from "./dashboard";

/** The pages as Jira shows them: in a frame of another site, with its CSP and sandbox, and a bridge to the procedures over a store. */

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
const CSP =
  "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: https:; font-src 'self'; frame-ancestors *";
const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

export type ModuleType = "jira:projectPage" | "jira:adminPage" | "jira:projectSettingsPage";
const PERMISSIONS: Readonly<Record<ModuleType, readonly Permission[]>> = {
  "jira:projectPage": ["view", "triage"],
  "jira:projectSettingsPage": ["view", "triage", "manage"],
  "jira:adminPage": ["view", "triage", "manage", "administer"],
};

export interface OpenOptions {
  module?: ModuleType;
  locale?: string;
  /** Address within the module; null: the module has no history. */
  address?: string | null;
  mode?: "light" | "dark";
  context?: BrowserContextOptions;
}

export interface Opened {
  page: Page;
  frame: Frame;
  /** Of what the frame asked Jira to open. */
  opened: string[];
  flags: ReturnType<Page["locator"]>;
  setMode: (mode: "light" | "dark") => Promise<void>;
}

export interface JiraHost {
  api: ApiSession;
  space: { id: string; name: string };
  /** Calls as they came. */
  calls: string[];
  /** By procedure: the resolver throws, or answers nothing. */
  faults: Map<string, "throws" | "nothing">;
  complaints: string[];
  /** The run that the app is at; tests move it on. */
  job: { state: JobState | null; started: unknown[] };
  open: (options?: OpenOptions) => Promise<Opened>;
  stop: () => Promise<void>;
}

export async function createJiraHost(): Promise<JiraHost> {
  const [pages, outside] = [
    await serve(sendPages),
    await serve((_path, send) => send(200, ".html", read("jira-outside.html"))),
  ];
  const job: JiraHost["job"] = { state: null, started: [] };
  const api = await auditSample(job);
  const [space] = (await api.call("getOverview", {})).scopes;
  if (!space) throw new Error("The sample has spaces.");
  const host: Omit<JiraHost, "open" | "stop"> = {
    ...{ api, job, space: { id: space.id, name: space.name } },
    ...{ calls: [], faults: new Map(), complaints: [] },
  };
  return {
    ...host,
    open: (options = {}) =>
      open(host, { pages: addressOf(pages, "127.0.0.1"), outside: addressOf(outside, "localhost") }, options),
    async stop() {
      for (const server of [pages, outside]) {
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      }
    },
  };
}

async function auditSample(job: JiraHost["job"]): Promise<ApiSession> {
  const store = createMemoryStore();
  const policy = loadPolicy(sample.policy);
  const path = new URL("../../src/sample/backlog.json", import.meta.url).pathname;
  await auditWithMemory({
    ...{ source: createFileSource([{ path }], { workspace: "jira", items: policy.items }), memory: store },
    ...{ ruleset: compileRuleset(policy), now: "2026-01-31T09:00:00.000Z", version: "0.0.0", scopes: [] },
    ...{ runId: "run-1", isInBaseline: () => false, holder: HOLDER },
  });
  const start: Runs["start"] = (request) => {
    job.started.push(request);
    job.state = {
      ...{ id: "job", kind: request.kind, state: "running", phase: null, pause: null, items: 0, share: null },
      ...{ startedAt: "2026-02-01T09:00:00.000Z", endedAt: null, result: null, error: null },
    };
    return Promise.resolve({ id: "job", isKnown: false });
  };
  const state = () => Promise.resolve(job.state);
  return openApi(store, {
    ...{ host: "jira", policy: sample.policy },
    actor: { ref: "jira:dana", isClaimed: false, name: "Dana Ruiz", isKnown: true, isApprover: true },
    trackers: [{ name: "Jira", isConnected: true, variables: [] }],
    runs: {
      ...{ start, get: state, cancel: state, checkUp: () => Promise.resolve(null) },
      current: () => Promise.resolve(job.state?.state === "running" ? job.state : null),
    },
  });
}

/** What the resolver of the app does: the answer, or what is told of an error. */
async function resolve(name: string, input: unknown, context: ApiContext): Promise<unknown> {
  try {
    return { ok: true, output: await answer(name, input, context) };
  } catch (error) {
    const bugs: unknown[] = [];
    const { body } = describeError(error, (_reference, bug) => bugs.push(bug));
    // One that nobody expected is the test's to see.
    return { ok: false, error: bugs.length > 0 ? { ...body.error, message: String(bugs[0]) } : body.error };
  }
}

async function open(
  host: Omit<JiraHost, "open" | "stop">,
  servers: { pages: string; outside: string },
  { module = "jira:projectPage", locale = "en-US", address = "/", mode = "light", context = {} }: OpenOptions,
): Promise<Opened> {
  const { api, space, calls, faults, complaints } = host;
  const browser = await openContext(context);
  const opened: string[] = [];
  const audience =
    module === "jira:adminPage"
      ? null
      : { scope: space, mayBrowse: (ids: readonly string[]) => Promise.resolve(new Set(ids)) };
  const told = {
    ...{ locale, theme: { colorMode: mode }, accountId: "dana", moduleKey: "m", localId: "l" },
    extension: { type: module },
  };
  await browser.exposeFunction("__askTest", async (asked: Asked) => {
    if (asked.command === "getContext") return told;
    if (asked.command === "createHistory") return { address };
    if (asked.command === "navigate") return void opened.push(asked.where?.url ?? "");
    const { name = "", input } = asked.payload ?? {};
    if (asked.functionKey !== "call") throw new Error(`No such function: ${asked.functionKey ?? ""}`);
    calls.push(name);
    const fault = faults.get(name);
    if (fault) return { thrown: fault === "throws" };
    return { value: await resolve(name, input, { ...api.context, audience, permissions: PERMISSIONS[module] }) };
  });
  await browser.addInitScript(bridgeScript());
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  page.on("console", (message) => {
    // The browser says so of every frame that Jira shows.
    const isAboutFrame = message.text().includes("can escape its sandboxing");
    if (["error", "warning"].includes(message.type()) && !isAboutFrame) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${servers.outside}/?frame=${encodeURIComponent(`${servers.pages}/hash/index.html`)}`);
  await page.frameLocator("iframe").locator("h1").waitFor();
  const frame = page.frames().find((one) => one.url().startsWith(servers.pages));
  if (!frame) throw new Error("The frame is there.");
  const setMode = async (next: "light" | "dark"): Promise<void> => {
    await page.evaluate(`setMode("${next}")`);
    await frame.waitForFunction((wanted) => document.documentElement.dataset["colorMode"] === wanted, next);
    await frame.evaluate(() => {
      for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
    });
  };
  if (mode === "dark") await setMode("dark");
  return { page, frame, opened, flags: page.locator("#flags"), setMode };
}

type Send = (status: number, kind: string, body: string | Buffer) => void;

function sendPages(path: string, send: Send): void {
  const file = join(jiraPages(), path.replace("/hash/", ""));
  if (path.startsWith("/hash/") && !path.includes("..") && existsSync(file))
    send(200, extname(file), readFileSync(file));
  else send(404, ".html", "There is no such file");
}

async function serve(handle: (path: string, send: Send) => void): Promise<Server> {
  const server = createServer((request, response) =>
    handle(new URL(request.url ?? "/", "http://localhost").pathname, (status, kind, body) => {
      const isPage = handle === sendPages;
      response.writeHead(status, {
        "content-type": TYPES[kind] ?? "text/plain",
        ...(isPage && { "content-security-policy": CSP }),
      });
      response.end(body);
    }),
  );
  server.listen(0);
  await once(server, "listening");
  return server;
}

const addressOf = (server: Server, name: string): string => `http://${name}:${(server.address() as AddressInfo).port}`;

import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { once } from "node:events";
import type { ChildProcess } from "node:child_process";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Frame,
  type Page,
} from "playwright-core";
import { collect, createCheckout, runCli, startCli } from "../build-apart";

/** The dashboard as a user gets it: the built command line serves the built pages over SQLite, a real Chromium opens them. */

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
export const hasBrowser = existsSync(executablePath);

let cli = "";
let browser: Browser | undefined;

/** For `beforeAll`; what it returns, vitest calls at the end. */
export async function startBrowser(): Promise<() => Promise<void>> {
  cli = buildOnce();
  browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  return async () => {
    await browser?.close();
  };
}

/** The pages of the Jira app, built with the command line. */
export const jiraPages = (): string => join(dirname(cli), "jira-pages");

/** A browser profile of its own. */
export function openContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  if (!browser) throw new Error("startBrowser() first.");
  return browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
}

/** The command line of the sources as they are, built by the first file of tests that needs it. */
function buildOnce(): string {
  const hash = createHash("sha256");
  const isIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  for (const path of [...isIn("src"), ...isIn(".ci"), "package.json", "package-lock.json"].sort())
    hash.update(path).update(readFileSync(path));
  const builds = resolve(".tmp/dashboard");
  const build = join(builds, hash.digest("hex").slice(0, 16));
  if (existsSync(build)) return join(build, "cli.js");
  for (const old of existsSync(builds) ? readdirSync(builds) : [])
    if (Date.now() - statSync(join(builds, old)).mtimeMs > HOUR)
      rmSync(join(builds, old), { recursive: true, force: true });
  const checkout = createCheckout();
  const built = `${build}-${process.pid}`;
  cpSync(dirname(checkout.build({ withJiraPages: true })), built, { recursive: true });
  checkout.remove();
  // Seen whole or not at all; where another file of tests was faster, its build is the same.
  try {
    renameSync(built, build);
  } catch (error) {
    if (!existsSync(build)) throw error;
    rmSync(built, { recursive: true });
  }
  return join(build, "cli.js");
}
const HOUR = 3_600_000;

/** An item as `rolecall audit` reads it from JSON; only what a test is about. */
export interface BacklogItem {
  id?: string;
  key: string;
  title: string;
  type?: string;
  level?: string;
  scope?: { id: string; name: string };
  project?: string;
  status?: string;
  assignee?: string;
  /** Where more is known of them than the name. */
  owner?: { name: string; title?: string };
  parent?: string;
}

const readSample = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../src/sample/${name}`, import.meta.url), "utf8"));

/** The bundled sample, as another backlog would be audited. */
export const sample = {
  items: (readSample("backlog.json") as { items: BacklogItem[] }).items,
  policy: readSample("rolecall.config.json"),
} as const;

export interface DashboardOptions {
  /** Written to rolecall.config.json. */
  policy?: unknown;
  /** Audited before the server starts. */
  items?: readonly BacklogItem[];
  /** Set for the server beside what is set anyway. */
  env?: Readonly<Record<string, string>>;
}

export interface Dashboard {
  folder: string;
  /** What the running server printed: whoever opens it is let in. */
  address: () => string;
  /** Opens a page that is let in. What the console and the policy of the page complain about is kept in `complaints`. */
  open: (path?: string, context?: BrowserContextOptions) => Promise<Page>;
  complaints: string[];
  /** Audits another state of the backlog, as somebody on the command line would. */
  audit: (items: readonly BacklogItem[]) => Promise<void>;
  cli: (...args: string[]) => ReturnType<typeof runCli>;
  /** The server ends, as with Ctrl-C. */
  stopServer: () => Promise<void>;
  /** The server starts again on the same port. */
  startServer: () => Promise<void>;
  stop: () => Promise<void>;
}

export async function createDashboard({ policy, items, env = {} }: DashboardOptions = {}): Promise<Dashboard> {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-dashboard-"));
  if (policy !== undefined) writeFileSync(join(folder, "rolecall.config.json"), JSON.stringify(policy, null, 2));
  const run = (...args: string[]) => runCli(cli, folder, args, "", { env: { ROLECALL_USER: "" } });
  const audit = async (backlog: readonly BacklogItem[]): Promise<void> => {
    writeFileSync(join(folder, "backlog.json"), JSON.stringify({ items: backlog }));
    const { code, stderr } = await run("audit", "backlog.json", "--db", "-o", "report.json");
    if (code !== 0) throw new Error(stderr);
  };
  if (items) await audit(items);
  const complaints: string[] = [];
  let server: ChildProcess | undefined;
  let address = "";
  let port = "0";
  const startServer = async (): Promise<void> => {
    const { child, url } = await serve(folder, port, env);
    server = child;
    address = url;
    port = new URL(url).port;
  };
  await startServer();
  const stopServer = async (): Promise<void> => {
    if (!server) return;
    const ended = once(server, "close");
    server.kill("SIGINT");
    await ended;
    server = undefined;
  };
  return {
    ...{ folder, complaints, audit, cli: run, startServer, stopServer, address: () => address },
    async open(path = "/", context = {}) {
      // Not browser.newPage: beside such a page no other tab can be opened.
      const page = await (await openContext(context)).newPage();
      page.setDefaultTimeout(15_000);
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      // The key that the printed address holds lets in at any path, and leaves the address at once.
      const target = new URL(path, address);
      target.searchParams.set("token", new URL(address).searchParams.get("token") ?? "");
      await page.goto(target.href);
      await page.waitForSelector("h1");
      return page;
    },
    async stop() {
      await stopServer();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts `rolecall serve` and waits for the address it prints. */
async function serve(
  folder: string,
  port: string,
  env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; url: string }> {
  const child = startCli(cli, folder, ["serve", "--no-open", "--port", port], {
    env: { ROLECALL_USER: "", ...env },
  });
  const ended = collect(child);
  let said = "";
  return new Promise((done, fail) => {
    child.stdout?.on("data", (text: string) => {
      said += text;
      const url = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(said)?.[0];
      if (url !== undefined) done({ child, url });
    });
    void ended.then(({ stderr }) => fail(new Error(`The server ended: ${stderr}`)));
  });
}

/** Until a screen has everything that it asked for. */
export async function settle(page: Page | Frame): Promise<void> {
  await page.waitForFunction(() => {
    const waits = [...document.querySelectorAll("[role=status], [aria-busy=true]")];
    return (
      document.querySelector("h1") !== null &&
      !waits.some((element) => /Loading|geladen|Cargando/.test(element.textContent))
    );
  });
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds against WCAG 2.2 AA and its best practices, one line each; none on a good page. */
export async function checkAccessibility(page: Page | Frame): Promise<string[]> {
  // Run by the browser's debugger, as the page's own policy allows no foreign script.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource);
  return page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }).then((result) => result.violations.flatMap((one) => one.nodes.map((node) => one.id + ': ' + node.html.slice(0, 200))))",
  );
}

/** The same in the light and in the dark theme. */
export async function checkBothThemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Colours on their way from one theme to the other are neither's.
    await page.evaluate(async () => {
      for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
      for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
    });
    found.push(...(await checkAccessibility(page)).map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}

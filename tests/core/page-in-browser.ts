import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
export const hasChromium = existsSync(executablePath);

export interface OpenedPage {
  page: Page;
  /** What it asked of the network, itself included. */
  requests: string[];
  complaints: string[];
}

/** Opens pages that a renderer made, as files, in a browser of the suite at hand. */
export function createOpener(): (html: string, context?: BrowserContextOptions) => Promise<OpenedPage> {
  let browser: Browser;
  let pages = 0;
  const folder = mkdtempSync(join(tmpdir(), "rolecall-page-"));
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  return async (html, context = {}) => {
    const file = join(folder, `${(pages += 1)}.html`);
    writeFileSync(file, html);
    const page = await browser.newPage(context);
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    await page.goto(pathToFileURL(file).href);
    return { page, requests, complaints };
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Violations of WCAG 2.2 AA and of good practice, each with its first places. The page must have been opened with `bypassCSP`. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }).then((result) => result.violations.map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html).join(' | ')))",
  );
}

/** One header, one navigation, one main part; headings that leave out no level. */
export async function expectOrder(page: Page): Promise<void> {
  expect(
    await page.evaluate("['header','nav','main'].map((name) => document.querySelectorAll('body ' + name).length)"),
  ).toEqual([1, 1, 1]);
  const levels = await page.evaluate<number[]>(
    "[...document.querySelectorAll('h1,h2,h3,h4,h5')].map((one) => Number(one.tagName[1]))",
  );
  expect(levels[0]).toBe(1);
  levels.slice(1).forEach((level, index) => expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1));
}

/** The policy of the page lets its style sheet in. */
export async function expectStyled(page: Page): Promise<void> {
  expect(await page.evaluate("getComputedStyle(document.querySelector('.visually-hidden')).position")).toBe("absolute");
}

/** Everything that can be used is reached by keyboard, and shows where the focus is. */
export async function expectKeyboardReach(page: Page): Promise<void> {
  const usable = await page.evaluate<number>(
    "document.querySelectorAll('a[href], summary, .scroll, input[name=theme]:checked').length",
  );
  const seen = new Set<number>();
  for (let step = 0; step < usable; step++) {
    await page.keyboard.press("Tab");
    const { place, outline } = await page.evaluate<{ place: number; outline: string }>(
      "(() => { const one = document.activeElement; const looks = getComputedStyle(one.matches('input') ? one.nextElementSibling : one); return { place: [...document.querySelectorAll('*')].indexOf(one), outline: looks.outlineStyle + looks.outlineWidth }; })()",
    );
    expect(outline).toBe("solid3px");
    seen.add(place);
  }
  expect(seen.size).toBe(usable);
}

/** In print the page is light and has no controls. */
export async function expectPrintable(page: Page): Promise<void> {
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate("getComputedStyle(document.documentElement).colorScheme")).toBe("light");
  expect(await page.getByRole("radio", { name: "Dark" }).isVisible()).toBe(false);
  expect(await page.getByRole("navigation").isVisible()).toBe(false);
}

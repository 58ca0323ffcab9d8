import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BacklogReport } from "#core/backlog-report";
import { renderBacklog } from "#core/render/backlog";
import { emptyBacklog, firstBacklog, fullBacklog, quietBacklog } from "../fixtures/render/backlog-report";
import { hostile } from "../fixtures/render/hostile";

const reports = { fullBacklog, firstBacklog, quietBacklog, emptyBacklog };
const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(!existsSync(executablePath))("The HTML report on a backlog in a browser", () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), "rolecall-backlog-"));
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a report as a file and collects what the page asks of the network and complains about. */
  async function open(
    report: BacklogReport,
    context: BrowserContextOptions = {},
  ): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
    const file = join(folder, "report.html");
    writeFileSync(file, renderBacklog(report, "html", { colour: false, width: 80 }));
    const page = await browser.newPage(context);
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    await page.goto(pathToFileURL(file).href);
    return { page, requests, complaints };
  }

  const cases = Object.entries(reports).flatMap(([name, report]) =>
    (["light", "dark"] as const).map((colorScheme) => ({ name, report, colorScheme })),
  );

  test.each(cases)("$name has no accessibility violation in $colorScheme", async ({ report, colorScheme }) => {
    const { page } = await open(report, { colorScheme, bypassCSP: true });
    await page.evaluate(axe);
    const violations = await page.evaluate(
      "axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }).then((result) => result.violations.map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html).join(' | ')))",
    );
    expect(violations).toEqual([]);
    await page.close();
  });

  test("asks nothing of the network, complains of nothing and runs nothing that a title says", async () => {
    const { page, requests, complaints } = await open(fullBacklog);
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
    const text = await page.evaluate<string>("document.body.innerText");
    for (const title of [hostile.script, hostile.formula]) expect(text).toContain(title);
    expect(text).not.toContain("\u001B");
    // The policy lets the style sheet in.
    expect(await page.evaluate("getComputedStyle(document.querySelector('.visually-hidden')).position")).toBe(
      "absolute",
    );
    await page.close();
  });

  // 640 is a window of 1280 at a zoom of 200 %.
  test.each([320, 390, 640, 1280])("fits a window of %i pixels, whatever the titles are", async (width) => {
    for (const report of Object.values(reports)) {
      const { page } = await open(report, { viewport: { width, height: 800 } });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      await page.close();
    }
  });

  test.each([390, 640, 1280])("keeps the dates of the axes apart and on the page at %i pixels", async (width) => {
    const { page } = await open(fullBacklog, { viewport: { width, height: 800 } });
    const problems = await page.evaluate<string[]>(
      `[...document.querySelectorAll('svg[role=img]')].flatMap((chart) => { const boxes = [...chart.querySelectorAll('text')].map((one) => one.getBoundingClientRect()).filter((box) => box.width > 0).sort((a, b) => a.left - b.left); return boxes.flatMap((box, index) => box.right > innerWidth || box.left < 0 || (index > 0 && box.left < boxes[index - 1].right + 4) ? [Math.round(box.left) + '-' + Math.round(box.right)] : []); })`,
    );
    expect(problems).toEqual([]);
    await page.close();
  });

  test("has the landmarks, headings in order, and a caption and headers for every table", async () => {
    const { page } = await open(fullBacklog);
    expect(
      await page.evaluate("['header','nav','main'].map((name) => document.querySelectorAll('body ' + name).length)"),
    ).toEqual([1, 1, 1]);
    const levels = await page.evaluate<number[]>(
      "[...document.querySelectorAll('h1,h2,h3,h4,h5')].map((one) => Number(one.tagName[1]))",
    );
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, index) => expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1));
    const bare =
      "[...document.querySelectorAll('table')].filter((one) => !one.caption?.textContent || !one.querySelector('thead th[scope=col]') || !one.querySelector('tbody th[scope=row]')).length";
    expect(await page.evaluate(bare)).toBe(0);
    expect(await page.evaluate("document.querySelectorAll('svg[role=img]').length")).toBe(2);
    await page.close();
  });

  test("reaches everything that can be used by keyboard, and shows where the focus is", async () => {
    const { page } = await open(fullBacklog);
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
    await page.close();
  });

  test("tells an audit that is not to be trusted without colour", async () => {
    const { page } = await open(fullBacklog);
    const looks = await page.evaluate<string[]>(
      "[...document.querySelectorAll('circle')].map((one) => { const style = getComputedStyle(one); return style.fill === style.stroke ? 'full' : 'hollow'; })",
    );
    expect(looks).toEqual(["full", "full", "full", "full", "hollow", "full"]);
    expect(await page.evaluate("getComputedStyle(document.querySelector('line.ruleset')).strokeDasharray")).toMatch(
      /\d/,
    );
    await page.close();
  });

  test("prints in dark ink on white, without the controls", async () => {
    const { page } = await open(fullBacklog, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate("getComputedStyle(document.documentElement).colorScheme")).toBe("light");
    expect(await page.getByRole("radio", { name: "Dark" }).isVisible()).toBe(false);
    expect(await page.getByRole("navigation").isVisible()).toBe(false);
    expect(await page.getByRole("img").count()).toBe(2);
    await page.close();
  });
});

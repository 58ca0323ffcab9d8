import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderers } from "#core/render/index";
import type { AuditReport } from "#core/report";
import { hostile } from "../fixtures/render/hostile";
import { emptyReport, hostileReport, manyReport, quietReport, realReport } from "../fixtures/render/report";

const options = { colour: false, width: 80 };
const render = (report: AuditReport): string => renderers.html(report, options);

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(!existsSync(executablePath))("The HTML report in a browser", () => {
  let browser: Browser;
  const folder = mkdtempSync(join(tmpdir(), "rolecall-html-"));
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens a report as a file and collects what the page asks of the network and complains about. */
  async function open(
    report: AuditReport,
    context: BrowserContextOptions = {},
  ): Promise<{ page: Page; requests: string[]; complaints: string[] }> {
    const file = join(
      folder,
      `${Math.abs(report.findings.length)}-${report.scopes.length}-${report.totals.items}.html`,
    );
    writeFileSync(file, render(report));
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

  const cases = Object.entries({ realReport, quietReport, emptyReport, hostileReport, manyReport }).flatMap(
    ([name, report]) => (["light", "dark"] as const).map((colorScheme) => ({ name, report, colorScheme })),
  );

  test.each(cases)(
    "$name has no accessibility violation in $colorScheme, with every detail open",
    async ({ report, colorScheme }) => {
      const { page } = await open(report, { colorScheme, bypassCSP: true });
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      await page.evaluate(axe);
      const violations = await page.evaluate(
        "axe.run(document, { runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'] }).then((result) => result.violations.map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.html).join(' | ')))",
      );
      expect(violations).toEqual([]);
      await page.close();
    },
  );

  test("asks nothing of the network, complains of nothing and runs nothing that a title says", async () => {
    for (const report of [realReport, hostileReport]) {
      const { page, requests, complaints } = await open(report);
      expect(requests.filter((url) => !url.startsWith("file:"))).toEqual([]);
      expect(requests).toHaveLength(1);
      expect(complaints).toEqual([]);
      // The policy lets the style sheet in: without it the page would be as wide as its text.
      expect(await page.evaluate("getComputedStyle(document.querySelector('.visually-hidden')).position")).toBe(
        "absolute",
      );
      await page.close();
    }
  });

  test.each([320, 390, 800, 1280])("fits a window of %i pixels, whatever the titles are", async (width) => {
    for (const report of [realReport, hostileReport, manyReport]) {
      const { page } = await open(report, { viewport: { width, height: 800 } });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      await page.close();
    }
  });

  test("shows on a phone how many findings a scope has, however long its name is", async () => {
    const { page } = await open(manyReport, { viewport: { width: 390, height: 800 } });
    const hidden = await page.evaluate<number>(
      "[...document.querySelectorAll('#summary .scroll')].filter((one) => one.scrollWidth > one.clientWidth).length",
    );
    expect(hidden).toBe(0);
    await page.close();
  });

  test("changes its theme by keyboard, without a script", async () => {
    const { page } = await open(realReport, { colorScheme: "light", javaScriptEnabled: true });
    const paper = (): Promise<string> => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const light = await paper();
    await page.getByRole("radio", { name: "Auto" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "Dark" }).isChecked()).toBe(true);
    expect(await paper()).not.toBe(light);
    await page.keyboard.press("ArrowLeft");
    expect(await paper()).toBe(light);
    await page.close();
  });

  test("lets a keyboard skip to the report, and the summary lead to the first finding", async () => {
    const { page } = await open(realReport);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the report");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("report");
    const start = page.getByRole("list", { name: "Start with these" }).getByRole("link");
    expect(await start.allInnerTexts()).toHaveLength(5);
    await start.first().click();
    expect(await page.evaluate("document.querySelector(':target h5').textContent")).toContain(
      "PAY-12 Define the pricing model",
    );
    await page.close();
  });

  test("has the landmarks, headings in order, and a caption and headers for every table", async () => {
    const { page } = await open(realReport);
    expect(
      await page.evaluate("['header','nav','main'].map((name) => document.querySelectorAll('body ' + name).length)"),
    ).toEqual([1, 1, 1]);
    const levels = await page.evaluate<number[]>(
      "[...document.querySelectorAll('h1,h2,h3,h4,h5')].map((one) => Number(one.tagName[1]))",
    );
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, index) => expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1));
    const bare =
      "[...document.querySelectorAll('table')].filter((one) => !one.caption?.textContent || !one.querySelector('th[scope=row],th[scope=rowgroup],thead th[scope=col]')).length";
    expect(await page.evaluate(bare)).toBe(0);
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('svg[role=img]')].every((one) => /strategic \\d+ %/i.test(one.getAttribute('aria-label')))",
      ),
    ).toBe(true);
    expect(await page.evaluate("document.querySelectorAll('svg[role=img]').length")).toBe(7);
    await page.close();
  });

  test("reaches everything that can be used by keyboard, and shows where the focus is", async () => {
    const { page } = await open(realReport);
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

  test("tells what speaks for which side without colour", async () => {
    const { page } = await open(realReport);
    const styleOf = (focus: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('h5 mark.${focus}')).textDecorationStyle`);
    expect([await styleOf("strategic"), await styleOf("tactical")]).toEqual(["solid", "dotted"]);
    await page.close();
  });

  test("shows hostile text as text, isolated from the words around it", async () => {
    const { page } = await open(hostileReport);
    const visible = await page.evaluate<string>("document.body.innerText");
    for (const text of [
      hostile.script,
      hostile.image,
      hostile.formula,
      hostile.markdown,
      hostile.cjk,
      hostile.rtl,
      hostile.emoji,
    ])
      expect(visible).toContain(text);
    expect(visible).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u001B]/u);
    expect(await page.evaluate("[...document.querySelectorAll('h5')].every((one) => one.querySelector('bdi'))")).toBe(
      true,
    );
    await page.close();
  });

  test("prints in dark ink on white with everything but the controls, and the quiet rules open", async () => {
    const { page } = await open(quietReport, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate("getComputedStyle(document.documentElement).colorScheme")).toBe("light");
    expect(await page.getByRole("radio", { name: "Dark" }).isVisible()).toBe(false);
    expect(await page.getByRole("navigation").isVisible()).toBe(false);
    expect(await page.getByText("Work that nobody owns").isVisible()).toBe(true);
    await page.close();
  });

  test("the JUnit report is XML to a browser too", async () => {
    const { page } = await open(emptyReport);
    const xml = renderers.junit(hostileReport, options);
    const read = await page.evaluate<number[]>(
      `(() => { const parsed = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml'); return [parsed.querySelectorAll('parsererror').length, parsed.querySelectorAll('testcase').length]; })()`,
    );
    expect(read).toEqual([0, hostileReport.findings.length + hostileReport.rules.length - 1]);
    await page.close();
  });
});

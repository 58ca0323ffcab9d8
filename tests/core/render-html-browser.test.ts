import type { BrowserContextOptions } from "playwright-core";
import { describe, expect, test } from "vitest";
import { renderers } from "#core/render/index";
import type { AuditReport } from "#core/report";
import { hostile } from "../fixtures/render/hostile";
import { emptyReport, hostileReport, manyReport, quietReport, realReport } from "../fixtures/render/report";
import {
  createOpener,
  expectKeyboardReach,
  expectOrder,
  expectPrintable,
  expectStyled,
  findViolations,
  hasChromium,
  type OpenedPage,
} from "./page-in-browser";

const options = { colour: false, width: 80 };
const render = (report: AuditReport): string => renderers.html(report, options);

describe.skipIf(!hasChromium)("The HTML report in a browser", () => {
  const openPage = createOpener();
  const open = (report: AuditReport, context?: BrowserContextOptions): Promise<OpenedPage> =>
    openPage(render(report), context);

  const cases = Object.entries({ realReport, quietReport, emptyReport, hostileReport, manyReport }).flatMap(
    ([name, report]) => (["light", "dark"] as const).map((colorScheme) => ({ name, report, colorScheme })),
  );

  test.each(cases)(
    "$name has no accessibility violation in $colorScheme, with every detail open",
    async ({ report, colorScheme }) => {
      const { page } = await open(report, { colorScheme, bypassCSP: true });
      await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      expect(await findViolations(page)).toEqual([]);
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
      await expectStyled(page);
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
    await expectOrder(page);
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
    await expectKeyboardReach(page);
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
    await expectPrintable(page);
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

import type { BrowserContextOptions } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { BacklogReport } from "#core/backlog-report";
import { renderBacklog } from "#core/render/backlog";
import { emptyBacklog, firstBacklog, fullBacklog, quietBacklog } from "../fixtures/render/backlog-report";
import { hostile } from "../fixtures/render/hostile";
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

const reports = { fullBacklog, firstBacklog, quietBacklog, emptyBacklog };

describe.skipIf(!hasChromium)("The HTML report on a backlog in a browser", () => {
  const openPage = createOpener();
  const open = (report: BacklogReport, context?: BrowserContextOptions): Promise<OpenedPage> =>
    openPage(renderBacklog(report, "html", { colour: false, width: 80 }), context);

  const cases = Object.entries(reports).flatMap(([name, report]) =>
    (["light", "dark"] as const).map((colorScheme) => ({ name, report, colorScheme })),
  );

  test.each(cases)("$name has no accessibility violation in $colorScheme", async ({ report, colorScheme }) => {
    const { page } = await open(report, { colorScheme, bypassCSP: true });
    expect(await findViolations(page)).toEqual([]);
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
    await expectStyled(page);
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
    await expectOrder(page);
    const bare =
      "[...document.querySelectorAll('table')].filter((one) => !one.caption?.textContent || !one.querySelector('thead th[scope=col]') || !one.querySelector('tbody th[scope=row]')).length";
    expect(await page.evaluate(bare)).toBe(0);
    expect(await page.evaluate("document.querySelectorAll('svg[role=img]').length")).toBe(2);
    await page.close();
  });

  test("reaches everything that can be used by keyboard, and shows where the focus is", async () => {
    const { page } = await open(fullBacklog);
    await expectKeyboardReach(page);
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
    await expectPrintable(page);
    expect(await page.getByRole("img").count()).toBe(2);
    await page.close();
  });
});

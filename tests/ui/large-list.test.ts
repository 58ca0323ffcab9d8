import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manyTactical, policy } from "./backlog";
import { createDashboard, hasBrowser, settle, startBrowser, type Dashboard } from "./dashboard";
import { expectSoon, listOn, press } from "./findings-page";

const MANY = 5000;

describe.skipIf(!hasBrowser)("A list of 5,000 findings", () => {
  let dashboard: Dashboard;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard({ policy, items: manyTactical(MANY) });
    page = await dashboard.open("/findings");
    page.setDefaultTimeout(10_000);
    await settle(page);
    await list().rows.first().waitFor();
  });
  afterAll(() => dashboard.stop());
  const list = () => listOn(page);

  /** Scrolls from one end to the other, a frame at a time, and looks at each frame at what is in sight. */
  const scrollThrough = (steps: number, isBack: boolean) =>
    list().grid.evaluate(
      async (grid, { steps, isBack }) => {
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        let [blank, most] = [0, 0];
        const way = grid.scrollHeight - grid.clientHeight;
        for (let step = 0; step <= steps; step += 1) {
          grid.scrollTop = way * (isBack ? 1 - step / steps : step / steps);
          await frame();
          await frame();
          const rows = [...grid.querySelectorAll("[role=row]")];
          most = Math.max(most, rows.length);
          const box = grid.getBoundingClientRect();
          // Each 20 px of the list is some row's, and the row says something.
          for (let y = box.top + 60; y < box.bottom - 25; y += 20) {
            const row = document.elementFromPoint(box.left + 200, y)?.closest("[role=row]");
            if (!row || row.textContent.trim() === "") blank += 1;
          }
        }
        return { blank, most };
      },
      { steps, isBack },
    );

  test("scrolled fast to the end and back, no row is ever blank, and few are in the page", async () => {
    await list().total(MANY);
    for (const isBack of [false, true]) {
      const { blank, most } = await scrollThrough(40, isBack);
      expect(blank).toBe(0);
      expect(most).toBeLessThan(100);
    }
    await expectSoon(async () => (await list().subjects()).length).toBeGreaterThan(5);
  });

  test("a wheel that goes on meets every row, said or on its way", async () => {
    await page.reload();
    await settle(page);
    await list().grid.hover();
    for (let turn = 0; turn < 25; turn += 1) await page.mouse.wheel(0, 3000);
    const { blank } = await scrollThrough(1, false);
    expect(blank).toBe(0);
  });

  test("End leads to the last row, and Home back to the first", async () => {
    await page.reload();
    await settle(page);
    await list().grid.focus();
    const first = await list().active();
    await press(page, "End");
    await page
      .getByRole("row", { name: /PAY-\d+/ })
      .first()
      .waitFor();
    await expectSoon(() => list().active()).toMatch(/^PAY-\d+$/);
    expect(
      await list()
        .grid.locator(`[aria-rowindex="${MANY + 1}"]`)
        .isVisible(),
    ).toBe(true);
    await press(page, "PageUp", "k");
    await expectSoon(() => list().active()).toMatch(/^PAY-\d+$/);
    await press(page, "Home");
    await expectSoon(() => list().active()).toBe(first);
    expect(await list().grid.evaluate((grid) => grid.scrollTop)).toBe(0);
  });

  test("a decision in the middle of the list leaves it where it was, on the next row", async () => {
    await list().grid.focus();
    await list().grid.evaluate((grid) => (grid.scrollTop = 1500 * 60));
    await page
      .getByRole("row", { name: /PAY-\d+/ })
      .first()
      .waitFor();
    const row = list().rows.nth(14);
    await row.getByRole("checkbox").check();
    await page.getByText("1 selected").waitFor();
    const [decided, next] = [await row.locator("a").innerText(), await list().rows.nth(15).locator("a").innerText()];
    const top = await list().grid.evaluate((grid) => grid.scrollTop);
    await press(page, "d");
    await page.getByLabel(/^Note/).fill("Here it belongs.");
    await press(page, "Control+Enter");
    await page.getByText("1 finding dismissed").waitFor();
    await list().total(MANY - 1);
    await expectSoon(() => list().row(decided).count()).toBe(0);
    expect(Math.abs((await list().grid.evaluate((grid) => grid.scrollTop)) - top)).toBeLessThanOrEqual(60);
    await expectSoon(() => list().active()).toBe(next);
    await press(page, "u");
    await list().total(MANY);
    await expectSoon(() => list().row(decided).count()).toBe(1);
    await expectSoon(() => list().active()).toBe(next);
    expect(Math.abs((await list().grid.evaluate((grid) => grid.scrollTop)) - top)).toBeLessThanOrEqual(60);
  });

  test("all 5,000 are decided on together, and taken back", async () => {
    await page.reload();
    await settle(page);
    await page.getByRole("checkbox", { name: "Select all that match" }).check();
    await page.getByText("5,000 selected").waitFor();
    await press(page, "s");
    await page.getByRole("dialog").getByRole("button", { name: "Show what happens" }).click();
    await page.getByText("5,000 findings would be snoozed").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Snooze 5,000 findings" }).click();
    await page.getByText("No open findings").waitFor({ timeout: 20_000 });
    await page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" }).click();
    await list().total(MANY);
  });

  test("nothing was complained about in the console", () => {
    expect(dashboard.complaints).toEqual([]);
  });
});

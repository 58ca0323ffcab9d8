import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { items, policy } from "./backlog";
import { checkAccessibility, createDashboard, hasBrowser, settle, startBrowser, type Dashboard } from "./dashboard";
import { expectSoon, listOn, press, readFacet } from "./findings-page";

describe.skipIf(!hasBrowser)("All work items", () => {
  let dashboard: Dashboard;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard({ policy, items });
    page = await dashboard.open("/items");
    page.setDefaultTimeout(8000);
  });
  afterAll(() => dashboard.stop());
  const list = () => listOn(page);
  const drawer = () => page.getByRole("dialog");
  const goTo = async (path: string): Promise<void> => {
    await page.goto(new URL(path, page.url()).href);
    await settle(page);
  };
  beforeEach(() => goTo("/items"));

  test("all that was read is there, and each facet counts it", async () => {
    await list().total(items.length, "work item");
    for (const label of ["Focus", "Space", "Level"]) {
      const values = await readFacet(await list().menu(label));
      expect([label, values.reduce((sum, { count }) => sum + count, 0)]).toEqual([label, items.length]);
      const least = values.filter(({ count }) => count > 0).at(-1);
      await (await list().menu(label)).getByRole("checkbox", { name: new RegExp(`^${least?.name}`) }).check();
      await list().total(least?.count ?? 0, "work item");
      if ((least?.count ?? 0) <= 10) await expectSoon(() => list().rows.count()).toBe(least?.count);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Clear filters" }).click();
      await list().total(items.length, "work item");
    }
  });

  test("filters are in the address", async () => {
    await (await list().menu("Focus")).getByRole("checkbox", { name: /^Strategic/ }).check();
    await expectSoon(async () => (await list().column("Focus")).every((text) => /^Strategic \d+%$/.test(text))).toBe(
      true,
    );
    const shown = await list().subjects();
    await page.reload();
    await settle(page);
    expect(await list().subjects()).toEqual(shown);
    await page.goBack();
    await list().total(items.length, "work item");
  });

  test("a key is found as a whole; a part of one is not, and it says why", async () => {
    await press(page, "/");
    await page.keyboard.type("pay-12");
    await list().total(1, "work item");
    expect(await list().subjects()).toEqual(["PAY-12"]);
    await press(page, "ControlOrMeta+a");
    await page.keyboard.type("PAY");
    await page.getByText("A key is looked for as a whole.").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).first().click();
    await list().total(items.length, "work item");
  });

  test("an address opens an item, with or without a finding; one that is not there says so", async () => {
    await goTo("/items?item=BER-10");
    await drawer().getByRole("heading", { level: 2, name: "BER-10" }).waitFor();
    await drawer().getByText("Nothing was found about it.").waitFor();
    await goTo("/items?item=PAY-5");
    await drawer().getByRole("region", { name: "Work that sits with the wrong product role" }).waitFor();
    await press(page, "Escape");
    await drawer().waitFor({ state: "detached" });
    expect(new URL(page.url()).search).toBe("");
    await goTo("/items?item=NOPE-1");
    await drawer().getByRole("alert").first().waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
    const others = dashboard.complaints.filter((text) => !text.includes("404"));
    dashboard.complaints.splice(0, dashboard.complaints.length, ...others);
  });

  test("of an item that a person judged, the machine's own answer is shown, too", async () => {
    await goTo("/items?item=BER-402");
    const verdict = drawer().getByRole("region", { name: "Verdict" });
    await verdict.getByText("Set to strategic by a person").waitFor();
    await verdict.getByText("This is where we collect what we offer and say in the market").first().waitFor();
    await verdict.getByText(/^Without that it would be: (Tactical|Unclear|Not sure)/i).waitFor();
    await verdict
      .getByText(/Amara Nwosu/)
      .first()
      .waitFor();
  });

  test("with the keyboard: j and k move, Enter opens, j walks on, Esc leads back to the row", async () => {
    const subjects = await list().subjects();
    await press(page, "j", "j", "k", "Enter");
    await drawer()
      .getByRole("heading", { level: 2, name: subjects[1] ?? "", exact: true })
      .waitFor();
    await press(page, "j");
    await drawer()
      .getByRole("heading", { level: 2, name: subjects[2] ?? "", exact: true })
      .waitFor();
    await press(page, "Escape");
    await drawer().waitFor({ state: "detached" });
    expect(await list().active()).toBe(subjects[2]);
    expect(await list().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
  });

  test.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 400],
  ] as const)("anybody can use it in %s colours, %i px wide", async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await list().rows.first().waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await list().rows.nth(1).getByRole("link").click();
    await drawer().getByRole("region", { name: "Verdict" }).waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
  });

  test("nothing was complained about in the console", () => {
    expect(dashboard.complaints).toEqual([]);
  });
});

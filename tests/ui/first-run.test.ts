import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkAccessibility, createDashboard, hasBrowser, settle, startBrowser, type Dashboard } from "./dashboard";

describe.skipIf(!hasBrowser)("The first visit, without any data", () => {
  let dashboard: Dashboard;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard();
    page = await dashboard.open("/");
  });
  afterAll(() => dashboard.stop());

  test("there are three ways on, and nothing that pretends to be a result", async () => {
    await settle(page);
    const main = page.getByRole("main");
    await main.getByRole("heading", { name: "Get a first result" }).waitFor();
    // The heading may be there before the ways are: what is connected is asked for beside it.
    await expect
      .poll(() => main.getByRole("heading", { level: 3 }).allTextContents())
      .toEqual(["Look at the sample backlog", "Import an export", "Connect Jira or Linear"]);
    expect(await main.innerText()).not.toMatch(/\d+ (findings?|errors?|work items?)/);
    expect(await checkAccessibility(page)).toEqual([]);
  });

  test.each([
    ["Choose a file", "/import"],
    ["Set up a connection", "/setup"],
  ])("“%s” leads to %s", async (name, path) => {
    await page.getByRole("main").getByRole("link", { name }).click();
    await page.waitForURL(`**${path}`);
    await settle(page);
    await page.goBack();
    await page.getByRole("heading", { name: "Get a first result" }).waitFor();
  });

  test("no other screen breaks without data", async () => {
    for (const path of ["/findings", "/items", "/reports", "/trail"]) {
      await page.goto(new URL(path, page.url()).href);
      await settle(page);
      expect([path, await page.getByRole("main").innerText()]).toEqual([
        path,
        expect.stringMatching(/Nothing has been audited yet|No work items|Nobody has decided|No decision/i),
      ]);
      expect([path, await page.getByRole("alert").allInnerTexts()]).toEqual([path, [""]]);
    }
  });

  test("with the keyboard alone: the sample is audited, shows how far it is, and ends on the overview", async () => {
    await page.goto(new URL("/", page.url()).href);
    await page.getByRole("button", { name: "Audit the sample" }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
    for (let tabs = 0; tabs < 40 && (await focused()) !== "Audit the sample"; tabs += 1)
      await page.keyboard.press("Tab");
    expect(await focused()).toBe("Audit the sample");
    const progress = page.getByRole("progressbar").waitFor();
    await page.keyboard.press("Enter");
    await progress;
    await page.getByText(/findings are open, 1 of them an error/).waitFor({ timeout: 30_000 });

    const figures = page.getByRole("list", { name: "Open findings in numbers" }).getByRole("link");
    expect((await figures.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim())).toEqual(
      expect.arrayContaining([
        "1 error",
        expect.stringMatching(/^\d+ warnings$/),
        expect.stringMatching(/^\d+ notes$/),
      ]),
    );
    await page.getByRole("status").getByText("The audit is done").waitFor();
    expect(await page.getByRole("progressbar").count()).toBe(0);
    expect(await page.getByRole("heading", { name: "Get a first result" }).count()).toBe(0);
    // The button that had the focus is gone; the keyboard goes on at the title.
    expect(await focused()).toBe("Overview");
    expect(await page.getByText(/This was the first audit/).count()).toBe(1);
  });

  test("nothing was complained about in the console on all of the way", () => {
    expect(dashboard.complaints).toEqual([]);
  });
});

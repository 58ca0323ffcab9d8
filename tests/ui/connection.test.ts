import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDashboard, hasBrowser, sample, settle, startBrowser, type Dashboard } from "./dashboard";

/** It is noticed by a question every few seconds. */
const SOON = { timeout: 9_000 };

describe.skipIf(!hasBrowser)("When the server is gone, and when it is back", () => {
  let dashboard: Dashboard;
  let page: Page;
  let reports: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard(sample);
    page = await dashboard.open("/");
    reports = await page.context().newPage();
    await reports.goto(new URL("/reports", page.url()).href);
    await Promise.all([settle(page), settle(reports)]);
    for (const one of [page, reports]) await one.evaluate(() => void (document.body.dataset["same"] = "page"));
  });
  afterAll(() => dashboard.stop());

  const banner = (on = page) => on.getByRole("alert");
  const headline = () => page.getByText(/findings? (is|are) open/).innerText();
  let before = "";

  test("a stopped server is told without anybody doing anything, and what is on screen stays", async () => {
    before = await headline();
    await page.bringToFront();
    await dashboard.stopServer();
    await banner().getByText("The server does not answer. Start rolecall serve again").waitFor(SOON);
    expect(await headline()).toBe(before);
    expect(await page.getByRole("heading", { name: "Look at these first" }).isVisible()).toBe(true);
    // One message, not one from each part of the page.
    expect(await banner().count()).toBe(1);
  });

  test("what is started meanwhile says why it cannot be", async () => {
    await reports.bringToFront();
    await reports.getByRole("button", { name: "CSV", exact: true }).click();
    const panel = reports.getByRole("region", { name: "The report as a file" });
    await panel.getByRole("alert").getByText("The server does not answer").waitFor();
    await banner(reports).getByText("Start rolecall serve again").waitFor();
  });

  test("a screen that is opened meanwhile says that it cannot be shown", async () => {
    await reports.getByRole("navigation").getByRole("link", { name: "Roles" }).click();
    await reports.getByRole("heading", { level: 1, name: "This page cannot be shown" }).waitFor();
    await banner(reports).getByText("Start rolecall serve again").waitFor(SOON);
  });

  test("a server that started anew lets the page in no more: it says what to do", async () => {
    await page.bringToFront();
    await dashboard.audit(sample.items.slice(0, 20));
    await dashboard.startServer();
    await banner().getByText("Open the address that rolecall serve printed").waitFor(SOON);
    expect(await headline()).toBe(before);
    expect(await banner().count()).toBe(1);
    // Loading anew lets nobody in: the new start has a new key.
    const other = await page.context().newPage();
    expect((await other.goto(new URL("/", page.url()).href))?.status()).toBe(401);
    await other.getByText("Open the address that").waitFor();
    await other.close();
  });

  test("once the new address is open in another tab, the page goes on by itself with what is known now", async () => {
    const other = await page.context().newPage();
    await other.goto(dashboard.address());
    await other.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await page.bringToFront();
    await page
      .getByRole("status")
      .getByText("The server answers again.")
      .waitFor({ state: "attached", ...SOON });
    expect(await banner().allInnerTexts()).toEqual([""]);
    await page.getByText(/· 20 work items from/).waitFor();
    // It is the same page, not loaded anew, and works.
    expect(await page.evaluate(() => document.body.dataset["same"])).toBe("page");
    await page.getByRole("navigation").getByRole("link", { name: "Findings" }).click();
    await page.getByRole("grid", { name: "Findings" }).waitFor();
    expect(await banner().allInnerTexts()).toEqual([""]);
  });

  test("the screen that could not be shown is there, too", async () => {
    await reports.bringToFront();
    await reports.getByRole("heading", { level: 1, name: "Roles" }).waitFor(SOON);
  });

  test("a short silence of the same server heals without anything to do, in the reader's language", async () => {
    const german = await dashboard.open("/", { locale: "de-DE" });
    await german.route("**/api/**", (route) => route.abort());
    // Whoever does something learns it at once.
    await german.getByRole("button", { name: "Sagen Sie, wer Sie sind" }).click();
    await german.getByRole("dialog").getByRole("textbox").fill("Dana");
    await german.keyboard.press("Enter");
    const said = german.getByRole("alert").getByText("Der Server antwortet nicht");
    await said.waitFor();
    await german.unroute("**/api/**");
    await said.waitFor({ state: "hidden", ...SOON });
  });
});

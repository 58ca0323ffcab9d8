import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  checkAccessibility,
  createDashboard,
  hasBrowser,
  sample,
  settle,
  startBrowser,
  type Dashboard,
} from "./dashboard";

const without = (...keys: string[]) => sample.items.filter(({ key }) => !keys.includes(key));

describe.skipIf(!hasBrowser)("Reports", () => {
  let dashboard: Dashboard;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard({ policy: sample.policy });
    page = await dashboard.open("/reports");
  });
  afterAll(() => dashboard.stop());
  const comparison = () => page.getByRole("region", { name: "Compare two audits" });
  const audits = () => page.getByRole("table", { name: "All audits that are remembered" }).locator("tbody tr");
  const chosen = (label: "Before" | "After") => comparison().getByLabel(label, { exact: true }).inputValue();
  /** Before, after and change of a line of the totals. */
  const totals = async (name: string): Promise<string[]> =>
    comparison()
      .locator("table")
      .first()
      .locator("tr", { has: page.getByRole("rowheader", { name, exact: true }) })
      .locator("td")
      .allInnerTexts();
  const reload = async (): Promise<void> => {
    await page.reload();
    await settle(page);
  };

  test("before the first audit there is nothing to download, and a way to one", async () => {
    await page.getByText("Nothing has been audited yet").waitFor();
    expect(await page.getByRole("button", { name: /CSV|JSON/ }).count()).toBe(0);
    expect(await checkAccessibility(page)).toEqual([]);
    await page.getByRole("link", { name: "To the first audit" }).click();
    await page.getByRole("heading", { name: "Get a first result" }).waitFor();
    await page.goBack();
  });

  test("after the first audit it can be downloaded, and a comparison waits for the second", async () => {
    await dashboard.audit(without("BER-1", "BER-2"));
    await reload();
    expect(await audits().count()).toBe(1);
    await comparison().getByText("A comparison needs two audits").waitFor();
    expect(await page.getByRole("link", { name: /Compare with previous/ }).count()).toBe(0);
  });

  test.each([
    ["Web page", /\.html$/, /^<!doctype html>/i],
    ["Markdown", /\.md$/, /^# /m],
    ["CSV", /\.csv$/, /^\W*\w+([,;]\w+)+/],
    ["JSON", /\.json$/, /^\{/],
  ])("the report arrives as %s, with what was found", async (name, file, beginning) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(file);
    const text = readFileSync(await download.path(), "utf8");
    expect(text).toMatch(beginning);
    expect(text).toContain("Positioning: how we stand apart");
    expect(text.length).toBeGreaterThan(1_000);
    if (name === "JSON") expect(JSON.parse(text)).toBeTypeOf("object");
    await page.getByRole("status").getByText(`${download.suggestedFilename()} is downloaded`).waitFor();
  });

  test("two audits are compared, the last two until others are chosen", async () => {
    await dashboard.audit(without("BER-1"));
    await dashboard.audit(sample.items);
    await reload();
    expect(await audits().count()).toBe(3);
    const all = sample.items.length;
    expect(await totals("Work items")).toEqual([`${all - 1}`, `${all}`, "+1"]);
    // Newest first in the lists, too.
    const [last = "", middle = "", first = ""] = await comparison()
      .getByLabel("After", { exact: true })
      .locator("option")
      .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
    expect([await chosen("Before"), await chosen("After")]).toEqual([middle, last]);

    await comparison().getByLabel("Before", { exact: true }).selectOption(first);
    await expect.poll(() => totals("Work items")).toEqual([`${all - 2}`, `${all}`, "+2"]);
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ before: first, after: last });
    await page
      .getByRole("status")
      .getByText(/^Comparing the audit of/)
      .waitFor({ state: "attached" });

    await comparison().getByLabel("After", { exact: true }).selectOption(middle);
    await expect.poll(() => totals("Work items")).toEqual([`${all - 2}`, `${all - 1}`, "+1"]);
    await reload();
    expect(await totals("Work items")).toEqual([`${all - 2}`, `${all - 1}`, "+1"]);
    await page.goBack();
    await expect.poll(() => totals("Work items")).toEqual([`${all - 2}`, `${all}`, "+2"]);
    await page.goBack();
    await expect.poll(() => totals("Work items")).toEqual([`${all - 1}`, `${all}`, "+1"]);
  });

  test("the same audit twice is no comparison; the older one stands first, whichever is chosen where", async () => {
    const [last, middle] = [await chosen("After"), await chosen("Before")];
    await comparison().getByLabel("Before", { exact: true }).selectOption(last);
    await comparison().getByText("These are the same audit").waitFor();
    await comparison().getByLabel("After", { exact: true }).selectOption(middle);
    await expect.poll(async () => [await chosen("Before"), await chosen("After")]).toEqual([middle, last]);
    await expect.poll(async () => (await totals("Work items"))[2]).toBe("+1");
  });

  test("a line of the audits compares it with the one before it", async () => {
    await audits()
      .nth(1)
      .getByRole("link", { name: /Compare with previous/ })
      .click();
    const all = sample.items.length;
    await expect.poll(() => totals("Work items")).toEqual([`${all - 2}`, `${all - 1}`, "+1"]);
    // The table is below what it changes: the eye and the focus are led there.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
    await expect
      .poll(() =>
        comparison()
          .getByLabel("Before", { exact: true })
          .evaluate((select) => select.getBoundingClientRect().top),
      )
      .toBeGreaterThanOrEqual(0);
  });

  test("an address of an audit that is gone says so, and the lists still lead elsewhere", async () => {
    const last = await comparison()
      .getByLabel("After", { exact: true })
      .locator("option")
      .first()
      .getAttribute("value");
    await page.goto(new URL(`/reports?before=gone&after=${last ?? ""}`, page.url()).href);
    await comparison().getByRole("alert").getByText("It is not there any more").waitFor();
    await comparison().getByText("An audit that is not remembered").waitFor({ state: "attached" });
    dashboard.complaints.splice(0, Infinity, ...dashboard.complaints.filter((text) => !/404/.test(text)));
    await comparison().getByLabel("Before", { exact: true }).selectOption({ index: 1 });
    await expect.poll(async () => (await totals("Work items"))[2]).toBe("+1");
  });

  test("rules and spaces lead to their findings", async () => {
    const rules = comparison().getByRole("table", { name: "Findings by rule" });
    const row = rules.locator("tbody tr").first();
    const now = await row.locator("td").nth(1).innerText();
    await row.getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "Findings" }).waitFor();
    await page.getByRole("status").getByText(`${now} finding`).waitFor();
    await page.goBack();
  });

  test("it is accessible, and nothing was complained about", async () => {
    await settle(page);
    expect(await checkAccessibility(page)).toEqual([]);
    expect(dashboard.complaints).toEqual([]);
  });
});

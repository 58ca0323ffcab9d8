import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { items, policy } from "./backlog";
import { checkAccessibility, createDashboard, hasBrowser, settle, startBrowser, type Dashboard } from "./dashboard";
import { expectSoon, listOn, press, readFacet } from "./findings-page";

const JIRA_EXPORT = `Issue key,Issue id,Summary,Issue Type,Status,Project key,Project name,Assignee
WEB-1,501,Fix the login button that crashes,Bug,To Do,WEB,Website,Maya Patel
WEB-2,502,Fix the crash of the upload dialog,Bug,To Do,WEB,Website,Maya Patel
`;

describe.skipIf(!hasBrowser)("The list of findings", () => {
  let dashboard: Dashboard;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard({ policy });
    writeFileSync(join(dashboard.folder, "backlog.json"), JSON.stringify({ items }));
    writeFileSync(join(dashboard.folder, "jira.csv"), JIRA_EXPORT);
    const { code, stderr } = await dashboard.cli("audit", "backlog.json", "jira.csv", "--db", "-o", "report.json");
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    page = await dashboard.open("/findings", { permissions: ["clipboard-read", "clipboard-write"] });
  });
  afterAll(() => dashboard.stop());
  const list = () => listOn(page);
  const goTo = async (path: string): Promise<void> => {
    await page.goto(new URL(path, page.url()).href);
    await settle(page);
  };
  const search = () => page.getByRole("searchbox").or(page.getByRole("textbox", { name: "Search key, title" }));
  const clear = () => page.getByRole("button", { name: "Clear filters" }).first();
  beforeEach(() => goTo("/findings"));

  test("each value of a facet shows as many rows as it says, and the values add up", async () => {
    const all = await list().readTotal();
    for (const label of ["Severity", "Rule", "Space"]) {
      const values = await readFacet(await list().menu(label));
      expect([label, values.reduce((sum, { count }) => sum + count, 0)]).toEqual([label, all]);
      for (const { name, count } of values.filter((value) => value.count <= 8).slice(0, 3)) {
        const box = (await list().menu(label)).getByRole("checkbox", { name: new RegExp(`^${name}`) });
        await box.check();
        await list().total(count);
        await expectSoon(() => list().rows.count()).toBe(count);
        await box.uncheck();
        await list().total(all);
      }
      await page.keyboard.press("Escape");
    }
  });

  test("values of two fields narrow together, and the counts of one follow the other", async () => {
    const space = await list().menu("Space");
    await space.getByRole("checkbox", { name: /^Berthline/ }).check();
    const severities = await readFacet(await list().menu("Severity"));
    const warnings = severities.find(({ name }) => name === "Warning")?.count ?? 0;
    expect(warnings).toBeGreaterThan(0);
    await (await list().menu("Severity")).getByRole("checkbox", { name: /^Warning/ }).check();
    await list().total(warnings);
    await page.keyboard.press("Escape");
    await expectSoon(async () => new Set(await list().column("Space"))).toEqual(new Set(["Berthline"]));
    expect(new Set(await list().column("Severity"))).toEqual(new Set(["Warning"]));
  });

  test("the filter is in the address: reloading, going back and sharing it show the same", async () => {
    const all = await list().readTotal();
    await (await list().menu("Severity")).getByRole("checkbox", { name: /^Error/ }).check();
    await expectSoon(async () => new Set(await list().column("Severity"))).toEqual(new Set(["Error"]));
    const shown = await list().subjects();
    await page.reload();
    await settle(page);
    expect(await list().subjects()).toEqual(shown);
    const other = await dashboard.open(page.url().slice(new URL(page.url()).origin.length));
    await settle(other);
    expect(await listOn(other).subjects()).toEqual(shown);
    await other.getByText("Severity:").waitFor();
    await other.context().close();
    await page.goBack();
    await list().total(all);
    expect(await page.getByText("Severity:").count()).toBe(0);
    await page.goForward();
    await list().total(shown.length);
  });

  test("text is found in keys, titles and messages, in any case", async () => {
    await page.keyboard.press("/");
    for (const [typed, column] of [
      ["pay-17", "Finding"],
      ["CRASHES OF THE LOGIN FORM", "Finding"],
      ["is owned by a product manager", "What is wrong"],
    ] as const) {
      await search().fill(typed);
      await page.getByRole("list", { name: "Active filters" }).getByText(typed).waitFor();
      await settle(page);
      await expectSoon(async () =>
        (await list().column(column)).slice(0, 3).every((text) => matches(text, typed)),
      ).toBe(true);
    }
    await search().fill("pay-17");
    await list().total(1);
    expect(await list().subjects()).toEqual(["PAY-17"]);
  });

  test("a head of a column sorts, and once more the other way round", async () => {
    const head = list().grid.getByRole("columnheader", { name: "Space" });
    const spaces = async () => [...new Set(await list().column("Space"))];
    await goTo("/findings?severity=info");
    await head.getByRole("button").click();
    await expectSoon(() => head.getAttribute("aria-sort")).toBe("ascending");
    await expectSoon(spaces).toEqual(["Berthline", "Harbour Data", "Yardbook"]);
    await head.getByRole("button").click();
    await expectSoon(() => head.getAttribute("aria-sort")).toBe("descending");
    await expectSoon(spaces).toEqual(["Yardbook", "Harbour Data", "Berthline"]);
    expect(new URL(page.url()).search).toBe("?reverse=true&severity=info&sort=scope");
  });

  test("chips say what narrows; one goes by its button, all of them by one", async () => {
    await goTo("/findings?severity=warning&rule=owner-role-mismatch&minAge=0&text=login");
    const chips = page.getByRole("list", { name: "Active filters" }).getByRole("listitem");
    await expectSoon(async () => (await chips.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim())).toEqual(
      [
        "State: Open",
        "Severity: Warning",
        "Rule: Work that sits with the wrong product role",
        "Age: at least 0 days",
        "Text: login",
      ],
    );
    await page.getByRole("button", { name: "Remove filter Severity: Warning" }).click();
    await expectSoon(() => chips.count()).toBe(4);
    expect(new URL(page.url()).searchParams.has("severity")).toBe(false);
    await clear().click();
    await expectSoon(() => chips.count()).toBe(1);
    expect(new URL(page.url()).search).toBe("");
    expect(await search().inputValue()).toBe("");
  });

  test("where nothing matches it says so, and how to go on", async () => {
    const all = await list().readTotal();
    await search().fill("no such words anywhere");
    await page.getByText("No finding matches these filters").waitFor();
    await list().total(0);
    expect(await list().grid.count()).toBe(0);
    expect(await checkAccessibility(page)).toEqual([]);
    await clear().click();
    await list().total(all);
  });

  test("screen readers are told how many there are after each change", async () => {
    const said = page
      .getByRole("main")
      .getByRole("status")
      .filter({ hasText: /finding/ });
    await expectSoon(() => said.innerText()).toMatch(/^\d\d findings$/);
    await (await list().menu("Severity")).getByRole("checkbox", { name: /^Error/ }).check();
    await expectSoon(() => said.innerText()).toMatch(/^\d findings?$/);
  });

  test("the selection is written as text; JQL only where all of it is in Jira", async () => {
    await goTo("/findings?text=web-&sort=scope");
    await page.getByRole("button", { name: "Show as text and JQL" }).click();
    const dialog = page.getByRole("dialog");
    const jql = dialog.getByRole("region", { name: "JQL for Jira" });
    expect(await jql.innerText()).toMatch(/^key in \("WEB-[12]", "WEB-[12]"\)$/);
    expect(await dialog.getByRole("region", { name: "Filter" }).innerText()).toBe('state:open "web-"');
    await dialog.getByRole("button", { name: "Copy: JQL for Jira" }).click();
    await dialog.getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await jql.innerText());
    expect(await checkAccessibility(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await goTo("/findings?scope=file:saltmarsh:Berthline&severity=warning");
    await page.getByRole("button", { name: "Show as text and JQL" }).click();
    await dialog.getByText("There is JQL where all findings are about Jira work items").waitFor();
    expect(await dialog.getByRole("region", { name: "Filter" }).innerText()).toBe(
      "state:open severity:warning scope:Berthline",
    );
    await dialog.getByText("Close").click();
  });

  test("a value that no field has is told, and can be taken out", async () => {
    await goTo("/findings?severity=awful");
    await page
      .getByRole("alert")
      .getByText(/severity/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Remove filter Severity: awful" }).click();
    await list().rows.first().waitFor();
    expect(dashboard.complaints.filter((text) => !text.includes("400"))).toEqual([]);
    dashboard.complaints.length = 0;
  });

  test.each(["light", "dark"] as const)("in %s colours anybody can use it", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await checkAccessibility(page)).toEqual([]);
    await list().menu("Rule");
    expect(await checkAccessibility(page)).toEqual([]);
    await press(page, "Escape");
    await list().rows.nth(1).getByRole("checkbox").check();
    await page.getByText("1 selected").waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
    await list().grid.focus();
    await press(page, "?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
  });

  test("nothing was complained about in the console", () => {
    expect(dashboard.complaints).toEqual([]);
  });
});

const matches = (text: string, typed: string): boolean => text.toLowerCase().includes(typed.toLowerCase());

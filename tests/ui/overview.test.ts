import { readFileSync } from "node:fs";
import { join } from "node:path";
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

interface Finding {
  id: string;
  subject: { kind: string; id: string };
}
/** The sample a week later: one work item is gone, one has an owner, one has lost its owner. */
const later = sample.items
  .filter(({ key }) => key !== "YRD-15")
  .map(({ assignee, ...item }) => {
    const owner = item.key === "BER-13" ? "Joanna Kowalczyk" : item.key === "BER-11" ? undefined : assignee;
    return owner === undefined ? item : { ...item, assignee: owner };
  });
const people = [...new Set(sample.items.flatMap(({ assignee }) => assignee ?? []))];

describe.skipIf(!hasBrowser)("The overview", () => {
  let dashboard: Dashboard;
  let page: Page;
  const findings = (): Finding[] =>
    (JSON.parse(readFileSync(join(dashboard.folder, "report.json"), "utf8")) as { findings: Finding[] }).findings;
  let first: Finding[];
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard(sample);
    first = findings();
    page = await dashboard.open("/");
    await settle(page);
  });
  afterAll(() => dashboard.stop());

  const panel = (name: string) => page.getByRole("region", { name, exact: true });
  const figures = () => page.getByRole("list", { name: "Open findings in numbers" }).getByRole("link");
  const numberIn = (text: string): number => Number(/\d[\d,]*/.exec(text)?.[0].replaceAll(",", ""));

  /** Where each number leads that the page shows. */
  async function numbers(): Promise<{ name: string; count: number; href: string }[]> {
    const links = await page.getByRole("main").evaluate((main) =>
      [...main.querySelectorAll<HTMLAnchorElement>("a[href^='/findings'], a[href^='/items']")].map((link) => {
        // A number stands in the link, behind it in its entry of a list, or in the cell beside it.
        const [entry, cell] = [link.closest("li"), link.closest("th")?.nextElementSibling];
        return {
          name: link.innerText,
          href: link.getAttribute("href") ?? "",
          beside: cell?.querySelector("span")?.innerText ?? entry?.innerText.replace(link.innerText, "") ?? "",
        };
      }),
    );
    return links
      .filter(({ href }) => !href.includes("finding="))
      .map(({ name, href, beside }) => {
        const isInside = /^\d|^All \d/.test(name);
        const counts = (isInside ? name : beside).match(/\d+/g)?.map(Number) ?? [];
        // Of a space the numbers of each severity stand beside it; of all others, one number and perhaps its share.
        const isSum = href.includes("scope=") && !isInside;
        return { name, href, count: isSum ? counts.reduce((sum, count) => sum + count, 0) : (counts[0] ?? NaN) };
      });
  }

  /** How many rows the list has that is shown. */
  async function rows(): Promise<number> {
    await settle(page);
    const said = page.getByRole("main").getByText(/^(No|\d+) (findings?|work items?)$/);
    const total = numberIn((await said.first().innerText()).replace("No", "0"));
    const grid = page.getByRole("grid");
    const listed = (await grid.count()) === 0 ? 0 : Number(await grid.getAttribute("aria-rowcount")) - 1;
    return listed === total ? total : NaN;
  }

  test("says how many findings are open, as many as the audit found", async () => {
    await page.getByText(`${first.length} findings are open, 1 of them an error.`).waitFor();
    await page.getByText(`${sample.items.length} work items from backlog.json`).waitFor();
    const severities = (await figures().allInnerTexts()).slice(0, 3).map(numberIn);
    expect(severities.reduce((sum, count) => sum + count, 0)).toBe(first.length);
  });

  test("every number opens a list with as many rows", async () => {
    const shown = await numbers();
    expect(shown.length).toBeGreaterThan(20);
    for (const { name, href, count } of shown) {
      await page.locator(`main a[href="${href}"]`).first().click();
      await page.waitForURL((url) => url.pathname !== "/");
      expect([name, href, await rows()]).toEqual([name, href, count]);
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    }
  });

  test("what to look at first opens with its reasons, and closing leaves the open ones", async () => {
    const link = panel("Look at these first").getByRole("listitem").first().getByRole("link");
    expect(await link.innerText()).toContain("YRD-15");
    await link.click();
    const drawer = page.getByRole("dialog");
    await drawer.getByText("This strategic epic is owned by a product owner").first().waitFor();
    expect(new URL(page.url()).pathname).toBe("/findings");
    expect(new URL(page.url()).searchParams.get("finding")).toBe(first.find(({ id }) => id.includes("10088"))?.id);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    expect(await rows()).toBe(first.length);
    await page.getByRole("navigation").getByRole("link", { name: "Overview" }).click();
    await settle(page);
  });

  test("of one kind there are no more than two among the first", async () => {
    const messages = await panel("Look at these first").getByRole("listitem").allInnerTexts();
    expect(messages).toHaveLength(5);
    expect(messages.filter((text) => text.includes("product owner is accountable")).length).toBeLessThanOrEqual(2);
  });

  test("what could not be checked is said", async () => {
    const gaps = await panel("What could not be checked").getByRole("listitem").allInnerTexts();
    expect(gaps).toEqual([expect.stringContaining("read in French"), expect.stringContaining("does not read")]);
  });

  test("after one audit there is nothing yet to compare", async () => {
    await panel("What changed").getByText("This was the first audit").waitFor();
    await panel("Trend").getByText("The trend begins with the next audit").waitFor();
    expect(await page.getByRole("img", { name: /^Open findings over/ }).count()).toBe(0);
  });

  test("no person has a number", async () => {
    const main = page.getByRole("main");
    const text = await main.innerText();
    const shown = people.filter((name) => text.includes(name));
    expect(shown.length).toBeGreaterThan(0);
    for (const name of shown) {
      expect(text).not.toMatch(new RegExp(`${name}[\\s:·(–-]*\\d`));
      expect(text).not.toMatch(new RegExp(`\\d+[^.\\n]{0,20}\\b(of|for|by)? ?${name}`));
      // A list of people would have one on its own.
      expect([name, await main.getByText(name, { exact: true }).count()]).toEqual([name, 0]);
    }
  });

  test("after another audit it says what changed, and the trend begins", async () => {
    await dashboard.audit(later);
    const second = findings();
    const idsOf = (list: readonly Finding[]) => new Set(list.map(({ id }) => id));
    const gone = first.filter(({ id }) => !idsOf(second).has(id));
    const removed = gone.filter(({ subject }) => subject.id.endsWith(":10088"));
    const added = second.filter(({ id }) => !idsOf(first).has(id));
    expect([added.length, removed.length, gone.length - removed.length].every((count) => count > 0)).toBe(true);
    await page.reload();
    await settle(page);

    const changes = await panel("What changed").locator("dl > div").allInnerTexts();
    expect(changes.map((line) => line.replace(/\s+/g, " "))).toEqual([
      `New findings ${added.length}`,
      "Came back 0",
      `Fixed ${gone.length - removed.length}`,
      `Gone with their work item ${removed.length}`,
    ]);
    await page.getByText(`${second.length} findings are open`).waitFor();

    await panel("What changed").getByRole("link", { name: "New findings" }).click();
    await page.getByRole("heading", { level: 1, name: "Findings" }).waitFor();
    expect(await rows()).toBe(added.length);
    await page.goBack();
    await panel("What changed").getByRole("link", { name: "Fixed" }).click();
    const happened = page.getByRole("main").locator("dl > div");
    await expect
      .poll(async () => (await happened.allInnerTexts()).map((line) => line.replace(/\s+/g, " ")))
      .toEqual([
        `new ${added.length}`,
        "came back 0",
        `fixed ${gone.length - removed.length}`,
        `gone with their work item ${removed.length}`,
      ]);
    await page.goBack();

    const trend = page.getByRole("img", { name: /^Open findings over/ });
    await trend.waitFor();
    expect(await trend.getAttribute("aria-label")).toMatch(
      new RegExp(`over 2 audits: ${first.length} on .*, ${second.length} on .*in the table below`),
    );
    await page.getByText("Trend as a table").first().click();
    const lines = await page.getByRole("table", { name: "Trend as a table" }).locator("tbody tr").allInnerTexts();
    const cells = lines.map((line) => line.split(/\t/).slice(1, 4).map(Number));
    expect(cells).toEqual([
      [second.length, 0, later.length],
      [first.length, 0, sample.items.length],
    ]);
  });

  test("what is decided is counted as decided, and the numbers still open their lists", async () => {
    const { code, stderr } = await dashboard.cli(
      "triage",
      "dismiss",
      "BER-207",
      "--reason",
      "agreed-exception",
      "--note",
      "Agreed.",
      "--as",
      "Amara Nwosu",
    );
    expect([code, stderr]).toEqual([0, expect.anything()]);
    await page.reload();
    await settle(page);
    const decided = page.getByRole("main").getByRole("link", { name: "1 dismissed" });
    await decided.click();
    expect(await rows()).toBe(1);
    await page.goBack();
  });

  test("“Audit again” leads to a new export and is left with Escape", async () => {
    const again = page.getByRole("button", { name: "Audit again" });
    await again.click();
    await page.getByRole("link", { name: /Import a new export/ }).waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await again.getAttribute("aria-expanded")).toBe("false");
    expect(await again.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test("nothing was complained about in the console", () => {
    expect(dashboard.complaints).toEqual([]);
  });
});

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  checkBothThemes,
  createDashboard,
  hasBrowser,
  sample,
  settle,
  startBrowser,
  type Dashboard,
} from "./dashboard";

/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9";
const SECRET = "lin_api_not-to-be-shown";

describe.skipIf(!hasBrowser)("Set-up", () => {
  let dashboard: Dashboard;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard({
      ...sample,
      env: { ROLECALL_LINEAR_API_KEY: SECRET, ROLECALL_LINEAR_API_URL: NOWHERE },
    });
    page = await dashboard.open("/setup");
    page.setDefaultTimeout(8_000);
    await settle(page);
  });
  afterAll(() => dashboard.stop());

  const main = () => page.getByRole("main");
  const panel = (name: string) => main().getByRole("region", { name, exact: true });
  const stateOf = async (tracker: string): Promise<Record<string, string>> => {
    const rows = await panel(tracker).locator("tbody tr").all();
    return Object.fromEntries(
      await Promise.all(
        rows.map(async (row) => [await row.locator("code").innerText(), await row.locator("td").innerText()] as const),
      ),
    );
  };

  test("variables are told as set or not set, and never what they hold", async () => {
    await panel("Linear").getByText("Connected", { exact: true }).waitFor();
    await panel("Jira").getByText("Not connected", { exact: true }).waitFor();
    expect(await stateOf("Linear")).toEqual({
      ROLECALL_LINEAR_API_KEY: "Set",
      ROLECALL_LINEAR_ACCESS_TOKEN: "Not set",
      ROLECALL_LINEAR_API_URL: "Set",
    });
    expect(new Set(Object.values(await stateOf("Jira")))).toEqual(new Set(["Not set"]));
    expect(await page.content()).not.toContain(SECRET);
    expect(await page.content()).not.toContain(NOWHERE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test("what to type is shown for the terminal at hand, and copied", async () => {
    const commands = panel("Jira").getByRole("region", { name: "Commands that connect Jira" });
    expect(await commands.innerText()).toContain("export ROLECALL_JIRA_BASE_URL=https://acme.atlassian.net");
    await panel("Jira").getByLabel("Your terminal").selectOption("powershell");
    expect(await commands.innerText()).toContain('$env:ROLECALL_JIRA_API_TOKEN = "..."');
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await panel("Jira").getByRole("button", { name: "Copy" }).click();
    await page.getByRole("status").getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await commands.innerText());
    await panel("Linear").getByText("How to connect it anew").click();
    expect(await checkBothThemes(page)).toEqual([]);
  });

  test("what the audit read and missed is told, and leads to where it is mended", async () => {
    await panel("What was read last").getByRole("rowheader", { name: "backlog.json" }).waitFor();
    expect(await panel("What was read last").locator("td").first().innerText()).toBe(`${sample.items.length}`);
    await panel("Where it is kept").getByText("rolecall.config.json").waitFor();
    expect(await panel("What is missing").getByRole("listitem").count()).toBeGreaterThan(0);
    const ways = panel("What is missing").getByRole("link");
    expect(await ways.allInnerTexts()).toEqual(["Roles", "Policy", "Import"]);
    await ways.getByText("Policy").click();
    await page.getByRole("tab", { name: "Policy", selected: true }).waitFor();
    await page.goBack();
    await settle(page);
  });

  test("the check-up says what it found of each tracker, and what to do", async () => {
    await panel("Check-up").getByText("Not checked since the server was started").waitFor();
    await panel("Check-up").getByRole("button", { name: "Check the connections" }).click();
    const found = (tracker: string) =>
      panel("Check-up")
        .locator("div", { has: page.getByRole("heading", { name: tracker }) })
        .last()
        .innerText();
    await panel("Check-up").getByRole("heading", { name: "Linear" }).waitFor({ timeout: 30_000 });
    expect(await found("Jira")).toMatch(/Note:\s+No credentials\. Set .*ROLECALL_JIRA_API_TOKEN/);
    expect(await found("Linear")).toMatch(/Failed:\s+Linear .* cannot be reached; check the address/);
    await panel("Check-up").getByRole("button", { name: "Check again" }).waitFor();
    expect(await page.content()).not.toContain(SECRET);
    expect(await checkBothThemes(page)).toEqual([]);
  });

  test("it is still there for whoever comes back", async () => {
    await page.reload();
    await panel("Check-up").getByText("cannot be reached").waitFor();
  });

  test("nothing was complained about", () => expect(dashboard.complaints).toEqual([]));
});

import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileRuleset } from "#core/classify/classify";
import { loadPolicy } from "#core/policy-check";
import { auditWithMemory } from "#usecases/remember-run";
import { createArraySource } from "../fixtures/array-source";
import { HOLDER } from "../fixtures/holder";
import { makeItem } from "../fixtures/items";
import {
  checkBothThemes,
  createDashboard,
  hasBrowser,
  sample,
  settle,
  startBrowser,
  checkAccessibility,
  type Dashboard,
} from "./dashboard";
import { createJiraHost, type JiraHost } from "./jira-host";

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

const MIB = 1024 ** 2;

describe.skipIf(!hasBrowser)("Set-up in Jira", () => {
  let host: JiraHost;
  let frame: Frame;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    host = await createJiraHost();
    const items = ["PAY-1", "PAY-2", "OPS-1"].map((key) => {
      const space = key.slice(0, 3);
      return makeItem({ key, scope: { id: `jira:acme:${space}`, name: space === "PAY" ? "Payments" : "Operations" } });
    });
    await auditWithMemory({
      ...{ source: createArraySource(items), memory: host.api.context.store, ruleset: compileRuleset(loadPolicy({})) },
      ...{ now: "2026-01-31T10:00:00.000Z", version: "0.0.0", scopes: [], runId: "run-2" },
      ...{ isInBaseline: () => false, holder: HOLDER },
    });
    await open("/setup");
  });
  afterAll(() => host.stop());

  const open = async (address: string): Promise<void> => {
    ({ frame, page } = await host.open({ module: "jira:adminPage", address }));
    await settle(frame);
  };
  const panel = (name: string) => frame.getByRole("main").getByRole("region", { name, exact: true });
  const spaces = () => panel("Spaces to audit");
  const policyNow = async () => JSON.parse((await host.api.context.policy.read()).text) as Record<string, unknown>;
  const hold = (bytes: number) =>
    Object.assign(host.api.context, {
      database: { name: "the app's storage", bytes: () => Promise.resolve(bytes * MIB), limit: 1024 * MIB },
    });

  test("spaces are chosen from those that audits have read, or by their key, with the keyboard alone", async () => {
    const before = await policyNow();
    await spaces().getByRole("radio", { name: "All that Rolecall may see", checked: true }).focus();
    await page.keyboard.press("ArrowDown");
    await spaces().getByRole("status").getByText("Choose at least one space.").waitFor();
    expect(await spaces().getByRole("button", { name: "Save the spaces" }).isDisabled()).toBe(true);
    expect(await spaces().getByRole("checkbox").count()).toBe(2);
    await spaces().getByRole("checkbox", { name: "Payments (PAY) · 2 work items" }).focus();
    await page.keyboard.press("Space");
    await spaces().getByRole("status").getByText("1 space with 2 work items").waitFor();
    await spaces().getByLabel("Another space, by its key").fill("1st");
    await page.keyboard.press("Enter");
    await spaces().getByRole("alert").getByText("begins with a letter").waitFor();
    await spaces().getByLabel("Another space, by its key").fill("new");
    await page.keyboard.press("Enter");
    await spaces().getByRole("checkbox", { name: "NEW · not audited yet", checked: true }).waitFor();
    expect(await checkAccessibility(frame)).toEqual([]);
    await spaces().getByRole("button", { name: "Save the spaces" }).focus();
    await page.keyboard.press("Enter");
    await spaces().getByText("The next audit judges by it").waitFor();
    expect(await policyNow()).toEqual({
      ...before,
      source: { ...(before["source"] as object), jira: { projects: ["NEW", "PAY"] } },
    });
    await spaces().getByRole("radio", { name: "All that Rolecall may see" }).check();
    await spaces().getByRole("button", { name: "Save the spaces" }).click();
    await expect.poll(policyNow).toEqual(before);
  });

  test("a choice that somebody else's came before is refused, and can be made anew", async () => {
    await spaces().getByRole("radio", { name: "Only some of them" }).check();
    await spaces()
      .getByRole("checkbox", { name: /Operations/ })
      .check();
    const { hash } = await host.api.context.policy.read();
    await host.api.call("changeSpaces", { basedOn: hash, spaces: ["PAY"] });
    await spaces().getByRole("button", { name: "Save the spaces" }).click();
    await spaces().getByRole("alert").getByText("Somebody else changed it meanwhile").waitFor();
    expect(await policyNow()).toMatchObject({ source: { jira: { projects: ["PAY"] } } });
    await spaces().getByRole("button", { name: "Load again" }).click();
    await spaces()
      .getByRole("checkbox", { name: /Payments/, checked: true })
      .waitFor();
    expect(
      await spaces()
        .getByRole("checkbox", { name: /Operations/ })
        .isChecked(),
    ).toBe(false);
  });

  test("a storage that is nearly full is warned of here and on the overview, with the ways to make room", async () => {
    hold(512);
    await open("/setup");
    await panel("Where it is kept").getByText("536.9 of 1,073.7 MB (50%)").waitFor();
    expect(await frame.getByText("nearly full").count()).toBe(0);
    hold(900);
    await open("/");
    await frame.getByText("The storage of the app is nearly full").waitFor();
    await frame.getByText("944 of 1,074 MB are taken (88%)").waitFor();
    expect(await checkAccessibility(frame)).toEqual([]);
    await frame.getByRole("link", { name: "Choose the spaces" }).click();
    await spaces().waitFor();
    await frame.waitForFunction(() => document.activeElement?.textContent.startsWith("Spaces to audit"));
    await frame.getByText("The storage of the app is nearly full").waitFor();
    await frame.getByRole("link", { name: "Delete old audits" }).click();
    await frame.getByRole("heading", { level: 1, name: "Data and privacy" }).waitFor();
  });

  test("an audit that failed because the storage is full says where to make room", async () => {
    await open("/");
    await frame.getByRole("button", { name: "Audit again" }).click();
    await frame.getByRole("button", { name: /^Read Jira/ }).click();
    await expect.poll(() => host.job.state?.state).toBe("running");
    if (!host.job.state) throw new Error("It runs.");
    const error = { message: "The app's database (Forge SQL) has no space left. Purge old runs and findings." };
    host.job.state = { ...host.job.state, state: "failed", endedAt: "2026-02-01T10:00:00.000Z", error };
    const notice = frame.getByRole("alert").filter({ hasText: "The audit failed" });
    await notice.getByText("has no space left").waitFor();
    await notice.getByText("Have fewer spaces audited, or delete old audits.").waitFor();
    await notice.getByRole("link", { name: "Choose the spaces" }).click();
    await spaces().waitFor();
  });

  test("groups say how they are looked up, and what was found", async () => {
    const { hash } = await host.api.context.policy.read();
    const groups = ["Leads", "New"].map((group) => ({ group, role: "other" as const }));
    await host.api.call("changeSources", { basedOn: hash, groups });
    await host.api.context.store.saveMemberships({
      asOf: "2026-01-20T08:00:00.000Z",
      groups: { Leads: [{ refs: ["a"] }] },
    });
    await open("/roles");
    const table = frame.getByRole("table", { name: "Groups and project roles: table" });
    await frame
      .getByText("looked up as a Jira group and as a project role in every space, once a day")
      .first()
      .waitFor();
    expect(await table.getByRole("row", { name: /Leads/ }).innerText()).toContain("1 found, looked up on Jan 20, 2026");
    expect(await table.getByRole("row", { name: /New/ }).innerText()).toContain("not looked up yet");
  });

  test("nothing was complained about", () => expect(host.complaints).toEqual([]));
});

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manyTactical, policy } from "./backlog";
import { checkAccessibility, createDashboard, hasBrowser, settle, startBrowser, type Dashboard } from "./dashboard";
import { listOn, press, sayWho } from "./findings-page";

describe.skipIf(!hasBrowser)("Two people decide at the same time", () => {
  let dashboard: Dashboard;
  let first: Page;
  let second: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard({ policy, items: manyTactical(6) });
    first = await dashboard.open("/findings");
    second = await dashboard.open("/findings");
    for (const page of [first, second]) page.setDefaultTimeout(8000);
    await sayWho(first, "Dana Ruiz");
    await sayWho(second, "Sam Okafor");
  });
  afterAll(() => dashboard.stop());
  const log = async (): Promise<string> => (await dashboard.cli("decisions", "log")).stdout;
  /** As it was read before the other one decided: a page that is looked at again reads by itself. */
  const open = async (page: Page): Promise<void> => {
    await page.goto(new URL("/findings", page.url()).href);
    await settle(page);
    await listOn(page).rows.first().waitFor();
  };
  const select = (page: Page, key: string) => listOn(page).row(key).getByRole("checkbox").check();
  const dismiss = async (page: Page, key: string, note: string): Promise<void> => {
    await select(page, key);
    await press(page, "d");
    await page.getByLabel(/^Note/).fill(note);
    await press(page, "Control+Enter");
    await page.getByText("1 finding dismissed").waitFor();
  };

  test("whoever comes second is told who decided what, and overwrites nothing; after a look they may", async () => {
    await open(first);
    await open(second);
    await dismiss(first, "PAY-2", "It stays with Maya.");
    await select(second, "PAY-2");
    await press(second, "s");
    await second.getByRole("dialog").getByRole("radio").first().waitFor();
    await second.getByRole("dialog").getByRole("button", { name: "Snooze" }).click();
    const told = second.getByRole("dialog", { name: "Nothing was recorded" });
    await told.getByText("1 changed since you looked").waitFor();
    await told.getByText(/PAY-2: Dana Ruiz \(claimed\) decided since you looked: .*It stays with Maya\./).waitFor();
    expect(await checkAccessibility(second)).toEqual([]);
    expect(await log()).not.toContain("Sam Okafor");

    await told.getByRole("button", { name: "Look at it again" }).click();
    const details = second.getByRole("dialog").first();
    await details.getByRole("heading", { level: 2, name: "PAY-2" }).waitFor();
    await details.getByText("Dismissed").first().waitFor();
    await details.getByText("It stays with Maya.").first().waitFor();
    await details.getByRole("button", { name: "Snooze", exact: true }).click();
    await second.getByRole("dialog", { name: "Snooze PAY-2" }).getByRole("button", { name: "Snooze" }).click();
    await details.getByText("1 finding snoozed").waitFor();
    expect(await log()).toMatch(/Sam Okafor/);
    await press(second, "Escape");
  });

  test("of many only what nobody touched is recorded", async () => {
    await open(first);
    await open(second);
    await dismiss(first, "PAY-4", "Settled.");
    await second.getByRole("checkbox", { name: "Select all that match" }).check();
    await press(second, "d");
    const dialog = second.getByRole("dialog");
    await dialog.getByLabel(/^Note/).fill("All of them.");
    await dialog.getByRole("button", { name: "Show what happens" }).click();
    await dialog.getByText(/findings would be dismissed/).waitFor();
    await dialog.getByRole("button", { name: /^Dismiss \d/ }).click();
    await second
      .getByText(/findings dismissed/)
      .first()
      .waitFor();
    const dismissals = (await log()).split("\n").filter((line) => line.includes("PAY-4"));
    expect(dismissals.join("\n")).toContain("Settled.");
    expect(dismissals.join("\n")).not.toContain("All of them.");
  });

  test("what one took back, the other cannot take back once more", async () => {
    await second.goto(new URL("/findings?state=dismissed&text=pay-4", second.url()).href);
    await settle(second);
    await first.goto(new URL("/findings?state=dismissed&text=pay-4", first.url()).href);
    await settle(first);
    for (const page of [first, second]) {
      await listOn(page).row("PAY-4").getByRole("link").click();
      await page.getByRole("button", { name: /^Undo: dismiss PAY-4/ }).waitFor();
    }
    await first.getByRole("button", { name: /^Undo: dismiss PAY-4/ }).click();
    await first.getByText("1 decision taken back").waitFor();
    await second.getByRole("button", { name: /^Undo: dismiss PAY-4/ }).click();
    await second.getByText("Nothing could be taken back").waitFor();
    await second.getByText("It was taken back already.").waitFor();
  });

  test("nothing was complained about in the console", () => {
    expect(dashboard.complaints).toEqual([]);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

describe.skipIf(!hasBrowser)("Audit trail", () => {
  let dashboard: Dashboard;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard(sample);
    page = await dashboard.open("/trail");
    page.setDefaultTimeout(8_000);
  });
  afterAll(() => dashboard.stop());

  const main = () => page.getByRole("main");
  const grid = () => main().getByRole("grid", { name: "Audit trail" });
  /** The lines, the newest first, without their header. */
  const rows = () =>
    grid()
      .getByRole("row")
      .filter({ has: page.locator("time") });
  const texts = async (): Promise<string[]> =>
    (await rows().allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());
  const total = (count: string) => main().getByRole("status").getByText(count, { exact: true }).waitFor();
  const query = () => Object.fromEntries(new URL(page.url()).searchParams);
  const reload = async (): Promise<void> => {
    await page.reload();
    await settle(page);
  };
  const decide = async (...args: string[]): Promise<void> => {
    const { code, stderr } = await dashboard.cli("triage", ...args);
    expect([code, stderr]).toEqual([0, ""]);
  };
  const dismissed = async (): Promise<string> => (await dashboard.cli("triage", "list", "--state", "dismissed")).stdout;

  test("before the first decision it says what will stand here", async () => {
    await main().getByText("No decisions yet").waitFor();
    await total("No decisions");
    expect(await checkBothThemes(page)).toEqual([]);
  });

  test("what is decided on the command line stands here, the newest first", async () => {
    await decide("dismiss", "YRD-15", "--reason", "transition", "--note", "Dana takes <b>it</b>", "--as", "Dana");
    await decide("snooze", "BER-111", "--until", "2099-01-31", "--note", "Later", "--as", "Dana");
    await decide("override", "BER-112", "--focus", "tactical", "--reason", "names a feature", "--as", "Noor");
    await reload();
    await total("3 decisions");
    await expect
      .poll(texts)
      .toEqual([
        expect.stringMatching(/Noor \(claimed\).*BER-112.*tactical.*names a feature/),
        expect.stringMatching(/Dana \(claimed\).*BER-111.*2099.*Later/),
        expect.stringMatching(/Dana \(claimed\).*YRD-15.*Dana takes <b>it<\/b>/),
      ]);
    await rows().last().getByRole("link").click();
    await page.getByRole("dialog").getByText("YRD-15").first().waitFor();
    expect(new URL(page.url()).pathname).toBe("/findings");
    await page.goBack();
    await grid().waitFor();
  });

  test("a decision is taken back with a note, and both stay", async () => {
    expect(await dismissed()).toContain("YRD-15");
    await rows()
      .last()
      .getByRole("button", { name: /^Undo: .*YRD-15/ })
      .click();
    const dialog = page.getByRole("dialog", { name: "Take this decision back?" });
    await dialog.getByText("Dana takes <b>it</b>").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await dialog.getByLabel("Note (optional)").fill("Dana left");
    await dialog.getByRole("button", { name: "Take it back" }).click();
    await dialog.waitFor({ state: "hidden" });
    await total("4 decisions");
    // The new count may be there a moment before its rows.
    await expect
      .poll(texts)
      .toEqual([
        expect.stringMatching(/YRD-15.*Dana left/),
        expect.stringContaining("BER-112"),
        expect.stringContaining("BER-111"),
        expect.stringMatching(/Taken back: .*YRD-15/),
      ]);
    expect(await rows().last().getByRole("button").count()).toBe(0);
    expect(await dismissed()).not.toContain("YRD-15");
    expect(await checkBothThemes(page)).toEqual([]);
  });

  test("taking back can be taken back: the decision holds again", async () => {
    await grid().focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("u");
    const dialog = page.getByRole("dialog", { name: "Take this decision back?" });
    await dialog.getByRole("button", { name: "Take it back" }).click();
    await total("5 decisions");
    expect(await dismissed()).toContain("YRD-15");
    await expect.poll(async () => (await texts()).at(-1)).not.toContain("Taken back:");
    // And from the message, at once.
    const messages = page.getByRole("region", { name: "Messages" });
    await messages.getByRole("button", { name: "Undo" }).last().click();
    await messages.getByText("The decision holds again").waitFor();
    await total("6 decisions");
    expect(await dismissed()).not.toContain("YRD-15");
  });

  test("filters stand in the address and outlive loading and going back", async () => {
    await main().getByLabel("Kind").selectOption("snooze");
    await total("1 decision");
    expect(query()).toEqual({ kind: "snooze" });
    await reload();
    await expect.poll(texts).toEqual([expect.stringContaining("BER-111")]);
    expect(await main().getByLabel("Kind").inputValue()).toBe("snooze");
    await page.goBack();
    await total("6 decisions");
    await main().getByLabel("Search").fill("noor");
    await total("1 decision");
    expect(query()).toEqual({ q: "noor" });
    await expect.poll(texts).toEqual([expect.stringContaining("BER-112")]);
    await main().getByLabel("Search").fill("nobody like that");
    await main().getByText("No decision fits").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await main().getByRole("button", { name: "Clear the filters" }).click();
    await total("6 decisions");
    expect(await main().getByLabel("Search").inputValue()).toBe("");
    expect(query()).toEqual({});
  });

  test("“only mine” needs to know who asks, and then shows their decisions alone", async () => {
    const mine = main().getByRole("checkbox", { name: /^Only mine/ });
    expect(await mine.isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Say who you are" }).click();
    await page.getByLabel("Name, e-mail address or account id").fill("Dana");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Dana (claimed)" }).waitFor();
    await expect.poll(() => mine.isEnabled()).toBe(true);
    await main().getByText("Only mine", { exact: true }).click();
    await total("2 decisions");
    expect(query()).toEqual({ mine: "1" });
    await expect.poll(texts).toEqual([expect.stringContaining("BER-111"), expect.stringContaining("YRD-15")]);
    await main().getByText("Only mine", { exact: true }).click();
    await total("6 decisions");
  });

  test("whoever may not take it back is told why, and by whom it can be", async () => {
    const policy = { ...(sample.policy as object), triage: { approvers: ["Noor"] } };
    writeFileSync(join(dashboard.folder, "rolecall.config.json"), JSON.stringify(policy));
    await reload();
    const refused = rows()
      .filter({ hasText: "BER-111" })
      .getByRole("button", { name: /^Undo is not possible: Only the approvers/ });
    await refused.click();
    await page.getByRole("status").getByText("It cannot be taken back by you").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await checkBothThemes(page)).toEqual([]);
    await total("6 decisions");
  });

  test("nothing was complained about", () => expect(dashboard.complaints).toEqual([]));
});

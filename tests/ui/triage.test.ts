import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { items, policy } from "./backlog";
import { checkAccessibility, createDashboard, hasBrowser, settle, startBrowser, type Dashboard } from "./dashboard";
import { expectSoon, listOn, press, sayWho } from "./findings-page";

describe.skipIf(!hasBrowser)("Deciding on findings", () => {
  let dashboard: Dashboard;
  let page: Page;
  let all = 0;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard({ policy, items });
    page = await dashboard.open("/findings");
    page.setDefaultTimeout(8000);
    await sayWho(page, "Dana Ruiz");
    all = await list().readTotal();
  });
  afterAll(() => dashboard.stop());
  const list = () => listOn(page);
  const dialog = () => page.getByRole("dialog");
  const messages = () => page.getByRole("region", { name: "Messages" });
  const goTo = async (path: string): Promise<void> => {
    await page.goto(new URL(path, page.url()).href);
    await settle(page);
    await list().rows.first().waitFor();
  };
  const log = async (): Promise<string> => (await dashboard.cli("decisions", "log")).stdout;
  /** Takes back what a test did, by the button of the last message. */
  const undoByButton = async (): Promise<void> => {
    await messages().getByRole("button", { name: "Undo" }).last().click();
    await messages()
      .getByText(/taken back/)
      .waitFor();
  };
  beforeEach(() => goTo("/findings"));

  describe("with the keyboard alone", () => {
    test("j and k move, Enter opens, Esc closes and leaves the keyboard in the list", async () => {
      const subjects = await list().subjects();
      await press(page, "j", "j", "k", "j");
      expect(await list().active()).toBe(subjects[2]);
      await press(page, "Enter");
      await dialog()
        .getByRole("heading", { level: 2, name: subjects[2] ?? "", exact: true })
        .waitFor();
      await press(page, "Escape");
      await dialog().waitFor({ state: "detached" });
      await press(page, "j");
      expect(await list().active()).toBe(subjects[3]);
    });

    test("d dismisses with a reason and a note: the finding goes, the next one is active; u takes it back", async () => {
      await press(page, "j", "j");
      const [dismissed, next] = (await list().subjects()).slice(2);
      await press(page, "d");
      await dialog()
        .getByRole("heading", { name: `Dismiss ${dismissed}` })
        .waitFor();
      await dialog().getByRole("radio", { name: "It sits with the right person" }).waitFor();
      await press(page, "ArrowDown", "Enter");
      await dialog().getByText("Write a note: it is what others read later.").waitFor();
      await press(page, "Tab");
      await page.keyboard.type("Agreed in the planning.");
      await press(page, "Control+Enter");
      await dialog().waitFor({ state: "detached" });
      await messages().getByText("1 finding dismissed").waitFor();
      await list().total(all - 1);
      expect(await list().subjects()).not.toContain(dismissed);
      expect(await list().active()).toBe(next);
      expect(await log()).toMatch(/Dana Ruiz.*\n?.*Agreed in the planning\./);
      await press(page, "u");
      await messages().getByText("1 decision taken back").waitFor();
      await list().total(all);
      expect(await list().subjects()).toContain(dismissed);
      // What it offered has happened.
      expect(await messages().getByText("1 finding dismissed").count()).toBe(0);
      await press(page, "u");
      await messages().getByText("Nothing was decided here that could be taken back").waitFor();
    });

    test("s snoozes for a week", async () => {
      const snoozed = await list().active();
      await press(page, "s");
      await dialog().getByRole("radio", { name: "For a week" }).waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
      await press(page, "Enter");
      await messages().getByText("1 finding snoozed").waitFor();
      await list().total(all - 1);
      const day = new Date();
      day.setDate(day.getDate() + 7);
      expect(await log()).toContain(day.toLocaleDateString("sv"));
      await goTo("/findings?state=snoozed");
      expect(await list().subjects()).toEqual([snoozed]);
      await press(page, "Enter");
      await dialog()
        .getByText(/^Dana Ruiz \(claimed\), .*: /)
        .first()
        .waitFor();
      await dialog()
        .getByRole("button", { name: /^Undo:/ })
        .click();
      await dialog().getByText("1 decision taken back").waitFor();
    });

    test("o says what an epic is and its children are, too", async () => {
      await goTo("/findings?text=pay-");
      expect(await list().active()).toBe("PAY-1");
      await press(page, "o");
      await dialog().getByRole("radio", { name: "Strategic" }).waitFor();
      await press(page, "Tab");
      await page.keyboard.type("It decides how we sign people in.");
      await press(page, "Tab", "Space");
      expect(await dialog().getByRole("checkbox", { name: "3 findings on its children" }).isChecked()).toBe(true);
      expect(await checkAccessibility(page)).toEqual([]);
      await press(page, "Enter");
      await messages().getByText("Verdict on 4 work items overridden").waitFor();
      await list().total(36);
      expect(await list().subjects()).not.toContain("PAY-3");
      await press(page, "u");
      await messages().getByText("4 decisions taken back").waitFor();
      await list().total(40);
    });

    test("r hands over to somebody who is suggested, or who is looked for", async () => {
      await goTo("/findings?text=pay-1");
      const before = await list().readTotal();
      const first = await list().active();
      await press(page, "r");
      await dialog()
        .getByRole("radio", { name: /Owen Reid/ })
        .waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
      await press(page, "Enter");
      await dialog().getByText("Choose a person.").waitFor();
      await press(page, "Space", "Enter");
      await messages().getByText("Hand-over of 1 finding planned").waitFor();
      await list().total(before - 1);

      const second = await list().active();
      await press(page, "r");
      await dialog()
        .getByRole("radio", { name: /Owen Reid/ })
        .waitFor();
      await press(page, "Tab");
      await page.keyboard.type("kowal");
      await dialog().getByText("1 person found").waitFor();
      await press(page, "Enter", "Shift+Tab", "ArrowUp");
      expect(
        await dialog()
          .getByRole("radio", { name: /Joanna Kowalczyk/ })
          .isChecked(),
      ).toBe(true);
      await press(page, "Enter");
      await list().total(before - 2);
      const told = await log();
      expect(told).toContain("Owen Reid");
      expect(told).toContain("Joanna Kowalczyk");
      const states = await list().menu("State");
      await states.getByRole("checkbox", { name: /^Planned/ }).check();
      await states.getByRole("checkbox", { name: /^Open/ }).uncheck();
      await list().total(2);
      await expectSoon(async () => (await list().subjects()).sort()).toEqual([first, second].sort());
      await list().grid.getByText("Planned").first().waitFor();
      await press(page, "Escape");
      await list().grid.focus();
      await press(page, "u");
      await list().total(1);
      await expectSoon(() => list().subjects()).toEqual([first]);
      await press(page, "u");
      await page.getByText("No finding matches these filters").waitFor();
    });

    test("x selects, Shift and x everything up to there, Esc none", async () => {
      await press(page, "j", "x", "j", "j", "j", "Shift+X");
      await page.getByText("4 selected").waitFor();
      expect(await list().grid.getByRole("row", { selected: true }).count()).toBe(4);
      await press(page, "Space");
      await page.getByText("3 selected").waitFor();
      await press(page, "Escape");
      await list().total(all);
      expect(await list().grid.getByRole("row", { selected: true }).count()).toBe(0);
    });

    test("? shows the keys, and turns those of one letter off for those who press them by accident", async () => {
      await press(page, "?");
      const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
      await help.getByText("Take back the last decision made here").waitFor();
      const single = help.getByRole("switch", { name: "Shortcuts of a single key" });
      await single.focus();
      await press(page, "Space", "Escape");
      await help.waitFor({ state: "detached" });
      await page.reload();
      await settle(page);
      const [first, second] = await list().subjects();
      await list().grid.focus();
      await press(page, "j", "d", "x", "?", "/");
      expect(await list().active()).toBe(first);
      expect(await dialog().count()).toBe(0);
      await list().total(all);
      await press(page, "ArrowDown", "Enter");
      await dialog()
        .getByRole("heading", { level: 2, name: second ?? "", exact: true })
        .waitFor();
      await press(page, "d", "j");
      expect(await dialog().count()).toBe(1);
      await press(page, "Escape");
      await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
      await single.check();
      await press(page, "Escape", "j");
      await list().grid.focus();
      await press(page, "d");
      await dialog()
        .getByRole("heading", { name: /^Dismiss/ })
        .waitFor();
      await press(page, "Escape");
    });

    test("keys are letters while somebody types, and rest in a menu and a dialog", async () => {
      await press(page, "/");
      await page.keyboard.type("pay-1 dsu");
      await page.getByText("No finding matches these filters").waitFor();
      expect(await dialog().count()).toBe(0);
      await goTo("/findings");
      await list().menu("Rule");
      await press(page, "d", "j");
      expect(await dialog().count()).toBe(0);
      await press(page, "Escape");
      await list().grid.focus();
      await press(page, "d");
      await dialog().getByLabel(/^Note/).fill("");
      await page.keyboard.type("just us");
      expect(await dialog().getByLabel(/^Note/).inputValue()).toBe("just us");
      expect(await dialog().count()).toBe(1);
      await press(page, "Escape");
    });
  });

  describe("with the mouse alone", () => {
    test("a row is opened, dismissed from its details and brought back by the message", async () => {
      const row = list().rows.nth(2);
      const subject = (await list().subjects())[2] ?? "";
      await row.getByRole("gridcell").nth(3).click();
      await dialog().getByRole("button", { name: "Dismiss", exact: true }).click();
      const question = page.getByRole("dialog", { name: `Dismiss ${subject}` });
      await question.getByText("An exception that was agreed on").click();
      await question.getByLabel(/^Note/).fill("Agreed.");
      await question.getByRole("button", { name: "Dismiss" }).click();
      await dialog().getByText("1 finding dismissed").waitFor();
      await dialog().getByRole("button", { name: "Close" }).click();
      await list().total(all - 1);
      // The count may be there before the rows are.
      await expect.poll(() => list().subjects()).not.toContain(subject);
      await goTo("/findings?state=dismissed");
      await list().row(subject).getByRole("link").click();
      await dialog()
        .getByRole("button", { name: /^Undo: dismiss/ })
        .first()
        .click();
      await dialog().getByText("1 decision taken back").waitFor();
      await dialog().getByRole("button", { name: "Close" }).click();
      await page.getByText("No finding matches these filters").waitFor();
    });

    test("one box, one button: snoozed, handed over and overridden from the bar", async () => {
      const subject = (await list().subjects())[0] ?? "";
      const bar = page.getByRole("group", { name: "Decide on what is selected" });
      for (const [button, fill, confirm, said] of [
        ["Snooze", () => dialog().getByText("For 30 days").click(), "Snooze", "1 finding snoozed"],
        ["Hand over", () => dialog().getByText("Owen Reid").click(), "Hand over", "Hand-over of 1 finding planned"],
        ["Override", () => dialog().getByLabel("Reason (required)").fill("So it is."), "Override", "Verdict on 1 work"],
      ] as const) {
        await list().row(subject).getByRole("checkbox").check();
        await bar.getByRole("button", { name: button }).click();
        await fill();
        await dialog().getByRole("button", { name: confirm }).click();
        await messages().getByText(said).waitFor();
        await list().total(all - 1);
        // Nothing of the list lies below a message.
        const [box, grid] = [await messages().boundingBox(), await list().grid.boundingBox()];
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(grid?.x ?? 0);
        await undoByButton();
        await list().total(all);
        await messages().getByRole("button", { name: "Close" }).last().click();
      }
    });
  });

  describe("many at once", () => {
    test("all that match but for two: shown first, then recorded, then taken back", async () => {
      await page.getByRole("checkbox", { name: "Select all that match" }).check();
      await page.getByText(`${all} selected`).waitFor();
      const kept = (await list().subjects()).slice(1, 3);
      for (const subject of kept) await list().row(subject).getByRole("checkbox").uncheck();
      await page.getByText(`${all - 2} selected`).waitFor();
      await press(page, "d");
      await dialog()
        .getByRole("heading", { name: `Dismiss ${all - 2} findings` })
        .waitFor();
      await dialog().getByLabel(/^Note/).fill("Counted at the workshop.");
      await dialog().getByRole("button", { name: "Show what happens" }).click();
      await dialog()
        .getByText(`${all - 2} findings would be dismissed`)
        .waitFor();
      await dialog()
        .getByText(/^What it is about/)
        .click();
      const about = await dialog()
        .getByRole("list", { name: "What it is about" })
        .getByRole("listitem")
        .allInnerTexts();
      expect(about).not.toEqual(expect.arrayContaining([kept[0]]));
      expect(about).toHaveLength(all - 2);
      expect(await checkAccessibility(page)).toEqual([]);
      expect(await log()).not.toContain("Counted at the workshop.");
      await dialog()
        .getByRole("button", { name: `Dismiss ${all - 2} findings` })
        .click();
      await messages()
        .getByText(`${all - 2} findings dismissed`)
        .waitFor();
      await list().total(2);
      await expectSoon(() => list().subjects()).toEqual(kept);
      await undoByButton();
      await messages()
        .getByText(`${all - 2} decisions taken back`)
        .waitFor();
      await list().total(all);
    });

    test("back from what would happen leads to the fields as they were", async () => {
      await press(page, "x", "j", "x", "d");
      await dialog().getByText("It is being handed over").click();
      await dialog().getByLabel(/^Note/).fill("Until March.");
      await press(page, "Control+Enter");
      await dialog().getByText("2 findings would be dismissed").waitFor();
      // The field that had the focus is gone: one more Enter confirms.
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Dismiss 2 findings");
      await dialog().getByRole("button", { name: "Back" }).click();
      expect(await dialog().getByLabel(/^Note/).inputValue()).toBe("Until March.");
      expect(await dialog().getByRole("radio", { name: "It is being handed over" }).isChecked()).toBe(true);
      await press(page, "Escape");
      await page.getByText("2 selected").waitFor();
    });
  });

  test.each(["light", "dark"] as const)("the dialogs are for everybody, in %s colours", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const key of ["d", "s", "r", "o"]) {
      await press(page, key);
      await dialog().getByRole("radio").first().waitFor();
      expect([key, await checkAccessibility(page)]).toEqual([key, []]);
      await press(page, "Escape");
      await dialog().waitFor({ state: "detached" });
    }
  });

  describe("where the policy keeps owners from deciding on their own", () => {
    beforeAll(() => {
      const limited = { ...policy, triage: { ownFindings: "refused" } };
      writeFileSync(join(dashboard.folder, "rolecall.config.json"), JSON.stringify(limited));
    });

    test("the buttons say why they are off, and handing over stays possible", async () => {
      await sayWho(page, "Maya Patel");
      await goTo("/findings?owner=me");
      await list().total(40);
      await press(page, "Enter");
      const dismiss = dialog().getByRole("button", { name: "Dismiss", exact: true });
      expect(await dismiss.isDisabled()).toBe(true);
      const why = /Nobody may dismiss findings about their own items \(triage\.ownFindings\)\. Ask somebody else\./;
      await dialog().getByText(why).waitFor();
      expect(await dialog().getByRole("button", { name: "Hand over", exact: true }).isEnabled()).toBe(true);
      expect(await checkAccessibility(page)).toEqual([]);
      await press(page, "Escape", "d");
      await page
        .getByRole("dialog", { name: /^Dismiss/ })
        .getByText(why)
        .waitFor();
      expect(await dialog().getByRole("button", { name: "Dismiss" }).count()).toBe(0);
      await dialog().getByRole("button", { name: "Close" }).click();
    });

    test("of many the others are recorded, and those that may not are named", async () => {
      await page.getByRole("checkbox", { name: "Select all that match" }).check();
      await press(page, "s");
      await dialog().getByText("Show what happens").click();
      await dialog()
        .getByText(`${all - 40} findings would be snoozed`)
        .waitFor();
      await dialog().getByText("40 not possible").waitFor();
      await dialog()
        .getByText("PAY-1 · owner-role-mismatch: Nobody may snooze findings about their own items")
        .waitFor();
      expect(await checkAccessibility(page)).toEqual([]);
      await dialog()
        .getByRole("button", { name: `Snooze ${all - 40} findings` })
        .click();
      await page.getByRole("dialog", { name: "Not everything was recorded" }).getByText("40 not possible").waitFor();
      await dialog().getByRole("button", { name: "Close" }).click();
      await list().total(40);
      await undoByButton();
      await list().total(all);
    });
  });

  test("nothing was complained about in the console", () => {
    expect(dashboard.complaints).toEqual([]);
  });
});

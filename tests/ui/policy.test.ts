import { readFileSync, writeFileSync } from "node:fs";
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

describe.skipIf(!hasBrowser)("Rules and policy", () => {
  let dashboard: Dashboard;
  let page: Page;
  let path = "";
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard(sample);
    path = join(dashboard.folder, "rolecall.config.json");
    page = await dashboard.open("/policy");
    page.setDefaultTimeout(8_000);
    await settle(page);
  });
  afterAll(() => dashboard.stop());

  const main = () => page.getByRole("main");
  const onDisk = (): string => readFileSync(path, "utf8");
  const rules = () => main().getByRole("table", { name: "Rules" });
  const rowOf = (id: string) => rules().locator("tbody tr").filter({ hasText: id });
  const severityOf = (id: string) => rowOf(id).getByRole("combobox");
  const tab = (name: "Rules" | "Basics" | "Policy") => main().getByRole("tab", { name, exact: true }).click();
  const editor = () => main().locator("textarea[wrap=off]");
  const button = (name: string | RegExp) => main().getByRole("button", { name });
  const saveBar = () => main().getByRole("region", { name: "Unsaved changes" });
  const save = () => saveBar().getByRole("button", { name: "Save the policy" });
  const reset = async (): Promise<void> => {
    if (await saveBar().isVisible()) await saveBar().getByRole("button", { name: "Discard the changes" }).click();
    await saveBar().waitFor({ state: "hidden" });
  };

  test("every rule is there, with how it fares, and opens its page", async () => {
    expect(await rules().locator("tbody tr").count()).toBe(10);
    const opener = rowOf("unowned").getByRole("button");
    const title = await opener.innerText();
    await opener.click();
    const drawer = page.getByRole("dialog", { name: title });
    await drawer.getByRole("heading", { level: 3 }).first().waitFor();
    expect(await drawer.getByRole("heading", { level: 3 }).count()).toBeGreaterThan(2);
    const open = (await rowOf("unowned").locator("td").nth(2).innerText()).trim();
    expect(Number(open)).toBeGreaterThan(0);
    expect(await drawer.getByRole("link", { name: /open finding/ }).innerText()).toContain(open);
    expect(new URL(page.url()).searchParams.get("rule")).toBe("unowned");
    expect(await checkBothThemes(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "hidden" });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test("an option of a rule is set on its page, and its default is an empty field", async () => {
    await page.goto(new URL("/policy?rule=mixed-focus", page.url()).href);
    const drawer = page.getByRole("dialog");
    const field = drawer.getByRole("spinbutton").first();
    expect(await field.getAttribute("placeholder")).toMatch(/^[\d.]+ \(default\)$/);
    const name = await drawer.locator("label code").first().innerText();
    await field.fill("0.5");
    await drawer.getByRole("button", { name: "Review and save" }).click();
    expect(JSON.parse(await editor().inputValue())).toMatchObject({
      rules: { "mixed-focus": { options: { [name]: 0.5 } } },
    });
    await reset();
    expect(JSON.parse(await editor().inputValue())).toEqual(sample.policy);
    await tab("Rules");
  });

  test("a severity set in the table stands in the text; nothing else of it is touched", async () => {
    await severityOf("unowned").selectOption("off");
    await saveBar().waitFor();
    await tab("Policy");
    expect(JSON.parse(await editor().inputValue())).toEqual({
      ...(sample.policy as object),
      rules: { unowned: "off" },
    });
    await tab("Rules");
    expect(await severityOf("unowned").inputValue()).toBe("off");
  });

  test("leaving with unsaved changes asks first; staying loses nothing", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Roles" }).click();
    const question = page.getByRole("dialog", { name: "Leave without saving?" });
    await question.waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await question.getByRole("button", { name: "Cancel" }).click();
    expect(await severityOf("unowned").inputValue()).toBe("off");
    // Closing the tab or loading it anew: in the browser's own words.
    const asked = page.waitForEvent("dialog");
    await page.evaluate(() => setTimeout(() => location.reload()));
    const own = await asked;
    expect(own.type()).toBe("beforeunload");
    await own.dismiss();
    expect(await severityOf("unowned").inputValue()).toBe("off");
    // Within the page nothing asks: the tabs and the drawer are no leaving.
    await tab("Policy");
    expect(await question.count()).toBe(0);
  });

  test("Simulate says what would go, and saves nothing", async () => {
    const before = onDisk();
    await button("Simulate").click();
    const panel = main().getByRole("region", { name: "What this policy would change" });
    const byRule = panel.getByRole("table", { name: "Findings by rule" }).locator("tbody tr");
    await byRule.first().waitFor({ timeout: 20_000 });
    const gone = await panel.locator("li", { hasText: /would go$/ }).innerText();
    expect(Number.parseInt(gone, 10)).toBeGreaterThan(0);
    expect(await byRule.count()).toBe(1);
    await panel.getByText(/Findings that would go \(\d+\)/).click();
    expect(await panel.getByRole("link").count()).toBe(Number.parseInt(gone, 10));
    expect(await checkBothThemes(page)).toEqual([]);
    expect(onDisk()).toBe(before);
    expect(await saveBar().isVisible()).toBe(true);
    // Of a text that was changed since it is no longer true.
    await editor().fill(`${await editor().inputValue()}\n`);
    await panel.getByText("The text has been changed since.").waitFor();
  });

  test("saved with the keyboard, it is in the file, and the next audit judges by it", async () => {
    const written = await editor().inputValue();
    await editor().press("Control+s");
    await page.getByRole("status").getByText("Policy saved").waitFor();
    await saveBar().waitFor({ state: "hidden" });
    expect(onDisk()).toBe(written);
    await main().getByText("The next audit judges by it").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await dashboard.audit(sample.items);
    await page.goto(new URL("/policy", page.url()).href);
    await settle(page);
    expect((await rowOf("unowned").locator("td").nth(2).innerText()).trim()).toBe("0");
    expect(await severityOf("unowned").inputValue()).toBe("off");
    await page.goto(new URL("/findings?rule=unowned", page.url()).href);
    await settle(page);
    expect(await main().getByRole("grid").getByRole("row").count()).toBeLessThanOrEqual(1);
  });

  test("the basics are set without JSON: they stand in the same text, and nothing else of it is touched", async () => {
    await page.goto(new URL("/policy", page.url()).href);
    await tab("Basics");
    expect(new URL(page.url()).searchParams.get("tab")).toBe("basics");
    const written = () => JSON.parse(readText) as object;
    let readText = "";
    const inText = async (): Promise<object> => {
      await tab("Policy");
      readText = await editor().inputValue();
      await tab("Basics");
      return written();
    };
    const before = await inText();
    for (const name of [/^Different people/, /^Rolecall finds out/]) await main().getByRole("radio", { name }).check();
    await main()
      .getByRole("radio", { name: /^No particular framework/, checked: true })
      .focus();
    await page.keyboard.press("ArrowDown");
    await main().getByLabel("Strategic work to expect (%)").fill("7");
    await main().getByLabel("Error from (%)").fill("92.5");
    await main().getByLabel("Fields that name the owner, one a line").fill("Product owner\nassignee\n");
    await main().getByLabel("Labels that take a work item out").fill("spike");
    expect(await checkBothThemes(page)).toEqual([]);
    const { mode: _mode, preset: _preset, owner: _owner, ...rest } = before as Record<string, unknown>;
    expect(await inText()).toEqual({
      ...rest,
      ...{ preset: "scaled-agile", baseRate: 0.07 },
      thresholds: { ...(rest["thresholds"] as object | undefined), error: 0.925 },
      owner: { fields: ["Product owner", "assignee"] },
      items: { ...(rest["items"] as object | undefined), excludeLabels: ["spike"] },
    });
    expect(await main().getByLabel("Error from (%)").inputValue()).toBe("92.5");
    // What is as by default is not in the text.
    await main()
      .getByRole("radio", { name: /^No particular framework/ })
      .check();
    for (const label of ["Strategic work to expect (%)", "Error from (%)"]) await main().getByLabel(label).fill("");
    await main().getByLabel("Fields that name the owner, one a line").fill("");
    await main().getByLabel("Labels that take a work item out").fill("");
    expect(await inText()).toEqual(rest);
    expect(await main().getByLabel("Error from (%)").getAttribute("placeholder")).toBe("90% (default)");
  });

  test("the basics are tried first, and what cannot be is refused with the reason", async () => {
    const before = onDisk();
    await main()
      .getByRole("radio", { name: /^One person is both/ })
      .check();
    await button("Try it first").click();
    const panel = main().getByRole("region", { name: "What this policy would change" });
    await panel.locator("li", { hasText: /would go$/ }).waitFor({ timeout: 20_000 });
    expect(Number.parseInt(await panel.locator("li", { hasText: /would go$/ }).innerText(), 10)).toBeGreaterThan(0);
    expect(onDisk()).toBe(before);
    await main().getByLabel("Strategic from (%)").fill("40");
    await panel.getByText("The text has been changed since.").waitFor();
    await save().click();
    await page
      .getByRole("alert")
      .getByText(/thresholds\.strategic/)
      .waitFor();
    expect(onDisk()).toBe(before);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await reset();
  });

  test("Validate names what is wrong with its line, and leads there", async () => {
    await page.goto(new URL("/policy?tab=policy", page.url()).href);
    await settle(page);
    const text = '{\n\t"version": 1,\n\t"mode": "sometimes",\n\t"rules": {},\n\t"peopel": []\n}\n';
    await editor().fill(text);
    await button("Validate").click();
    await main().getByText("2 things are wrong").waitFor();
    expect(await button(/^Line \d+$/).allInnerTexts()).toEqual(expect.arrayContaining(["Line 3", "Line 5"]));
    await main()
      .getByText(/did you mean "people"/)
      .waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await button("Line 3").click();
    expect(
      await editor().evaluate((field: HTMLTextAreaElement) =>
        field.value.slice(field.selectionStart, field.selectionEnd),
      ),
    ).toBe('\t"mode": "sometimes",');
    await editor().fill(text.replace("sometimes", "auto").replace("peopel", "people"));
    await main().getByText("The text has been changed since.").waitFor();
    await button("Validate").click();
    await main().getByText("This policy can be used").waitFor();
  });

  test("its own tests are told: which hold, and what came of the others", async () => {
    const tests = [
      { title: "Fix the crash on the start page", type: "Bug", expect: "tactical" },
      { title: "Fix the crash on the map", type: "Bug", expect: "strategic" },
    ];
    await editor().fill(JSON.stringify({ tests }, null, 2));
    await button("Validate").click();
    await main().getByText("It can be used, but 1 of its tests fails").waitFor();
    await main()
      .getByText(/Expected strategic, got tactical/i)
      .waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
  });

  test("broken JSON is refused with its line; the table waits until it is mended", async () => {
    const before = onDisk();
    await editor().fill('{\n  "mode": auto,\n  "people": [],\n  "version": 1\n}\n');
    await save().click();
    await main().getByText("1 thing is wrong").waitFor();
    await button("Line 2").waitFor();
    expect(onDisk()).toBe(before);
    expect(await saveBar().isVisible()).toBe(true);
    await tab("Rules");
    await main().getByText("Settings cannot be changed here right now").waitFor();
    expect(await severityOf("unowned").isDisabled()).toBe(true);
    expect(await checkBothThemes(page)).toEqual([]);
    await tab("Policy");
  });

  test("what is written by hand is kept as it is written", async () => {
    const text = '{ "mode":"auto",\n\n\t"people": [ { "person":"Zoë 🦆", "role":"other" } ] }';
    await editor().fill(text);
    await save().click();
    await saveBar().waitFor({ state: "hidden" });
    expect(onDisk()).toBe(text);
    expect(await editor().inputValue()).toBe(text);
  });

  test("a file that was changed meanwhile is not overwritten: both texts are there to choose from", async () => {
    const [mine, theirs] = ['{ "mode": "separate" }\n', '{ "mode": "combined" }\n'];
    await editor().fill(mine);
    writeFileSync(path, theirs);
    await save().click();
    const notice = page.getByRole("alert").filter({ hasText: "Somebody else saved another policy meanwhile" });
    await notice.waitFor();
    expect(onDisk()).toBe(theirs);
    expect(await editor().inputValue()).toBe(mine);
    await notice.getByText("What is saved now").click();
    expect(await notice.locator("pre").innerText()).toBe(theirs);
    expect(await save().isDisabled()).toBe(true);
    expect(await checkBothThemes(page)).toEqual([]);
    // Nothing goes past the question by the keyboard either.
    await editor().press("Control+s");
    await notice.getByRole("button", { name: "Keep mine; saving replaces theirs" }).click();
    expect(onDisk()).toBe(theirs);
    await save().click();
    await saveBar().waitFor({ state: "hidden" });
    expect(onDisk()).toBe(mine);

    await editor().fill('{ "mode": "auto" }\n');
    writeFileSync(path, theirs);
    await save().click();
    await notice.getByRole("button", { name: "Discard mine, take theirs" }).click();
    await saveBar().waitFor({ state: "hidden" });
    expect(await editor().inputValue()).toBe(theirs);
    expect(onDisk()).toBe(theirs);
  });

  test("a file that cannot be used any more is told, with the default policy in force", async () => {
    writeFileSync(path, '{ "mode": "sometimes" }\n');
    await page.reload();
    await main().getByText("The saved policy cannot be used").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await editor().fill('{ "mode": "auto" }\n');
    await save().click();
    await main().getByText("The saved policy cannot be used").waitFor({ state: "hidden" });
  });

  test("a file that the server may not write is shown, and not offered to change", async () => {
    // Nothing is unwritable for every user who may run this: the answer is the server's but for that.
    await page.route("**/api/getPolicy", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...((await response.json()) as object), isWritable: false } });
    });
    await page.goto(`${new URL(page.url()).origin}/policy?tab=policy`);
    await main().getByText("The policy cannot be changed here").waitFor();
    expect(await editor().isEditable()).toBe(false);
    await tab("Rules");
    expect(await severityOf("unowned").isDisabled()).toBe(true);
    expect(await checkBothThemes(page)).toEqual([]);
  });

  test("nothing was complained about but what was refused on purpose", () => {
    expect(dashboard.complaints.filter((text) => !/status of (400|409)/.test(text))).toEqual([]);
  });
});

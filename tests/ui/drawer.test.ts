import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { items, policy } from "./backlog";
import { checkAccessibility, createDashboard, hasBrowser, settle, startBrowser, type Dashboard } from "./dashboard";
import { expectSoon, listOn, press, sayWho } from "./findings-page";

describe.skipIf(!hasBrowser)("The details of a finding", () => {
  let dashboard: Dashboard;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard({ policy, items });
    page = await dashboard.open("/findings");
    page.setDefaultTimeout(8000);
    await sayWho(page, "Dana Ruiz");
  });
  afterAll(() => dashboard.stop());
  const list = () => listOn(page);
  const drawer = () => page.getByRole("dialog").first();
  const title = async (): Promise<string> => drawer().getByRole("heading", { level: 2 }).innerText();
  const goTo = async (path: string): Promise<void> => {
    await page.goto(new URL(path, page.url()).href);
    await settle(page);
  };
  const openItem = async (key: string): Promise<void> => {
    await goTo(`/findings?text=${key}`);
    await list().row(key).first().getByRole("link").click();
    await section("Verdict").waitFor();
  };
  const section = (name: string) => drawer().getByRole("region", { name, exact: true });

  test("the weights of all reasons add up to the score", async () => {
    for (const key of ["PAY-7", "BER-112", "BER-207"]) {
      await openItem(key);
      const weights = await section("Verdict").locator("tbody tr td:last-child").allInnerTexts();
      const score = await section("Verdict").locator("tfoot td").innerText();
      expect(weights.length).toBeGreaterThan(1);
      const sum = weights.reduce((total, text) => total + toNumber(text), 0);
      // Each line is rounded to two places.
      expect([key, Math.abs(sum - toNumber(score)) <= 0.005 * (weights.length + 1)]).toEqual([key, true]);
    }
  });

  test("marked words are words of the title, and each is a reason below", async () => {
    await openItem("BER-112");
    const words = await drawer()
      .locator("mark")
      .evaluateAll((marks) => marks.map((mark) => mark.firstChild?.textContent ?? ""));
    expect(words.length).toBeGreaterThan(0);
    const reasons = (await section("Verdict").locator("tbody td:first-child").allInnerTexts()).join("\n");
    const item = items.find(({ key }) => key === "BER-112");
    for (const word of words) {
      expect(item?.title).toContain(word);
      expect(reasons).toContain(`"${word}" in the title`);
    }
  });

  test("it says who owns the item, with which role, and who says so", async () => {
    await openItem("PAY-7");
    expect(await section("Owner").innerText()).toMatch(
      /Maya Patel · Product manager\s+From the policy: listed as product manager in Payments/,
    );
    await goTo("/findings?rule=strategic-outside-product");
    await list().rows.first().getByRole("link").click();
    expect(await section("Owner").innerText()).toMatch(/Neither role\s+From a group: member of "engineering"/);
    await goTo("/findings?rule=unowned");
    await list().rows.first().getByRole("link").click();
    await section("Owner").getByText("Nobody owns it.").waitFor();
  });

  test("the tracker is one press away, and does not learn from where", async () => {
    await openItem("PAY-7");
    const link = drawer().getByRole("link", { name: /^Open in Jira/ });
    expect(await link.getAttribute("href")).toBe("https://saltmarsh.atlassian.net/browse/PAY-7");
    expect(await link.getAttribute("target")).toBe("_blank");
    expect(await link.getAttribute("rel")).toMatch(/noopener/);
    await openItem("BER-112");
    expect(await link.count()).toBe(0);
  });

  test("a suggested person takes it over; the history shows it and takes it back", async () => {
    await openItem("PAY-9");
    await section("History").getByText("Nothing has been decided on it.").waitFor();
    await drawer().getByRole("button", { name: "Hand over to Owen Reid" }).click();
    const question = page.getByRole("dialog", { name: "Hand over PAY-9" });
    expect(await question.getByRole("radio", { name: /Owen Reid/ }).isChecked()).toBe(true);
    await question.getByRole("button", { name: "Hand over" }).click();
    await drawer().getByText("Hand-over of 1 finding planned").waitFor();
    await section("Work that sits with the wrong product role").getByText("Planned").waitFor();
    const lines = section("History").getByRole("listitem");
    await expectSoon(() => lines.count()).toBe(1);
    expect(await lines.innerText()).toMatch(/Owen Reid[^]*Dana Ruiz \(claimed\)/);
    await lines.getByRole("button", { name: /^Undo:/ }).click();
    await drawer().getByText("1 decision taken back").waitFor();
    await section("Work that sits with the wrong product role").getByText("Open").waitFor();
    await section("History").getByText("taken back").waitFor();
    await expectSoon(() => lines.count()).toBe(2);
  });

  test("once a person says what the item is, that counts, and the keyboard stays in the details", async () => {
    await openItem("PAY-12");
    await press(page, "o");
    const question = page.getByRole("dialog", { name: "Override the verdict on PAY-12" });
    await question.getByRole("radio", { name: "Strategic" }).waitFor();
    await question.getByLabel("Reason (required)").fill("It decides how we sell.");
    await press(page, "Control+Enter");
    await section("Verdict").getByText("Set to strategic by a person").waitFor();
    await section("Verdict").getByText("It decides how we sell.").first().waitFor();
    await section("Verdict")
      .getByText(/^Without that it would be: Tactical/i)
      .waitFor();
    await drawer()
      .getByText(/^A person has read the work item otherwise since\./)
      .waitFor();
    await expectSoon(() => drawer().getByRole("button", { name: "Dismiss", exact: true }).count()).toBe(0);
    await press(page, "d");
    expect(await page.getByRole("dialog").count()).toBe(1);
    await press(page, "u");
    await drawer().getByText("1 decision taken back").waitFor();
    await drawer().getByRole("button", { name: "Dismiss", exact: true }).waitFor();
    await press(page, "Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("the way leads up to the parent, down to a child and back through the browser", async () => {
    await openItem("PAY-3");
    await section("Parent").getByRole("link", { name: "PAY-1" }).click();
    await expectSoon(title).toBe("PAY-1");
    await section("Children (3)").getByRole("link", { name: "PAY-2" }).click();
    await expectSoon(title).toBe("PAY-2");
    await section("Parent").waitFor();
    await page.goBack();
    await expectSoon(title).toBe("PAY-1");
    await page.goBack();
    await expectSoon(title).toBe("PAY-3");
  });

  test("j and k walk through the list while it is open; closing leads to the row it ended at", async () => {
    await goTo("/findings");
    const subjects = await list().subjects();
    await press(page, "j", "Enter");
    await expectSoon(title).toBe(subjects[1]);
    await press(page, "j");
    await expectSoon(title).toBe(subjects[2]);
    await press(page, "j");
    await expectSoon(title).toBe(subjects[3]);
    await press(page, "k");
    await expectSoon(title).toBe(subjects[2]);
    await drawer().getByRole("button", { name: "Next in the list" }).click();
    await expectSoon(title).toBe(subjects[3]);
    await drawer().getByRole("button", { name: "Close" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await list().active()).toBe(subjects[3]);
    expect(await list().grid.evaluate((grid) => grid === document.activeElement)).toBe(true);
    expect(new URL(page.url()).search).toBe("");
  });

  test("after a link was pressed the focus returns to it", async () => {
    await goTo("/findings");
    const link = list().rows.nth(3).getByRole("link");
    const key = await link.innerText();
    await link.click();
    await expectSoon(title).toBe(key);
    await press(page, "Escape");
    await expectSoon(() => page.evaluate(() => document.activeElement?.textContent)).toBe(key);
  });

  test("back closes it, forward opens it again", async () => {
    await goTo("/findings");
    await list().rows.nth(2).getByRole("link").click();
    await section("Verdict").waitFor();
    const opened = await title();
    await page.goBack();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.goForward();
    await expectSoon(title).toBe(opened);
  });

  test("an address opens it; one of a finding that is gone says so", async () => {
    await goTo("/findings");
    await list().rows.nth(2).getByRole("link").click();
    await settle(page);
    const [opened, address] = [await title(), page.url()];
    const other = await dashboard.open(address.slice(new URL(address).origin.length));
    await other.getByRole("dialog").getByRole("heading", { level: 2, name: opened, exact: true }).waitFor();
    await other.context().close();
    await goTo("/findings?finding=unowned|file:saltmarsh:gone");
    await drawer().getByText("This finding is not there any more.").waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
    await press(page, "Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await goTo("/findings?item=GONE-1");
    await drawer().getByRole("alert").first().waitFor();
    dashboard.complaints.splice(
      0,
      dashboard.complaints.length,
      ...dashboard.complaints.filter((text) => !/404/.test(text)),
    );
  });

  test("a finding about a space or a person has no verdict, and can be decided on", async () => {
    await goTo("/findings?rule=role-coverage-gap");
    await list().rows.first().getByRole("link").click();
    await expectSoon(title).toBe("Harbour Data");
    await drawer().getByText("Harbour Data has 3 open strategic items and lists no product manager.").waitFor();
    expect(await section("Verdict").count()).toBe(0);
    expect(await drawer().getByRole("button", { name: "Override" }).isDisabled()).toBe(true);
    await drawer().getByRole("button", { name: "Dismiss" }).click();
    await page.getByLabel(/^Note/).fill("One is coming in spring.");
    await press(page, "Control+Enter");
    await drawer().getByText("1 finding dismissed").waitFor();
    await section("History")
      .getByText(/One is coming in spring/)
      .waitFor();
    await press(page, "u");
    await drawer().getByText("1 decision taken back").waitFor();
    await goTo("/findings?rule=owner-unknown");
    await list().rows.first().getByRole("link").click();
    await drawer().getByText("We do not know the role of Kenji Morimoto in Harbour Data.").waitFor();
    expect(await section("Verdict").count()).toBe(0);
  });

  test.each(["light", "dark"] as const)("anybody can read it in %s colours", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await openItem("PAY-3");
    expect(await checkAccessibility(page)).toEqual([]);
    await goTo("/findings?rule=mixed-focus");
    await list().rows.first().getByRole("link").click();
    await section("Verdict").waitFor();
    expect(await checkAccessibility(page)).toEqual([]);
  });

  test("nothing was complained about in the console", () => {
    expect(dashboard.complaints).toEqual([]);
  });
});

const toNumber = (text: string): number => Number(text.replace("−", "-").replace(/[^\d.+-]/g, ""));

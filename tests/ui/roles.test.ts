import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  checkBothThemes,
  createDashboard,
  hasBrowser,
  settle,
  startBrowser,
  type BacklogItem,
  type Dashboard,
} from "./dashboard";

interface Entry {
  person: string;
  name?: string;
  role: string;
  scope?: string;
  from?: string;
  to?: string;
}

/** A strategic epic and a bug for each of them, so that whoever has the wrong role is found. */
const items = [
  { name: "Oto Brandt" },
  { name: "Ola Berg" },
  { name: "Ines Vidal", title: "Senior Product Manager" },
  { name: "Teo Rossi", title: "Product Owner, Payments" },
].flatMap((owner, index): BacklogItem[] => [
  {
    ...{ id: `${index}1`, key: `PAY-${index}1`, type: "Epic", level: "epic", project: "Payments" },
    ...{ title: "Define the pricing strategy and business case for the enterprise market", status: "To Do", owner },
  },
  {
    ...{ id: `${index}2`, key: `PAY-${index}2`, type: "Bug", level: "story", project: "Payments" },
    ...{ title: "Fix null pointer exception in the refund endpoint", status: "To Do", owner },
  },
]);
const policy = {
  jobTitles: [
    { contains: "Product Manager", role: "product-manager" },
    { contains: "Product Owner", role: "product-owner" },
  ],
  people: [{ person: "Mia Weber", role: "product-manager" }],
};

describe.skipIf(!hasBrowser)("Roles", () => {
  let dashboard: Dashboard;
  let page: Page;
  let path = "";
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard({ policy, items });
    path = join(dashboard.folder, "rolecall.config.json");
    page = await dashboard.open("/roles");
    page.setDefaultTimeout(8_000);
    await settle(page);
  });
  afterAll(() => dashboard.stop());

  const main = () => page.getByRole("main");
  const onDisk = () => JSON.parse(readFileSync(path, "utf8")) as { people: Entry[] };

  const panel = (name: string) => main().getByRole("region", { name, exact: true });
  const rowsOf = (name: string) => panel(name).getByRole("table").locator("tbody tr");
  const rowOf = (title: string, name: string) => rowsOf(title).filter({ hasText: name });
  const proposals = "Proposals to confirm";
  const unlisted = "Owners without a role";
  const directory = "Who has which role";
  const entries = "Entries of the policy";
  const toast = (title: string) => page.getByRole("region", { name: "Messages" }).locator("div", { hasText: title });
  const undo = (title: string) => toast(title).getByRole("button", { name: "Undo" }).last().click();
  const rolesOf = (name: string) =>
    onDisk()
      .people.filter((entry) => (entry.name ?? entry.person) === name)
      .map(({ role, scope, from }) => [role, scope, from].filter((part) => part !== undefined).join(" "));
  const mismatches = async (): Promise<string[]> => {
    const { stdout } = await dashboard.cli("triage", "list", "--rule", "owner-role-mismatch");
    return [...stdout.matchAll(/^PAY-\d+/gm)].map(([key]) => key).sort();
  };

  test("what titles propose stands apart from what nobody tells, and no number stands beside anybody", async () => {
    expect(await rowsOf(proposals).locator("label").allInnerTexts()).toEqual(["Ines Vidal", "Teo Rossi"]);
    expect(await rowOf(proposals, "Ines Vidal").innerText()).toContain('job title "Senior Product Manager"');
    expect(await rowsOf(unlisted).getByRole("rowheader").allInnerTexts()).toEqual(["Ola Berg", "Oto Brandt"]);
    for (const title of [proposals, unlisted, directory, entries])
      for (const row of await rowsOf(title).allInnerTexts()) expect(row).not.toMatch(/\d/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await checkBothThemes(page)).toEqual([]);
  });

  test("a confirmed proposal is an entry of the policy; undo takes it out again", async () => {
    const before = onDisk();
    await panel(proposals).getByRole("button", { name: "Confirm Ines Vidal" }).click();
    await rowOf(entries, "Ines Vidal").waitFor();
    expect(rolesOf("Ines Vidal")).toEqual(["product-manager"]);
    await main().getByText("The next audit judges by it").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await undo("1 role confirmed");
    await rowOf(proposals, "Ines Vidal").waitFor();
    await expect.poll(onDisk).toEqual(before);

    await panel(proposals).getByText("Teo Rossi").click();
    await panel(proposals).getByRole("button", { name: "Confirm 1 selected" }).click();
    await rowOf(entries, "Teo Rossi").waitFor();
    expect(await rowsOf(proposals).count()).toBe(1);
    expect(rolesOf("Teo Rossi")).toEqual(["product-owner"]);
    // The rest of the document stays.
    expect({ ...onDisk(), people: [] }).toEqual({ ...policy, people: [] });
  });

  test("an owner without a role gets one: it is in the file, and the next audit judges by it", async () => {
    expect(await mismatches()).not.toContain("PAY-01");
    await main().getByLabel("Role of Oto Brandt").selectOption("product-owner");
    await main().getByLabel("Where Oto Brandt has the role").selectOption("Payments");
    await main().getByRole("status").getByText("1 role chosen, not saved yet").waitFor();
    // A search hides the row, and not what was chosen in it.
    await main().getByLabel("Find a person").fill("ola");
    await rowOf(unlisted, "Oto Brandt").waitFor({ state: "hidden" });
    expect(new URL(page.url()).searchParams.get("q")).toBe("ola");
    await main().getByLabel("Role of Ola Berg").selectOption("other");
    expect(await checkBothThemes(page)).toEqual([]);
    await panel(unlisted).getByRole("button", { name: "Save 2 roles" }).click();
    await panel(unlisted).waitFor({ state: "hidden" });
    await main().getByLabel("Find a person").fill("");
    await rowOf(directory, "Oto Brandt").getByText("Product owner", { exact: true }).waitFor();
    await rowOf(directory, "Oto Brandt").getByText("Entry of the policy").waitFor();
    expect(rolesOf("Oto Brandt")).toEqual(["product-owner Payments"]);
    expect(rolesOf("Ola Berg")).toEqual(["other"]);

    await dashboard.audit(items);
    expect(await mismatches()).toContain("PAY-01");
    await page.goto(new URL("/findings?rule=owner-role-mismatch", page.url()).href);
    await page.getByRole("grid", { name: "Findings" }).getByText("PAY-01").first().waitFor();
    await page.goBack();
    await settle(page);
  });

  test("an entry says who it is about and on which days; one that begins later is shown as such", async () => {
    await panel(entries).getByRole("button", { name: "Add an entry" }).click();
    const dialog = page.getByRole("dialog", { name: "Add an entry" });
    const saveEntry = () => dialog.getByRole("button", { name: "Save the entry" }).click();
    await saveEntry();
    await dialog.getByRole("alert").getByText("Say who it is about.").waitFor();
    await dialog.getByLabel("Person").fill("Ola Berg");
    await dialog.getByLabel("Role").selectOption("product-manager");
    await dialog.getByLabel("First day").fill("2099-07-01");
    await dialog.getByLabel("Last day").fill("2099-06-30");
    await saveEntry();
    await dialog.getByRole("alert").getByText("The last day is before the first.").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await dialog.getByLabel("Last day").fill("");
    await saveEntry();
    await dialog.waitFor({ state: "hidden" });
    expect(rolesOf("Ola Berg")).toEqual(["other", "product-manager 2099-07-01"]);
    // A name from the list stands for the person whom the tracker knows.
    expect(new Set(onDisk().people.flatMap(({ name, person }) => (name === "Ola Berg" ? [person] : []))).size).toBe(1);
    const row = rowOf(entries, "2099");
    await row.getByText("Future", { exact: true }).waitFor();
    // Until then what held before holds.
    expect(await rowOf(directory, "Ola Berg").innerText()).toContain("Neither");
  });

  test("an entry is changed at its place, removed after a question, and brought back by undo", async () => {
    await rowOf(entries, "2099").getByRole("button", { name: "Edit the entry of Ola Berg" }).click();
    const dialog = page.getByRole("dialog", { name: "Edit the entry" });
    expect(await dialog.getByLabel("Person").inputValue()).toBe("Ola Berg");
    await dialog.getByLabel("First day").fill("2001-01-01");
    await dialog.getByLabel("Last day").fill("2001-12-31");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await rowOf(entries, "2001").getByText("Past", { exact: true }).waitFor();
    const before = onDisk();

    await rowOf(entries, "2001").getByRole("button", { name: "Remove the entry of Ola Berg" }).click();
    const question = page.getByRole("dialog", { name: "Remove the entry of Ola Berg?" });
    await question.getByText("give the entry a last day instead").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await question.getByRole("button", { name: "Remove the entry" }).click();
    await question.waitFor({ state: "hidden" });
    expect(rolesOf("Ola Berg")).toEqual(["other"]);
    // Also from another screen.
    await page.getByRole("navigation").getByRole("link", { name: "Set-up" }).click();
    await page.getByRole("heading", { level: 1, name: "Set-up" }).waitFor();
    await undo("Entry removed");
    await toast("Taken back: the roles are as before").last().waitFor();
    expect(onDisk()).toEqual(before);
    await page.goBack();
    await rowOf(entries, "2001").waitFor();
  });

  test("what somebody else changed meanwhile is told and kept; what was typed can be saved after it", async () => {
    await panel(entries).getByRole("button", { name: "Add an entry" }).click();
    const dialog = page.getByRole("dialog", { name: "Add an entry" });
    await dialog.getByLabel("Person").fill("new@acme.example");
    const theirs = { ...policy, people: [...onDisk().people, { person: "Noor Haddad", role: "both" }] };
    writeFileSync(path, JSON.stringify(theirs));
    await dialog.getByRole("button", { name: "Save the entry" }).click();
    await dialog.getByRole("alert").getByText("Somebody else changed the roles meanwhile").waitFor();
    expect(onDisk()).toEqual(theirs);
    expect(await checkBothThemes(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Load again" }).click();
    await rowOf(entries, "Noor Haddad").waitFor();
    expect(await dialog.getByLabel("Person").inputValue()).toBe("new@acme.example");
    await dialog.getByRole("button", { name: "Save the entry" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(onDisk().people).toEqual([...theirs.people, { person: "new@acme.example", role: "product-owner" }]);
  });

  describe("Other sources", () => {
    const sources = "Other sources of roles";
    const list = (name: string) => panel(sources).getByRole("region", { name, exact: true }).first();
    const document = () => JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;

    test("a group is added, edited and removed with the keyboard; undo brings it back as it was", async () => {
      const before = document();
      const groups = list("Groups and project roles");
      await groups.getByText("once a day").first().waitFor();
      await groups.getByRole("button", { name: "Add a group or project role" }).focus();
      await page.keyboard.press("Enter");
      const adding = page.getByRole("dialog", { name: "Add a group or project role" });
      expect(await page.evaluate(() => globalThis.document.activeElement?.closest("dialog") !== null)).toBe(true);
      await page.keyboard.press("Enter");
      await adding.getByRole("alert").getByText("Say which one.").waitFor();
      await adding.getByLabel("Name of the group or project role").fill("Product guild");
      await adding.getByLabel("Role", { exact: true }).selectOption("product-manager");
      await adding.getByLabel("Where").selectOption("Payments");
      await adding.getByLabel("Last day").fill("2099-12-31");
      expect(await checkBothThemes(page)).toEqual([]);
      await adding.getByLabel("Last day").press("Enter");
      await adding.waitFor({ state: "hidden" });
      const group = { group: "Product guild", role: "product-manager", scope: "Payments", to: "2099-12-31" };
      expect(document()).toEqual({ ...before, groups: [group] });
      const row = groups.getByRole("row", { name: /Product guild/ });
      expect(await row.innerText()).toMatch(/Payments\s+Until Dec 31, 2099\s+none known/);

      await row.getByRole("button", { name: "Edit Product guild" }).click();
      const editing = page.getByRole("dialog", { name: "Edit Product guild" });
      expect(await editing.getByLabel("Where").inputValue()).toBe("Payments");
      await editing.getByLabel("Where").selectOption("");
      await editing.getByLabel("Role", { exact: true }).selectOption("both");
      await editing.getByRole("button", { name: "Save" }).click();
      await editing.waitFor({ state: "hidden" });
      const edited = { group: "Product guild", role: "both", to: "2099-12-31" };
      expect(document()["groups"]).toEqual([edited]);

      // Members that the file lists are there again, too.
      writeFileSync(path, JSON.stringify({ ...document(), groups: [{ ...edited, members: ["Ola Berg"] }] }, null, 2));
      await page.reload();
      await settle(page);
      expect(await groups.getByRole("row", { name: /Product guild/ }).innerText()).toContain("1 in the policy");
      const listed = readFileSync(path, "utf8");
      await groups.getByRole("button", { name: "Remove Product guild" }).click();
      const question = page.getByRole("dialog", { name: "Remove Product guild?" });
      expect(await checkBothThemes(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await question.waitFor({ state: "hidden" });
      await groups.getByRole("button", { name: "Remove Product guild" }).click();
      await question.getByRole("button", { name: "Remove", exact: true }).click();
      await groups.getByText("The policy names no groups.").waitFor();
      expect(document()).toEqual(before);
      await undo("Product guild removed");
      await groups.getByRole("row", { name: /Product guild/ }).waitFor();
      expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(JSON.parse(listed));
    });

    test("members that the policy lists are forgotten where somebody says so", async () => {
      await list("Groups and project roles").getByRole("button", { name: "Edit Product guild" }).click();
      const dialog = page.getByRole("dialog", { name: "Edit Product guild" });
      await dialog.getByText("Forget the member that the policy lists").click();
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.waitFor({ state: "hidden" });
      expect(document()["groups"]).toEqual([{ group: "Product guild", role: "both", to: "2099-12-31" }]);
    });

    test("people fields and job titles are named with the role that each gives", async () => {
      const fields = list("People fields");
      await fields.getByRole("button", { name: "Add a people field" }).click();
      const dialog = page.getByRole("dialog", { name: "Add a people field" });
      await dialog.getByLabel("Name of the field").fill("Decider");
      expect(await dialog.getByLabel("Role", { exact: true }).locator("option").count()).toBe(2);
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "hidden" });
      expect(document()["peopleFields"]).toEqual([{ field: "Decider", role: "product-owner" }]);

      const titles = list("Job titles");
      await titles.getByRole("button", { name: "Edit Product Owner" }).click();
      const title = page.getByRole("dialog", { name: "Edit Product Owner" });
      await title.getByLabel("Job title contains").fill("P");
      await title.getByRole("button", { name: "Save" }).click();
      await title.getByRole("alert").getByText("at least two letters").waitFor();
      await title.getByLabel("Job title contains").fill("Backlog lead");
      expect(await checkBothThemes(page)).toEqual([]);
      await title.getByRole("button", { name: "Save" }).click();
      await title.waitFor({ state: "hidden" });
      // At its place: the first that fits counts.
      expect(document()["jobTitles"]).toEqual([
        policy.jobTitles[0],
        { contains: "Backlog lead", role: "product-owner" },
      ]);
    });

    test("what everybody else is is saved by a button, and taken back", async () => {
      const choice = panel(sources).getByRole("group", { name: "What people are whom no source lists" }).last();
      await choice.getByRole("radio", { name: /^It depends/ }).focus();
      await page.keyboard.press("ArrowDown");
      expect(document()["unlistedPeople"]).toBeUndefined();
      await panel(sources).getByRole("button", { name: "Save", exact: true }).click();
      await expect.poll(() => document()["unlistedPeople"]).toBe("other");
      await undo("Saved what everybody else is");
      await expect.poll(() => document()["unlistedPeople"]).toBeUndefined();
      await choice.getByRole("radio", { name: /^It depends/, checked: true }).waitFor();
    });

    test("what somebody else changed meanwhile is told, and what was typed can be saved after it", async () => {
      await list("People fields").getByRole("button", { name: "Edit Decider" }).click();
      const dialog = page.getByRole("dialog", { name: "Edit Decider" });
      await dialog.getByLabel("Role", { exact: true }).selectOption("product-manager");
      const theirs = { ...document(), mode: "separate" };
      writeFileSync(path, JSON.stringify(theirs));
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.getByRole("alert").getByText("Somebody else changed the roles meanwhile").waitFor();
      expect(document()).toEqual(theirs);
      await dialog.getByRole("button", { name: "Load again" }).click();
      await dialog.getByRole("alert").waitFor({ state: "hidden" });
      await expect
        .poll(async () => {
          if (await dialog.isVisible()) await dialog.getByRole("button", { name: "Save" }).click();
          return document()["peopleFields"];
        })
        .toEqual([{ field: "Decider", role: "product-manager" }]);
      expect(document()["mode"]).toBe("separate");
      await dialog.waitFor({ state: "hidden" });
    });

    test("fits a narrow screen", async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(() => globalThis.document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.setViewportSize({ width: 1280, height: 900 });
    });
  });

  test("nothing was complained about but the one refusal", () => {
    expect(dashboard.complaints.filter((text) => !text.includes("status of 409"))).toEqual([]);
  });
});

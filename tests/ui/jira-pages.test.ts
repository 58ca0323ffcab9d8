import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import de from "../../src/ui/messages/de";
import { makeWeekly } from "#usecases/weekly-report";
import { checkAccessibility, hasBrowser, settle, startBrowser } from "./dashboard";
import { createJiraHost, type JiraHost, type ModuleType, type OpenOptions } from "./jira-host";

const SCREENS: readonly { module: ModuleType; address: string; title: string }[] = [
  { module: "jira:projectPage", address: "/", title: "Overview" },
  ...[
    { address: "/findings", title: "Findings" },
    { address: "/items", title: "Work items" },
    { address: "/reports", title: "Reports" },
    { address: "/trail", title: "Audit trail" },
    { address: "/space", title: "Space settings" },
  ].map((screen) => ({ module: "jira:projectSettingsPage" as const, ...screen })),
  ...[
    { address: "/", title: "Overview" },
    { address: "/roles", title: "Roles" },
    { address: "/policy", title: "Rules and policy" },
    { address: "/reports", title: "Reports" },
    { address: "/schedule", title: "Weekly report" },
    { address: "/data", title: "Data and privacy" },
    { address: "/setup", title: "Set-up" },
  ].map((screen) => ({ module: "jira:adminPage" as const, ...screen })),
];
/** What is only true of `rolecall serve`. */
const LOCAL =
  /this (machine|computer)|\bserver\b|rolecall (serve|audit)|terminal|environment variable|import an export/i;

describe.skipIf(!hasBrowser)("The pages inside Jira", () => {
  let host: JiraHost;
  beforeAll(startBrowser);
  beforeAll(async () => void (host = await createJiraHost()));
  afterAll(() => host.stop());
  beforeEach(() => {
    host.complaints.length = 0;
    host.calls.length = 0;
    host.faults.clear();
    host.job.state = null;
    host.job.started.length = 0;
  });
  const open = async (options: OpenOptions = {}) => {
    const opened = await host.open(options);
    await settle(opened.frame);
    return { ...opened, close: () => opened.page.context().close() };
  };

  test.each([
    ["jira:projectPage", "Overview", "Yardbook"],
    ["jira:adminPage", "Overview", "All spaces"],
    ["jira:projectSettingsPage", "Space settings", "Yardbook"],
  ] as const)("%s begins at its screen, for what it is about", async (module, title, place) => {
    const { frame, close } = await open({ module });
    await frame.getByRole("heading", { level: 1, name: title }).waitFor();
    await frame.getByRole("banner").getByText(place, { exact: true }).waitFor();
    // Jira says who somebody is, and which language and colours they have.
    expect(await frame.getByRole("banner").locator("select, button:visible").count()).toBe(0);
    expect(await frame.getByRole("navigation").getByText("Import").count()).toBe(0);
    expect(host.complaints).toEqual([]);
    await close();
  });

  test("a module without a history opens, and navigates all the same", async () => {
    const { frame, close } = await open({ module: "jira:projectSettingsPage", address: null });
    await frame.getByRole("heading", { level: 1, name: "Space settings" }).waitFor();
    await frame.getByRole("link", { name: "Findings", exact: true }).click();
    await frame.getByRole("heading", { level: 1, name: "Findings" }).waitFor();
    await close();
  });

  test.each(SCREENS)(
    "$module $address passes axe in both themes, and says nothing that is only true elsewhere",
    async (screen) => {
      const { frame, setMode, close } = await open(screen);
      await frame.getByRole("heading", { level: 1, name: screen.title }).waitFor();
      expect(await frame.locator("style, [style*='url(']").count()).toBe(0);
      expect(LOCAL.exec(await frame.locator("body").innerText())?.[0]).toBeUndefined();
      const light = await frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(await checkAccessibility(frame)).toEqual([]);
      await setMode("dark");
      expect(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(light);
      // Of Jira's list of themes nothing is lost that the page needs.
      expect(await frame.evaluate(() => document.documentElement.dataset["theme"])).toContain("shape:shape");
      expect(await checkAccessibility(frame)).toEqual([]);
      expect(host.complaints).toEqual([]);
      await close();
    },
  );

  test("the address is Jira's: back and forward walk through it, and what is typed is not taken back by its echo", async () => {
    const { page, frame, close } = await open();
    const title = (name: string) => frame.getByRole("heading", { level: 1, name }).waitFor();
    await frame.getByRole("link", { name: "Findings", exact: true }).click();
    await title("Findings");
    await frame.getByRole("button", { name: "Severity" }).first().click();
    await frame.getByLabel("Error").check();
    await expect.poll(() => decodeURIComponent(new URL(page.url()).hash)).toBe("#/findings?severity=error");
    await frame.getByRole("link", { name: "Audit trail" }).click();
    await title("Audit trail");
    await page.goBack();
    await title("Findings");
    await frame.getByRole("button", { name: "Remove filter Severity: Error" }).waitFor();
    await page.goBack();
    await frame.getByRole("button", { name: "Remove filter Severity: Error" }).waitFor({ state: "detached" });
    await page.goForward();
    await frame.getByRole("button", { name: "Remove filter Severity: Error" }).waitFor();
    await close();
  });

  test("an address of a screen that the page does not have leads back", async () => {
    const { frame, close } = await open({ address: "/policy" });
    await frame.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    await close();
  });

  test("a finding is dismissed and taken back from the flag that Jira shows", async () => {
    const { page, frame, flags, close } = await open({ address: "/findings" });
    const total = frame.getByRole("status").filter({ hasText: /^\d+ findings$/ });
    const before = await total.innerText();
    // Of one space nothing is told apart by space.
    expect(await frame.getByRole("search").getByRole("button", { name: "Space" }).count()).toBe(0);
    await frame.getByRole("grid").focus();
    await page.keyboard.press("d");
    const dialog = frame.getByRole("dialog");
    await dialog.getByRole("radio", { name: "An exception that was agreed on" }).check();
    await dialog.getByLabel("Note (required)").fill("Agreed in the planning.");
    await page.keyboard.press("Control+Enter");
    await flags.getByText("1 finding dismissed").waitFor();
    await expect.poll(() => total.innerText()).not.toBe(before);
    await flags.getByRole("button", { name: "Undo" }).click();
    await flags.getByText("1 decision taken back").waitFor();
    await expect.poll(() => total.innerText()).toBe(before);
    expect(await frame.getByRole("region", { name: "Messages" }).innerText()).toBe("");
    await frame.getByRole("link", { name: "Audit trail" }).click();
    await frame.getByText("Agreed in the planning.").first().waitFor();
    expect(await frame.getByText("claimed").count()).toBe(0);
    expect(host.complaints).toEqual([]);
    await close();
  });

  test("a link to a work item is opened by Jira, as the frame may open nothing", async () => {
    const { frame, opened, close } = await open({ address: "/findings" });
    await frame.evaluate(() => {
      const link = Object.assign(document.createElement("a"), { href: "https://acme.atlassian.net/browse/YRD-1" });
      link.target = "_blank";
      document.getElementById("main")?.append(link);
      link.click();
    });
    await expect.poll(() => opened).toEqual(["https://acme.atlassian.net/browse/YRD-1"]);
    // Another screen has no address of its own outside: with a modifier key it opens here.
    await frame.getByRole("link", { name: "Reports" }).click({ modifiers: ["ControlOrMeta"] });
    await frame.getByRole("heading", { level: 1, name: "Reports" }).waitFor();
    await close();
  });

  test("settings of the space are saved, with the warning about who can read them; without the right they are shown", async () => {
    const { frame, flags, close } = await open({ module: "jira:projectSettingsPage" });
    await frame.getByLabel("Who is product manager, who is product owner?").selectOption("combined");
    await frame.getByLabel("Severity of: Work that nobody owns").selectOption("off");
    await frame.getByRole("radio", { name: /and open findings/ }).check();
    await frame.getByText("Everybody who sees a work item can read this").waitFor();
    await frame.getByText("rolecallFinding can be read").waitFor();
    expect(await checkAccessibility(frame)).toEqual([]);
    // Leaving asks first.
    await frame.getByRole("link", { name: "Findings", exact: true }).click();
    await frame.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
    await frame.getByRole("button", { name: "Save the settings" }).click();
    await flags.getByText("Settings saved").waitFor();
    await frame.getByRole("region", { name: "Unsaved changes" }).waitFor({ state: "detached" });
    const { text } = await host.api.context.policy.read();
    const [own] = Object.values((JSON.parse(text) as { scopes: Record<string, unknown> }).scopes).slice(-1);
    expect(own).toMatchObject({ mode: "combined", rules: { unowned: "off" }, search: "focus-and-finding" });
    await frame.getByLabel("Severity of: Work that nobody owns").selectOption("");
    await frame.getByRole("button", { name: "Save the settings" }).click();
    await frame.getByRole("region", { name: "Unsaved changes" }).waitFor({ state: "detached" });
    await close();
    const reader = await open({ address: "/space" });
    await reader.frame.getByText("Administrators of the space change them.").waitFor();
    expect(await reader.frame.getByLabel("How the organisation works").isDisabled()).toBe(true);
    expect(host.complaints).toEqual([]);
    await reader.close();
  });

  test("somebody else's settings are not overwritten", async () => {
    const { frame, close } = await open({ module: "jira:projectSettingsPage" });
    await frame.getByLabel("How the organisation works").selectOption("scrum");
    const { policy } = host.api.context;
    const { text, hash } = await policy.read();
    await policy.save(`${text}\n`, hash);
    await frame.getByRole("button", { name: "Save the settings" }).click();
    await frame.getByText("Somebody else changed it meanwhile").waitFor();
    await frame.getByRole("button", { name: "Load again" }).click();
    await frame.getByRole("region", { name: "Unsaved changes" }).waitFor({ state: "detached" });
    await frame.getByLabel("How the organisation works").selectOption("scrum");
    await frame.getByRole("button", { name: "Save the settings" }).click();
    await frame.getByRole("region", { name: "Unsaved changes" }).waitFor({ state: "detached" });
    await close();
  });

  test("a weekly report is planned, announced and switched off again", async () => {
    const { frame, flags, close } = await open({ module: "jira:adminPage", address: "/schedule" });
    await frame.getByText("No report is planned.").waitFor();
    await frame.getByRole("radio", { name: "Every week" }).check();
    await frame.getByLabel("Day").selectOption("friday");
    await frame.getByLabel("Time", { exact: true }).fill("16:30");
    await frame.getByLabel("Time zone").selectOption("Europe/Madrid");
    await frame.getByRole("radio", { name: "As a comment on a work item" }).check();
    await frame.getByRole("button", { name: "Save the schedule" }).click();
    await frame.getByText("Say which work item is commented on.").waitFor();
    await frame.getByLabel("Key of the work item").fill("YRD-1");
    expect(await checkAccessibility(frame)).toEqual([]);
    await frame.getByRole("button", { name: "Save the schedule" }).click();
    await flags.getByText("Schedule saved").waitFor();
    await frame.getByText(/The next report is made on/).waitFor();
    expect(await host.api.call("getSchedule", {})).toMatchObject({
      report: { day: "friday", time: "16:30", timeZone: "Europe/Madrid", announce: { commentOn: "YRD-1" } },
    });
    await frame.getByRole("radio", { name: "No", exact: true }).check();
    await frame.getByRole("button", { name: "Save the schedule" }).click();
    await frame.getByText("No report is planned.").waitFor();
    expect((await host.api.call("getSchedule", {})).report).toBeNull();
    expect(host.complaints).toEqual([]);
    await close();
  });

  test("weekly reports are listed, and downloaded out of the frame", async () => {
    await makeWeekly(host.api.context.store, { now: "2026-02-01T09:30:00.000Z", period: "2026-01-30" });
    const { page, frame, close } = await open({ address: "/reports" });
    const downloaded = page.waitForEvent("download");
    await frame.getByRole("button", { name: /Report of Jan 30, 2026 as Markdown/ }).click();
    expect((await downloaded).suggestedFilename()).toMatch(/\.md$/);
    expect(await checkAccessibility(frame)).toEqual([]);
    expect(host.complaints).toEqual([]);
    await close();
  });

  test("a run that pauses says why, and work items are cleared on request", async () => {
    const { frame, flags, close } = await open({ module: "jira:adminPage", address: "/data" });
    await frame.getByRole("button", { name: "Remove it from all work items" }).click();
    await frame.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
    await frame.getByText("Removing: 0 work items so far").waitFor();
    expect(host.job.started).toEqual([{ kind: "unpublish" }]);
    if (host.job.state) host.job.state = { ...host.job.state, pause: "Jira's limit is used up until 10:00." };
    await frame.getByText("Jira's limit is used up until 10:00.").waitFor();
    expect(await checkAccessibility(frame)).toEqual([]);
    if (host.job.state) host.job.state = { ...host.job.state, state: "done", pause: null };
    await flags.getByText("Nothing of Rolecall is left in work items").waitFor();
    expect(host.complaints).toEqual([]);
    await close();
  });

  describe("when the resolver is in trouble", () => {
    test("one that throws or answers nothing is asked again, and the page says so meanwhile", async () => {
      const { frame, close } = await open();
      for (const [fault, procedure, screen] of [
        ["throws", "listTrail", "Audit trail"],
        ["nothing", "listReports", "Reports"],
      ] as const) {
        host.faults.set("getCapabilities", fault).set(procedure, fault);
        await frame.getByRole("link", { name: screen }).click();
        await frame.getByText("Rolecall does not answer. It is asked again every few seconds").waitFor();
        host.faults.clear();
        await frame
          .getByText("Rolecall does not answer. It is asked again every few seconds")
          .waitFor({ state: "detached", timeout: 15_000 });
        await frame
          .getByRole("main")
          .getByRole(screen === "Reports" ? "region" : "search")
          .first()
          .waitFor();
      }
      await close();
    });

    test("what is not allowed is said in its words", async () => {
      const { frame, close } = await open({ module: "jira:projectSettingsPage" });
      const refused = await frame.evaluate(async () => {
        const { callBridge } = (
          globalThis as unknown as { __bridge: { callBridge: (c: string, d: unknown) => Promise<unknown> } }
        ).__bridge;
        return callBridge("invoke", {
          functionKey: "call",
          payload: { name: "purge", input: { before: "2020-01-01" } },
        });
      });
      expect(refused).toMatchObject({ ok: false, error: { kind: "forbidden" } });
      await close();
    });

    test("what is larger than Jira passes on is refused before it is sent", async () => {
      const { frame, close } = await open({ module: "jira:adminPage", address: "/policy?tab=policy" });
      await frame
        .getByRole("textbox")
        .first()
        .fill(JSON.stringify({ note: "x".repeat(520_000) }));
      host.calls.length = 0;
      await frame.getByRole("button", { name: "Validate" }).click();
      await frame.getByText("This is more than the 500 kB that Jira passes on at once.").waitFor();
      expect(host.calls).not.toContain("validatePolicy");
      await close();
    });
  });

  test("the language is that of the person in Jira", async () => {
    const { frame, close } = await open({ module: "jira:adminPage", address: "/data", locale: "de-DE" });
    await frame.getByRole("heading", { level: 1, name: de["data.title"] }).waitFor();
    expect(await frame.evaluate(() => document.documentElement.lang)).toBe("de");
    await frame.getByRole("button", { name: de["data.everything.action"] }).click();
    await frame.getByLabel("„alles löschen“").waitFor();
    expect(await checkAccessibility(frame)).toEqual([]);
    await close();
  });

  test("a person's data is exported, and the person forgotten", async () => {
    const { page, frame, flags, close } = await open({ module: "jira:adminPage", address: "/data" });
    await frame.getByRole("button", { name: "Forget this person" }).click();
    await frame.getByText("Choose a person first.").waitFor();
    await frame.getByLabel("Search by name").fill("Bilal");
    await frame.getByRole("radio", { name: /Bilal Qureshi/ }).check();
    const downloaded = page.waitForEvent("download");
    await frame.getByRole("button", { name: "Export as JSON" }).click();
    expect((await downloaded).suggestedFilename()).toMatch(/\.json$/);
    await frame.getByRole("button", { name: "Forget this person" }).click();
    const dialog = frame.getByRole("dialog");
    await dialog.getByRole("heading", { name: "Forget Bilal Qureshi for good?" }).waitFor();
    expect(await checkAccessibility(frame)).toEqual([]);
    await dialog.getByRole("button", { name: "Forget Bilal Qureshi" }).click();
    await flags.getByText("Bilal Qureshi is forgotten").waitFor();
    // The policy of the sample lists the person, as the question says.
    const kept = JSON.stringify([...(await host.api.context.store.people())]);
    expect(kept).toContain("Mirela Popescu");
    expect(kept).not.toContain("Bilal Qureshi");
    expect(host.complaints).toEqual([]);
    await close();
  });

  test("old audits are deleted after a question, everything only after the words for it", async () => {
    const { frame, flags, close } = await open({ module: "jira:adminPage", address: "/data" });
    await frame.getByLabel("Before").fill("2026-01-01");
    await frame.getByRole("button", { name: "Delete old audits" }).click();
    const dialog = frame.getByRole("dialog");
    await dialog.getByRole("heading", { name: "Delete what ended before Jan 1, 2026?" }).waitFor();
    await dialog.getByRole("button", { name: "Delete", exact: true }).click();
    await flags.getByText(/No audits and no findings deleted/).waitFor();
    await frame.getByRole("button", { name: "Delete everything" }).click();
    const confirm = dialog.getByRole("button", { name: "Delete everything" });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByRole("textbox").fill("delete everything");
    await confirm.click();
    await flags.getByText("Everything is deleted").waitFor();
    expect((await host.api.call("listFindings", {})).rows).toEqual([]);
    await frame.getByRole("link", { name: "Overview" }).click();
    // From the beginning: an administrator starts the first audit here.
    await frame.getByRole("button", { name: "Start the audit" }).click();
    await expect.poll(() => host.job.started).toEqual([{ kind: "audit", source: { trackers: "jira", isFull: false } }]);
    expect(await checkAccessibility(frame)).toEqual([]);
    expect(host.complaints).toEqual([]);
    await close();
  });
});

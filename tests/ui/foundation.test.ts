import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import de from "../../src/ui/messages/de";
import en from "../../src/ui/messages/en";
import es from "../../src/ui/messages/es";
import inJiraDe from "../../src/ui/messages/in-jira/de";
import inJiraEn from "../../src/ui/messages/in-jira/en";
import inJiraEs from "../../src/ui/messages/in-jira/es";
import { moveIn } from "../../src/ui/parts/move-in";
import { readUrlValues, writeUrlValues } from "../../src/ui/url-state";
import { createDashboard, hasBrowser, startBrowser, type Dashboard } from "./dashboard";

const inJira = { de: inJiraDe, en: inJiraEn, es: inJiraEs };

describe.skipIf(!hasBrowser)("What is around every screen, in a browser", () => {
  let dashboard: Dashboard;
  beforeAll(startBrowser);
  beforeAll(async () => void (dashboard = await createDashboard()));
  afterAll(() => dashboard.stop());
  beforeEach(() => void (dashboard.complaints.length = 0));
  const open = (path: string, context?: BrowserContextOptions): Promise<Page> => dashboard.open(path, context);
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

  test("a deep link opens its screen, and nothing breaks the policy of the page", async () => {
    const page = await open("/findings?rule=unowned");
    expect(await page.title()).toBe("Findings · Rolecall");
    await page.getByText("rolecall.db").waitFor();
    expect(await page.locator("style, [style*='url(']").count()).toBe(0);
    expect(dashboard.complaints).toEqual([]);
  });

  test("an address that nothing is at says so, and leads back", async () => {
    const page = await open("/nowhere");
    await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "To the overview" }).click();
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  });

  test("screens that the host does not have are not offered", async () => {
    const page = await open("/");
    const entry = page.getByRole("navigation").getByRole("link", { name: "Set-up" });
    await entry.waitFor();
    await page.route("**/api/getCapabilities", async (route) => {
      const answer = await route.fetch();
      const capabilities = (await answer.json()) as { screens: string[] };
      const screens = capabilities.screens.filter((name) => name !== "setup");
      await route.fulfill({ response: answer, json: { ...capabilities, screens } });
    });
    await page.reload();
    await entry.waitFor({ state: "detached" });
    await page.getByRole("navigation").getByRole("link", { name: "Import" }).waitFor();
  });

  test("navigating moves the focus to the title of the screen; back goes back", async () => {
    const page = await open("/");
    expect(await focused(page)).not.toBe("Overview");
    await page.getByRole("navigation").getByRole("link", { name: "Roles" }).click();
    await page.getByRole("heading", { level: 1, name: "Roles" }).waitFor();
    await expect.poll(() => focused(page)).toBe("Roles");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await expect.poll(() => focused(page)).toBe("Overview");
    expect(dashboard.complaints).toEqual([]);
  });

  test("the first Tab skips to the content", async () => {
    const page = await open("/reports");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    expect(new URL(page.url()).hash).toBe("");
  });

  test("colours follow the system until the person chooses", async () => {
    const page = await open("/", { colorScheme: "dark", contrast: "more" });
    const mode = () => page.evaluate(() => document.documentElement.dataset["colorMode"]);
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await mode()).toBe("dark");
    expect(await page.evaluate(() => document.documentElement.dataset["contrastMode"])).toBe("more");
    const dark = await background();
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(mode).toBe("light");
    await expect.poll(background).not.toBe(dark);
    await page.getByLabel("Colours").selectOption("dark");
    expect(await mode()).toBe("dark");
    await page.reload();
    expect(await mode()).toBe("dark");
    expect(await background()).toBe(dark);
  });

  test("who somebody says they are goes with every call, until they want to be forgotten", async () => {
    const page = await open("/");
    const actors: (string | undefined)[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/api/")) actors.push(request.headers()["x-rolecall-actor"]);
    });
    await page.getByRole("button", { name: "Say who you are" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("Núria Vidal");
    actors.length = 0;
    await page.keyboard.press("Enter");
    const claimed = page.getByRole("button", { name: "Núria Vidal (claimed)" });
    await claimed.waitFor();
    await expect.poll(() => actors.at(-1)).toBe(encodeURIComponent("Núria Vidal"));
    await page.reload();
    await claimed.click();
    await page.getByRole("button", { name: "Forget me" }).click();
    await page.getByRole("button", { name: "Say who you are" }).waitFor();
    await expect.poll(() => actors.at(-1)).toBeUndefined();
    expect(dashboard.complaints).toEqual([]);
  });

  test("the language that is chosen stays", async () => {
    const page = await open("/", { locale: "fr-FR" });
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await page.getByLabel("Language").selectOption("es");
    await page.getByRole("heading", { level: 1, name: es["overview.title"] }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: es["overview.title"] }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("es");
  });

  test("320 px are enough: nothing scrolls sideways, and the menu opens", async () => {
    const page = await open("/", { viewport: { width: 320, height: 640 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const policy = page.getByRole("navigation").getByRole("link", { name: "Rules and policy" });
    expect(await policy.isVisible()).toBe(false);
    const menu = page.getByRole("button", { name: "Menu" });
    await menu.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.keyboard.press("Escape");
    await policy.waitFor({ state: "hidden" });
    await menu.click();
    await policy.click();
    await page.getByRole("heading", { level: 1, name: "Rules and policy" }).waitFor();
    expect(await policy.isVisible()).toBe(false);
  });
});

/** Names in braces; braces inside of these hold the arms of a plural, which are prose. */
function places(text: string): string[] {
  const found = new Set<string>();
  let depth = 0;
  for (const { 0: token, 1: name } of text.matchAll(/\{\s*(\w*)|\}/g)) {
    if (token === "}") depth -= 1;
    else if ((depth += 1) % 2 === 1 && name) found.add(name);
  }
  return [...found].sort();
}

test("what reads differently in Jira does so in all languages, with places that the string has", () => {
  for (const wording of [inJira.de, inJira.en, inJira.es]) {
    expect(Object.keys(wording).sort()).toEqual(Object.keys(inJira.en).sort());
    for (const [key, text] of Object.entries(wording))
      expect([key, places(en[key as keyof typeof en])]).toEqual([key, expect.arrayContaining(places(text))]);
  }
});

test("all languages have the same places in their strings", () => {
  for (const messages of [de, es])
    for (const [key, text] of Object.entries(en))
      expect([key, places(messages[key as keyof typeof en])]).toEqual([key, places(text)]);
});

test("one selection has one address", () => {
  expect(writeUrlValues({ state: ["open"], rule: ["b", "a"], text: [""], none: [] })).toBe("rule=b&rule=a&state=open");
  expect(readUrlValues("?rule=b&rule=a&state=open")).toEqual({ rule: ["b", "a"], state: ["open"] });
});

test("keys move within a list", () => {
  expect(moveIn("ArrowUp", 0, 9, 4)).toBe(0);
  expect(moveIn("PageDown", 8, 9, 4)).toBe(9);
  expect(moveIn("x", 3, 9, 4)).toBeUndefined();
});

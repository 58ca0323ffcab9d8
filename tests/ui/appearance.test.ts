import { gzipSync } from "node:zlib";
import type { Page, Response } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import de from "../../src/ui/messages/de";
import en from "../../src/ui/messages/en";
import es from "../../src/ui/messages/es";
import type { Messages } from "../../src/ui/messages/messages";
import {
  checkAccessibility,
  checkBothThemes,
  createDashboard,
  hasBrowser,
  sample,
  settle,
  startBrowser,
  type Dashboard,
} from "./dashboard";

/** Every screen with the key of its title. */
const SCREENS = {
  "/": "overview.title",
  "/findings": "findings.title",
  "/items": "items.title",
  "/roles": "roles.title",
  "/policy": "policy.title",
  "/policy?tab=policy": "policy.title",
  "/reports": "reports.title",
  "/trail": "trail.title",
  "/import": "import.title",
  "/setup": "setup.title",
} as const;
type Path = keyof typeof SCREENS;
const PATHS = Object.keys(SCREENS) as Path[];

describe.skipIf(!hasBrowser)("How every screen looks and reads", () => {
  let dashboard: Dashboard;
  beforeAll(startBrowser);
  beforeAll(async () => {
    dashboard = await createDashboard(sample);
    await dashboard.audit(sample.items.slice(3));
    await dashboard.cli(
      "triage",
      "dismiss",
      "BER-207",
      "--reason",
      "agreed-exception",
      "--note",
      "Agreed.",
      "--as",
      "Dana",
    );
  });
  afterAll(() => dashboard.stop());

  /** What is wrong screen by screen; screens without a fault are left out. */
  async function faults(page: Page, find: (path: Path) => Promise<string[]>): Promise<Record<string, string[]>> {
    const all: Record<string, string[]> = {};
    for (const path of PATHS) {
      // As a link of the page does it, without loading everything anew.
      await page.evaluate((to) => history.pushState(null, "", to), path);
      await settle(page);
      const found = await find(path);
      if (found.length > 0) all[path] = found;
    }
    return all;
  }
  const when = (isWrong: boolean, fault: string): string[] => (isWrong ? [fault] : []);

  test("in light and in dark, axe finds nothing; titles and landmarks are there once", async () => {
    const page = await dashboard.open("/", { colorScheme: "light" });
    const found = await faults(page, async (path) => {
      const axe = await checkBothThemes(page);
      const title = en[SCREENS[path]];
      const heads = await page.locator("h1").allInnerTexts();
      const tab = await page.title();
      const marks = await page.evaluate(() =>
        ["main", "nav:not(main nav)", "header"].map((name) => document.querySelectorAll(name).length).join(),
      );
      return [
        ...axe,
        ...when(heads.join() !== title, `h1: ${heads.join()}`),
        ...when(tab !== `${title} · Rolecall`, `title: ${tab}`),
        ...when(marks !== "1,1,1", `main, nav, header: ${marks}`),
      ];
    });
    expect(found).toEqual({});
    await page.context().close();
  });

  test("zoomed to 200 %, and on 320 px, nothing scrolls sideways and axe finds nothing", async () => {
    const page = await dashboard.open("/", { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
    const wide = (width: number) =>
      page.evaluate((limit) => {
        const page = document.documentElement.scrollWidth;
        const [element] = [...document.querySelectorAll("main *")].filter(
          (one) =>
            one.getBoundingClientRect().right > limit + 1 &&
            one.closest("[role=region], [role=grid], .visually-hidden") === null,
        );
        return page <= limit ? [] : [`${page} px at ${limit} px: ${element?.outerHTML.slice(0, 150) ?? ""}`];
      }, width);
    const found = await faults(page, async () => {
      const zoomed = await wide(640);
      await page.setViewportSize({ width: 320, height: 640 });
      // A frame in which the page sees its new width.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const narrow = [...(await wide(320)), ...(await checkAccessibility(page))];
      await page.setViewportSize({ width: 640, height: 450 });
      return [...zoomed, ...narrow];
    });
    expect(found).toEqual({});
    await page.context().close();
  });

  /** What a page says, but for code and for what is marked as being in another language; with what only shows on a pointer. */
  const textsOf = (page: Page) =>
    page.evaluate(() => {
      const isOurs = (element: Element | null) =>
        !element?.closest("[lang='en']:not(html), option[lang], code, pre, textarea");
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      while (walker.nextNode())
        if (isOurs(walker.currentNode.parentElement)) texts.push(walker.currentNode.textContent?.trim() ?? "");
      const names = ["aria-label", "title", "placeholder", "alt"].flatMap((name) =>
        [...document.querySelectorAll(`[${name}]`)].filter(isOurs).map((element) => element.getAttribute(name) ?? ""),
      );
      return { texts, names };
    });

  test("in German and Spanish nothing is left in English, or it says that it is", async () => {
    const english = new Map<Path, readonly string[]>();
    const data = JSON.stringify(sample);
    const look = async ([language, messages]: ["en" | "de" | "es", Messages]): Promise<void> => {
      const page = await dashboard.open("/", { locale: language });
      const own = new Set<string>(Object.values(messages));
      const isForeign = (text: string) => !own.has(text) && !data.includes(text);
      const catalogue = new Set(Object.values<string>(en).filter(isForeign));
      const found = await faults(page, async (path) => {
        const { texts, names } = await textsOf(page);
        if (language === "en") english.set(path, texts);
        const lang = await page.evaluate(() => document.documentElement.lang);
        const h1 = await page.locator("h1").innerText();
        return [
          ...when(lang !== language, `lang: ${lang}`),
          ...when(h1 !== messages[SCREENS[path]], `h1: ${h1}`),
          ...[...texts, ...names].filter((text) => catalogue.has(text)),
          // Several words that are the same on the English page are no names.
          ...new Set(
            texts.filter(
              (text) =>
                language !== "en" &&
                /\p{L}+( \p{L}+){3}/u.test(text) &&
                english.get(path)?.includes(text) &&
                isForeign(text),
            ),
          ),
        ];
      });
      await page.context().close();
      expect({ [language]: found }).toEqual({ [language]: {} });
    };
    await look(["en", en]);
    await Promise.all([look(["de", de]), look(["es", es])]);
  });

  test("whoever wants less motion gets none", async () => {
    const page = await dashboard.open("/findings");
    await settle(page);
    const longest = () =>
      page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll("*")].flatMap((element) => {
            const { transitionDuration, animationDuration } = getComputedStyle(element);
            return `${transitionDuration},${animationDuration}`.split(",").map(Number.parseFloat);
          }),
        ),
      );
    expect(await longest()).toBeGreaterThan(0.01);
    await page.emulateMedia({ reducedMotion: "reduce" });
    expect(await longest()).toBeLessThanOrEqual(0.01);
    await page.goto(new URL("/", page.url()).href);
    await settle(page);
    expect(await longest()).toBeLessThanOrEqual(0.01);
    await page.context().close();
  });

  test("the first screen is at most 250 kB of JavaScript, compressed", async () => {
    const page = await dashboard.open("/trail");
    const scripts: Response[] = [];
    page.on("response", (response) => {
      if (new URL(response.url()).pathname.endsWith(".js")) scripts.push(response);
    });
    await (await page.context().newCDPSession(page)).send("Network.setCacheDisabled", { cacheDisabled: true });
    await page.goto(new URL("/", page.url()).href, { waitUntil: "networkidle" });
    await settle(page);
    const sizes = await Promise.all(scripts.map(async (response) => gzipSync(await response.body()).length));
    const sum = sizes.reduce((all, size) => all + size, 0);
    expect(sum).toBeGreaterThan(100_000);
    expect(sum).toBeLessThanOrEqual(250_000);
    await page.context().close();
  });

  test("nothing was complained about in the console on all of these pages", () => {
    expect(dashboard.complaints).toEqual([]);
  });
});

import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** The list of findings or work items, as somebody sees it. */
export function listOn(page: Page) {
  const grid = page.getByRole("grid");
  const loaded = grid.locator("[role=row]:has(a)");
  const texts = async (locator: Locator): Promise<string[]> =>
    (await locator.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
  return {
    grid,
    /** The rows in the page, which may be fewer than there are. */
    rows: loaded,
    row: (subject: string): Locator =>
      grid.locator("[role=row]", { has: page.getByRole("link", { name: subject, exact: true }) }),
    subjects: () => texts(loaded.locator("a")),
    active: async (): Promise<string> => (await texts(grid.locator("[data-active=true] a"))).join(),
    /** Values in a column of the rows in the page. */
    column: async (name: string): Promise<string[]> => {
      const heads = await texts(grid.getByRole("columnheader"));
      const place = heads.findIndex((head) => head.startsWith(name)) + 1;
      return texts(loaded.locator(`[role=gridcell]:nth-child(${place})`));
    },
    total: async (count: number, what = "finding"): Promise<void> => {
      const named = count === 0 ? `No ${what}s` : `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
      await page.getByRole("main").getByText(named, { exact: true }).first().waitFor();
    },
    /** Counted from what the list says. */
    readTotal: async (): Promise<number> => {
      const said = page
        .getByRole("main")
        .getByText(/^[\d,]+ (finding|work item)s?$/)
        .first();
      await said.waitFor();
      return Number((await said.innerText()).replace(/\D/g, ""));
    },
    /** Opens a menu above the list; its panel. */
    menu: async (label: string): Promise<Locator> => {
      const panel = page.getByRole("group", { name: label, exact: true });
      if ((await panel.count()) === 0)
        await page
          .getByRole("search")
          .getByRole("button", { name: new RegExp(`^${label}`) })
          .click();
      await panel.waitFor();
      return panel;
    },
  };
}

/** Names and counts of the values in a menu. */
export async function readFacet(panel: Locator): Promise<{ name: string; count: number }[]> {
  await panel.locator("label").first().waitFor();
  return panel.locator("label").evaluateAll((labels) =>
    labels.map((label) => {
      const [name, count] = [...label.querySelectorAll("span")].map((part) => part.textContent);
      return { name: name ?? "", count: Number((count ?? "").replace(/\D/g, "")) };
    }),
  );
}

/** Presses keys one after the other, as fast as a person. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Says who decides, in the header. */
export async function sayWho(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /Say who you are|\(claimed\)/ }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: `${name} (claimed)` }).waitFor();
}

export const expectSoon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 5000, interval: 30 });

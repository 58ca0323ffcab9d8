import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { ClassifiedItem } from "#core/verdict";
import type { RunStore, StoredItem } from "#ports";
import { createRunStore } from "#stores/run-store";
import { makeClassified } from "../fixtures/items";

const opened: RunStore[] = [];
const open = (spillAfter: number): RunStore => {
  const store = createRunStore({ spillAfter });
  opened.push(store);
  return store;
};
afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())));

const stored = (key: string, position: number, title = key): StoredItem => ({
  ...makeClassified("tactical", { key, title }),
  position,
});

async function titlesOf(store: RunStore): Promise<string[]> {
  const titles: string[] = [];
  for await (const page of store.unsettled()) titles.push(...page.map(({ item }) => item.title));
  return titles;
}

describe.each([
  ["in memory", 1000],
  ["in a temporary file", 2],
])("A run %s", (_name, spillAfter) => {
  test("gives the items back in the order of the source, as often as asked", async () => {
    const store = open(spillAfter);
    await store.savePage([stored("A", 0), stored("B", 1)], []);
    await store.savePage([stored("C", 2), stored("D", 3)], []);
    expect(await titlesOf(store)).toEqual(["A", "B", "C", "D"]);
    expect(await titlesOf(store)).toEqual(["A", "B", "C", "D"]);
    expect(await store.count()).toBe(4);
  });

  test("keeps the later of two rows with one id, also within a page", async () => {
    const store = open(spillAfter);
    await store.savePage([stored("A", 0, "old"), stored("A", 1, "newer"), stored("B", 2)], []);
    await store.savePage([stored("A", 3, "newest")], []);
    expect(await titlesOf(store)).toEqual(["B", "newest"]);
    expect(await store.count()).toBe(2);
  });

  test("is not changed by a page that arrives twice or late", async () => {
    const store = open(spillAfter);
    const first = [stored("A", 0, "old"), stored("B", 1)];
    const second = [stored("A", 2, "new"), stored("C", 3)];
    for (const page of [first, second, first, second, first])
      await store.savePage(page, [{ file: "x.csv", line: 7, problem: "no title", remedy: "add one" }]);
    expect(await titlesOf(store)).toEqual(["B", "new", "C"]);
    expect(store.skipped()).toHaveLength(1);
  });

  test("gives the parents that items name, by key, id or former key, in the row that counts", async () => {
    const store = open(spillAfter);
    const named = (key: string, position: number, parent?: string): StoredItem => ({
      ...makeClassified("tactical", {
        key,
        title: `${key} of row ${position}`,
        aliases: [`former "${key}"\t`],
        ...(parent === undefined ? {} : { parent }),
      }),
      position,
    });
    await store.savePage([named("CHILD-1", 0, "TOP-1"), named("TOP-1", 1), named("TOP-2", 2), named("TOP-3", 3)], []);
    await store.savePage([named("CHILD-2", 4, 'former "TOP-3"\t'), named("TOP-1", 5), named("CHILD-3", 6, "GONE")], []);
    const titles: string[] = [];
    for await (const page of store.parents()) titles.push(...page.map(({ item }) => item.title));
    expect(titles).toEqual(["TOP-3 of row 3", "TOP-1 of row 5"]);
  });

  test("gives back the whole item and verdict, evidence included", async () => {
    const store = open(spillAfter);
    const items = [0, 1, 2].map((position) => ({ ...makeClassified("strategic", { key: `K-${position}` }), position }));
    await store.savePage(items, []);
    const read: ClassifiedItem[] = [];
    for await (const page of store.unsettled()) read.push(...page);
    expect(read).toEqual(items);
  });

  test("keeps every character of a title", async () => {
    const store = open(spillAfter);
    const titles = [
      "line\nbreak",
      "\u2028 separator",
      "emoji 🚲",
      "Zażółć 漢字 ÿ",
      "lone \ud83d half",
      '"quoted"',
      "nul \u0000",
    ];
    await store.savePage(
      titles.map((title, index) => stored(`K-${index}`, index, title)),
      [],
    );
    expect(await titlesOf(store)).toEqual(titles);
  });
});

test("What a run writes to disk has no name there, so that nothing is left behind however the process ends", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-store-"));
  const usual = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    const store = open(1);
    await store.savePage([stored("A", 0), stored("B", 1)], []);
    expect(readdirSync(folder)).toEqual([]);
    expect(await titlesOf(store)).toEqual(["A", "B"]);
  } finally {
    if (usual === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = usual;
    rmSync(folder, { recursive: true });
  }
});

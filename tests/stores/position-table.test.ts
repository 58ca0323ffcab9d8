import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPositionTable } from "#stores/position-table";

describe("A table of positions", () => {
  test("answers as a Map does, whatever the ids are", () => {
    const id = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.constantFrom("", "A", "a", "A\u0000", "\ud800"),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(id, fc.nat(1_000_000))), (pairs) => {
        const table = createPositionTable(2);
        const map = new Map(pairs);
        for (const [key, position] of pairs) table.set(key, position);
        expect(table.size).toBe(map.size);
        for (const [key, position] of map) expect(table.get(key)).toBe(position);
        expect(table.get("never set: longer than any id above, which has 40 units at most")).toBeUndefined();
      }),
      { seed: 11 },
    );
  });

  test("holds fifty thousand ids that differ in their last characters only", () => {
    const table = createPositionTable();
    for (let i = 0; i < 50_000; i += 1) table.set(`jira:acme:${i}`, i);
    for (let i = 0; i < 50_000; i += 1) if (table.get(`jira:acme:${i}`) !== i) throw new Error(`${i} is lost`);
    expect(table.get("jira:acme:50000")).toBeUndefined();
    expect(table.size).toBe(50_000);
  });

  test("takes an id of a million characters", () => {
    const table = createPositionTable(1);
    const long = "x".repeat(1_000_000);
    for (const [position, key] of [long, `${long}y`, "short", "shorter"].entries()) table.set(key, position);
    expect([table.get(long), table.get(`${long}y`), table.get("short")]).toEqual([0, 1, 2]);
  });
});

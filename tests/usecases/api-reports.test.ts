import { describe, expect, test } from "vitest";
import { createMemoryStore } from "#stores/memory-store";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem } from "../fixtures/items";
import { openApi } from "./api-session";
import { bug, createTeam, mia, oto, strategy } from "./team";

const OPS = { id: "OPS", name: "Operations" };

async function threeWeeks() {
  const team = createTeam();
  await team.audit([strategy(), bug()]);
  await team.audit([strategy({ people: { assignee: mia } }), bug()]);
  await team.audit([
    strategy({ people: { assignee: mia } }),
    bug({ people: { assignee: oto } }),
    strategy({ key: "OPS-1", scope: OPS }),
  ]);
  return { team, api: await openApi(team.store, { policy: TWO_ROLES }) };
}

describe("Reports", () => {
  test("are listed from the newest", async () => {
    const { api } = await threeWeeks();
    const { runs } = await api.call("listReports", {});
    expect(runs.map(({ id }) => id)).toEqual(["run-3", "run-2", "run-1"]);
    expect(runs.map(({ items }) => items)).toEqual([5, 4, 4]);
  });

  test("two are compared from the older to the newer, whichever is named first", async () => {
    const { api } = await threeWeeks();
    const compared = await api.call("compareRuns", { before: "run-1", after: "run-3" });
    expect(await api.call("compareRuns", { before: "run-3", after: "run-1" })).toEqual(compared);
    expect([compared.before.id, compared.after.id]).toEqual(["run-1", "run-3"]);
    const { runs } = await api.call("listReports", {});
    const fixed = runs.slice(0, 2).reduce((sum, run) => sum + run.fixed, 0);
    expect(compared.changes.fixed).toBe(fixed);
    expect(fixed).toBeGreaterThanOrEqual(2);
    expect(compared.byRule.find(({ id }) => id === "owner-role-mismatch")).toMatchObject({ before: 2, after: 1 });
    expect(compared.byScope.map(({ name, before, after }) => [name, before?.items, after?.items])).toEqual([
      ["Operations", undefined, 1],
      ["Payments", 4, 4],
    ]);
    expect(compared.byScope[0]).toMatchObject({ before: null, findingsBefore: 0 });
  });

  test("one with itself has no changes, and one that nobody remembers is not found", async () => {
    const { api } = await threeWeeks();
    const { changes } = await api.call("compareRuns", { before: "run-2", after: "run-2" });
    expect(changes).toEqual({ new: 0, returned: 0, fixed: 0, removed: 0 });
    await expect(api.call("compareRuns", { before: "run-1", after: "run-9" })).rejects.toMatchObject({
      kind: "not-found",
      message: expect.stringContaining("run-9") as string,
    });
  });

  test.each([
    ["html", "rolecall-2026-02-01.html", /^<!doctype html>/i],
    ["markdown", "rolecall-2026-02-01.md", /^# /],
    ["csv", "rolecall-2026-02-01.csv", /,/],
    ["json", "rolecall-2026-02-01.json", /^\{/],
  ] as const)("are made as %s, named by the day", async (format, name, begin) => {
    const { api } = await threeWeeks();
    const file = await api.call("renderReport", { format });
    expect(file.name).toBe(name);
    expect(file.text).toMatch(begin);
  });

  test("there is none before the first audit", async () => {
    const api = await openApi(createMemoryStore());
    expect(await api.call("listReports", {})).toEqual({ runs: [] });
    await expect(api.call("renderReport", { format: "html" })).rejects.toMatchObject({ kind: "not-found" });
  });
});

test("the set-up tells what the last audit read and what it lacked", async () => {
  const team = createTeam();
  await team.audit([makeItem({ key: "PAY-1", title: "Fix the login", people: { assignee: oto } })], {});
  const { gaps, sources, policyPath, database } = await (await openApi(team.store)).call("getSetup", {});
  expect(gaps.join(" ")).toContain("Nobody is listed as product manager or product owner in Payments");
  expect(sources).toEqual([{ name: "memory", kind: "file", items: 3, notices: [], unread: [] }]);
  expect([policyPath, database.bytes]).toEqual(["rolecall.config.json", null]);
});

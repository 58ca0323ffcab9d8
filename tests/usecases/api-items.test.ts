import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WorkItem } from "#core/model";
import type { TriageStore } from "#ports";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import type { ApiInput } from "#usecases/api/contract";
import type { ItemRow } from "#usecases/api/shapes";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem, person } from "../fixtures/items";
import { makeSqliteFile } from "../stores/databases";
import { type ApiSession, openApi } from "./api-session";
import { bug, createTeam, mia, strategy } from "./team";

const OPS = { id: "OPS", name: "Operations" };
const goal = makeItem({
  ...{ key: "GOAL-1", level: "initiative", type: "Initiative", people: { assignee: mia } },
  title: "Grow revenue in the enterprise market",
});
const backlog: WorkItem[] = [
  goal,
  strategy({ parent: "GOAL-1", aliases: ["PAY-1", "OLD-7"], labels: ["pricing"], priority: "High" }),
  bug({ parent: "OLD-7" }),
  makeItem({ key: "PAY-3", title: "Things", parent: "PAY-1" }),
  makeItem({
    key: "OPS-1",
    scope: OPS,
    type: "Task",
    title: "Upgrade the database driver",
    people: { assignee: person("Eng") },
  }),
  ...Array.from({ length: 23 }, (_, n) =>
    makeItem({ key: `OPS-${n + 100}`, scope: OPS, type: "Bug", title: `Fix the crash in screen ${n}` }),
  ),
  // One of each kind of people, so that there are many profiles with a single item.
  ...Array.from({ length: 30 }, (_, n) =>
    makeItem({
      key: `OPS-${n + 200}`,
      scope: OPS,
      type: "Bug",
      title: "Fix the login",
      people: { assignee: person(`P${n}`) },
    }),
  ),
];

const sqlite = await makeSqliteFile();
const stores: [string, () => Promise<TriageStore>][] = [
  ["in memory", () => Promise.resolve(createMemoryStore())],
  ["in SQLite", () => createSqliteStore(sqlite.at)],
];

afterAll(sqlite.remove);

describe.each(stores)("Items %s", (_name, open) => {
  let store: TriageStore;
  let api: ApiSession;
  beforeAll(async () => {
    store = await open();
    await createTeam(store).audit(backlog);
    api = await openApi(store, { policy: TWO_ROLES });
  });
  afterAll(() => store.close());

  const readAll = async (filter: ApiInput<"listItems">["filter"], limit: number): Promise<ItemRow[]> => {
    const rows: ItemRow[] = [];
    for (let after: string | undefined; ;) {
      const page = await api.call("listItems", { filter, limit, ...(after !== undefined && { after }) });
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      rows.push(...page.rows);
      expect(rows.length).toBeLessThanOrEqual(backlog.length + 2);
      if (page.next === null) return rows;
      after = page.next;
    }
  };

  test("come once each and in one order, whatever the size of the pages", async () => {
    const whole = await readAll({}, 200);
    expect(whole.map(({ key }) => key).sort()).toEqual(
      [...backlog, ...["PAY-8", "PAY-9"].map((key) => ({ key }))].map(({ key }) => key).sort(),
    );
    for (const limit of [1, 7, 40]) expect(await readAll({}, limit)).toEqual(whole);
    expect(whole.map(({ scope }) => scope.name)).toEqual(whole.map(({ scope }) => scope.name).sort());
    const levels = ["initiative", "epic", "story", "subtask"];
    const inPay = whole.filter(({ scope }) => scope.id === "PAY").map(({ level }) => levels.indexOf(level));
    expect(inPay).toEqual([...inPay].sort());
  });

  test.each([
    {},
    { scope: ["OPS"] },
    { focus: ["tactical" as const] },
    { focus: ["strategic" as const], level: ["epic" as const, "initiative" as const] },
    { responsibility: ["delivery" as const], scope: ["PAY"] },
    { scope: ["nowhere"] },
    { name: "OLD-7" },
    { name: "OLD-7", focus: ["tactical" as const] },
  ])("are as many as the list is long: %j", async (filter) => {
    const rows = await readAll(filter, 10);
    const counts = await api.call("countItems", { filter });
    expect(counts.total).toBe(rows.length);
    for (const [field, value] of Object.entries(filter))
      if (field !== "name")
        for (const row of rows) expect(value).toContain(field === "scope" ? row.scope.id : row[field as "focus"]);
  });

  test("a field is counted as if it did not narrow", async () => {
    const all = await api.call("countItems", {});
    const narrowed = await api.call("countItems", { filter: { scope: ["PAY"], focus: ["strategic"] } });
    expect(narrowed.scope.map(({ value }) => value).sort()).toEqual(["PAY"]);
    expect(narrowed.focus.reduce((sum, { count }) => sum + count, 0)).toBe(
      all.scope.find(({ value }) => value === "PAY")?.count,
    );
    expect(all.scope[0]).toEqual({ value: "OPS", name: "Operations", count: 54 });
  });

  test("a row has the focus that the audit settled, its parent's influence included", async () => {
    const list = (await api.call("getItem", { name: "PAY-2" })).verdict;
    expect(list.evidence.find(({ kind }) => kind === "parent")).toMatchObject({ phrase: "its parent PAY-1" });
    for (const focus of ["strategic", "tactical", "unclear"] as const)
      for (const row of await readAll({ focus: [focus] }, 200)) expect(row.focus).toBe(focus);
  });

  test("an item is found by its id, its key in any case and a former key", async () => {
    for (const name of ["PAY-1", "pay-1", "OLD-7", "file:test:PAY-1"]) {
      const { item } = await api.call("getItem", { name });
      expect(item).toMatchObject({ key: "PAY-1", labels: ["pricing"], priority: "High", owner: "Oto" });
    }
  });

  test("shows reasons that add up, the owner's role with its source, the parent, the children and the findings", async () => {
    const { verdict, owner, parent, children, childCount, findings } = await api.call("getItem", { name: "PAY-1" });
    const sum = verdict.evidence.reduce((all, { weight }) => all + Math.round(weight * 1000), 0);
    expect(sum).toBe(Math.round(verdict.score * 1000));
    expect(verdict.phrase).toMatch(/^Strategic · \d+ %$/);
    expect(verdict.flip).toMatch(/^[A-Z].*\.$/);
    expect(owner).toEqual({ name: "Oto", role: "product-owner", source: "entry", reason: "listed as product owner" });
    expect(parent?.key).toBe("GOAL-1");
    expect(children.map(({ key }) => key)).toEqual(["PAY-2", "PAY-3"]);
    expect(childCount).toBe(2);
    expect(findings.map(({ rule }) => rule)).toContain("owner-role-mismatch");
  });

  test("an owner whom nobody lists has no role, and an item may have no owner", async () => {
    expect((await api.call("getItem", { name: "OPS-1" })).owner).toMatchObject({ name: "Eng", source: "unlisted" });
    expect((await api.call("getItem", { name: "OPS-100" })).owner).toBeNull();
  });

  test("an item that nobody knows, and a place of another list, are refused with a remedy", async () => {
    await expect(api.call("getItem", { name: "PAY-404" })).rejects.toMatchObject({
      kind: "not-found",
      remedy: expect.stringContaining("audit") as string,
    });
    await expect(api.call("listItems", { after: "not a place" })).rejects.toMatchObject({ kind: "bad-input" });
  });
});

test("what a person says an item is wins, and what the machine said stays beside it", async () => {
  const team = createTeam();
  await team.audit(backlog);
  const api = await openApi(team.store, { policy: TWO_ROLES });
  await api.as("Dana");
  const before = await api.call("getItem", { name: "PAY-2" });
  expect(before.verdict.focus).toBe("tactical");
  const [finding] = (await api.call("getItem", { name: "PAY-2" })).findings;
  await api.call("decide", {
    act: { kind: "override", focus: "strategic", reason: "it is a bet on refunds" },
    selection: { ids: [finding?.id ?? ""] },
    asOf: before.asOf,
  });
  const { verdict, trail } = await api.call("getItem", { name: "PAY-2" });
  expect(verdict).toMatchObject({ focus: "strategic", phrase: "Strategic · set by a person" });
  expect(verdict.override).toMatchObject({ reason: "it is a bet on refunds", machine: before.verdict.phrase });
  expect(verdict.override?.by).toMatch(/claimed/);
  expect(verdict.evidence.some(({ kind }) => kind === "parent")).toBe(false);
  expect(trail.map(({ kind }) => kind)).toEqual(["override"]);
  await team.audit(backlog);
  const counts = await api.call("countItems", { filter: { name: "PAY-2" } });
  expect(counts.focus).toEqual([{ value: "strategic", name: "Strategic", count: 1 }]);
  const { rows } = await api.call("listItems", { filter: { focus: ["strategic"], scope: ["PAY"] } });
  expect(rows.map(({ key }) => key)).toContain("PAY-2");
});

test("before the first audit there is nothing", async () => {
  const api = await openApi(createMemoryStore());
  expect(await api.call("listItems", {})).toEqual({ rows: [], next: null });
  expect((await api.call("countItems", {})).total).toBe(0);
});

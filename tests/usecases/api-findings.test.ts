import { describe, expect, test } from "vitest";
import type { TriageStore } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { ForbiddenError } from "#ports";
import { answer } from "#usecases/api/index";
import { liveFindings } from "#usecases/decide";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem } from "../fixtures/items";
import { makeSqliteFile } from "../stores/databases";
import { openApi } from "./api-session";
import { bug, createTeam, oto, strategy } from "./team";

/** Ten strategic epics of the product owner and ten defects of the product manager. */
const backlog = [
  ...Array.from({ length: 10 }, (_, index) => strategy({ id: `file:test:S${index}`, key: `PAY-${100 + index}` })),
  ...Array.from({ length: 10 }, (_, index) => bug({ id: `file:test:B${index}`, key: `PAY-${20 + index}` })),
];

async function openAudited(store: TriageStore = createMemoryStore()) {
  const team = createTeam(store);
  await team.audit(backlog);
  return { team, store, api: await openApi(store, { policy: TWO_ROLES }) };
}

type Api = Awaited<ReturnType<typeof openAudited>>["api"];
async function listAll(api: Api, input: Parameters<typeof api.call<"listFindings">>[1]) {
  const rows = [];
  let after: string | undefined;
  do {
    const page = await api.call("listFindings", { ...input, limit: 3, ...(after === undefined ? {} : { after }) });
    rows.push(...page.rows);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return rows;
}

const stores: [string, () => Promise<{ store: TriageStore; remove: () => Promise<void> }>][] = [
  ["in memory", () => Promise.resolve({ store: createMemoryStore(), remove: () => Promise.resolve() })],
  [
    "in an SQLite file",
    async () => {
      const { at, remove } = await makeSqliteFile();
      const store = await createSqliteStore(at);
      return { store, remove: () => store.close().then(remove) };
    },
  ],
];

describe.each(stores)("The list of findings %s", (_name, make) => {
  const withStore =
    (work: (opened: Awaited<ReturnType<typeof openAudited>>) => Promise<void>): (() => Promise<void>) =>
    async () => {
      const { store, remove } = await make();
      try {
        await work(await openAudited(store));
      } finally {
        await remove();
      }
    };

  test(
    "has every finding once over its pages, in each order, and as many as it counts",
    withStore(async ({ api, store }) => {
      const all = (await liveFindings(store, "2026-02-01T09:00:00.000Z")).map(({ stored }) => stored.finding.id);
      for (const by of ["severity", "age", "scope", "rule"] as const)
        for (const reverse of [false, true]) {
          const ids = (await listAll(api, { sort: { by, reverse } })).map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect([...ids].sort()).toEqual([...all].sort());
        }
      expect((await api.call("countFindings", {})).total).toBe(all.length);
      const bySeverity = (await listAll(api, {})).map(({ severity }) => severity);
      expect(bySeverity).toEqual([...bySeverity].sort((a, b) => (a === "error" ? -1 : b === "error" ? 1 : 0)));
    }),
  );

  test(
    "counts keys as people do, finds words in any case and sets nothing apart by their signs",
    withStore(async ({ api }) => {
      const rows = await listAll(api, { filter: { rule: ["owner-role-mismatch"], text: "REFUND" } });
      expect(rows.map(({ subject }) => subject)).toEqual(Array.from({ length: 10 }, (_, index) => `PAY-${20 + index}`));
      expect(await listAll(api, { filter: { text: "%" } })).toEqual([]);
      expect((await listAll(api, { filter: { text: "pay-10" } })).length).toBeGreaterThan(9);
    }),
  );

  test(
    "counts for each field what another value of it would give",
    withStore(async ({ api }) => {
      const counts = await api.call("countFindings", { filter: { level: ["epic"], state: ["open"] } });
      expect(counts.level.map(({ value }) => value)).toEqual(expect.arrayContaining(["epic", "story"]));
      for (const { value, count } of counts.rule) {
        const rows = await listAll(api, { filter: { level: ["epic"], state: ["open"], rule: [value] } });
        expect(rows).toHaveLength(count);
      }
      expect(counts.total).toBe((await listAll(api, { filter: { level: ["epic"], state: ["open"] } })).length);
    }),
  );

  test(
    "moves what is decided on, brings it back by an undo, and agrees with what triage shows",
    withStore(async ({ api, store }) => {
      const [first, second] = (await api.call("listFindings", { filter: { text: "pay-1" } })).rows;
      const { asOf } = await api.call("countFindings", {});
      const decided = await api.call("decide", {
        act: { kind: "dismiss", reason: "agreed-exception", note: "Until the hand-over." },
        selection: { ids: [first?.id ?? "", second?.id ?? ""] },
        asOf,
      });
      expect(decided).toMatchObject({ count: 2, refused: [], stale: [] });
      const dismissed = await listAll(api, { filter: { state: ["dismissed"] } });
      expect(dismissed.map(({ id }) => id).sort()).toEqual([first?.id, second?.id].sort());
      const live = await liveFindings(store, api.context.now());
      const states = new Map(live.map(({ stored, state }) => [stored.finding.id, state]));
      for (const row of await listAll(api, {})) expect(row.state).toBe(states.get(row.id));
      expect((await api.call("undo", { decisions: decided.decisions })).count).toBe(2);
      expect(await listAll(api, { filter: { state: ["dismissed"] } })).toEqual([]);
      const again = await api.call("undo", { decisions: decided.decisions });
      expect(again).toMatchObject({ count: 0 });
      expect(again.refused).toHaveLength(2);
    }),
  );

  test(
    "keeps its counts right from decision to decision, whoever they are narrowed to",
    withStore(async ({ api, store }) => {
      await api.as("Oto");
      const counts = async (session: Api) =>
        Promise.all(
          [{}, { owner: "none" as const }, { owner: "me" as const }, { state: ["open" as const] }].map(
            async (filter) => {
              const { asOf: _asOf, ...counted } = await session.call("countFindings", { filter });
              return counted;
            },
          ),
        );
      await counts(api);
      const rows = await listAll(api, {});
      const taken: string[] = [];
      for (const [index, { id, item }] of rows.slice(0, 12).entries()) {
        const act =
          index % 3 === 0 && item
            ? ({ kind: "override", focus: item.focus === "tactical" ? "strategic" : "tactical", reason: "x" } as const)
            : index % 3 === 1
              ? ({ kind: "snooze", until: { date: "2026-05-01" } } as const)
              : ({ kind: "dismiss", reason: "rule-wrong", note: "x" } as const);
        const answered = await api.call("decide", { act, selection: { ids: [id] }, asOf: api.context.now() });
        taken.push(...answered.decisions);
        if (index % 4 === 3) await api.call("undo", { decisions: [taken.shift() ?? ""] });
        const fresh = await openApi(store, { policy: TWO_ROLES });
        await fresh.as("Oto");
        expect(await counts(api)).toEqual(await counts(fresh));
      }
    }),
  );

  test(
    "leaves out what a person reads otherwise, until the next audit or an undo",
    withStore(async ({ api, team }) => {
      const [row] = (await api.call("listFindings", { filter: { rule: ["owner-role-mismatch"], text: "pay-100" } }))
        .rows;
      const { asOf } = await api.call("countFindings", {});
      const act = { kind: "override", focus: "tactical", reason: "It is about the price page." } as const;
      const { decisions } = await api.call("decide", { act, selection: { ids: [row?.id ?? ""] }, asOf });
      const ids = async (): Promise<string[]> => (await listAll(api, {})).map(({ id }) => id);
      expect(await ids()).not.toContain(row?.id);
      await api.call("undo", { decisions });
      expect(await ids()).toContain(row?.id);
      await api.call("decide", { act, selection: { ids: [row?.id ?? ""] }, asOf: api.context.now() });
      await team.audit(backlog);
      expect(await ids()).not.toContain(row?.id);
    }),
  );

  test(
    "brings back what was set aside until a day, on that day",
    withStore(async ({ api }) => {
      const [row] = (await api.call("listFindings", {})).rows;
      await api.call("decide", {
        act: { kind: "snooze", until: { date: "2026-02-08" } },
        selection: { ids: [row?.id ?? ""] },
        asOf: api.context.now(),
      });
      expect(await listAll(api, { filter: { state: ["snoozed"] } })).toHaveLength(1);
      api.at("2026-02-08T00:00:00.000Z");
      expect(await listAll(api, { filter: { state: ["snoozed"] } })).toEqual([]);
      const [back] = await listAll(api, { filter: { mark: ["woken"] } });
      expect(back?.id).toBe(row?.id);
    }),
  );

  test(
    "takes in what others decided in the same database",
    withStore(async ({ api, team }) => {
      await api.call("countFindings", {});
      await team.decide({ kind: "dismiss", reason: "rule-wrong", note: "x" }, { names: ["PAY-100"] });
      const rows = await listAll(api, { filter: { state: ["dismissed"] } });
      expect(new Set(rows.map(({ subject }) => subject))).toEqual(new Set(["PAY-100"]));
    }),
  );
});

test("what somebody else decided since the list was read is told and left as it is", async () => {
  const { api, store } = await openAudited();
  const other = await openApi(store, { policy: TWO_ROLES, now: "2026-02-01T09:30:00.000Z" });
  await other.as("Mia");
  const { rows, asOf } = await api.call("listFindings", {});
  const [first, second] = rows;
  await other.call("decide", {
    act: { kind: "dismiss", reason: "transition", note: "Oto hands it over." },
    selection: { ids: [first?.id ?? ""] },
    asOf: other.context.now(),
  });
  api.at("2026-02-01T10:00:00.000Z");
  const answered = await api.call("decide", {
    act: { kind: "snooze", until: { date: "2026-03-01" } },
    selection: { ids: [first?.id ?? "", second?.id ?? ""] },
    asOf,
  });
  expect(answered.count).toBe(1);
  expect(answered.stale).toHaveLength(1);
  expect(answered.stale[0]?.why).toMatch(/Mia \(claimed\) decided since you looked: dismiss PAY-\d+.*Look at it again/);
  const after = await api.call("listFindings", {});
  expect(after.rows.find(({ id }) => id === first?.id)?.state).toBe("dismissed");
  // Who has looked again may decide.
  const again = await api.call("decide", {
    act: { kind: "snooze", until: { date: "2026-03-01" } },
    selection: { ids: [first?.id ?? ""] },
    asOf: after.asOf,
  });
  expect(again).toMatchObject({ count: 1, stale: [] });
});

test("a whole filter can be decided on but for some, shown first, and nothing is recorded by showing it", async () => {
  const { api, store } = await openAudited();
  const filter = { rule: ["owner-role-mismatch"], severity: ["warning" as const] };
  const rows = await listAll(api, { filter });
  const selection = { filter, except: [rows[0]?.id ?? ""] };
  const input = {
    act: { kind: "dismiss", reason: "dual-role", note: "x" } as const,
    selection,
    asOf: api.context.now(),
  };
  const shown = await api.call("decide", { ...input, isDryRun: true });
  expect(shown).toMatchObject({ count: rows.length - 1, decisions: [] });
  expect(await store.decisions()).toEqual([]);
  expect((await api.call("decide", input)).count).toBe(rows.length - 1);
  expect((await listAll(api, { filter: { ...filter, state: ["open"] } })).map(({ id }) => id)).toEqual([rows[0]?.id]);
});

test("an override may be meant for children and siblings, which are counted beforehand", async () => {
  const store = createMemoryStore();
  const team = createTeam(store);
  const child = (key: string) => bug({ id: `file:test:${key}`, key, parent: "PAY-1" });
  await team.audit([strategy(), child("PAY-31"), child("PAY-32"), child("PAY-33")]);
  const api = await openApi(store, { policy: TWO_ROLES });
  const find = async (text: string) =>
    (await api.call("listFindings", { filter: { text, rule: ["owner-role-mismatch"] } })).rows[0]?.id ?? "";
  const { finding } = await api.call("getFinding", { id: await find("pay-31") });
  expect(finding.relatives).toEqual({ children: 0, siblings: 2 });
  const { count } = await api.call("decide", {
    act: { kind: "override", focus: "strategic", reason: "A study.", withSiblings: true },
    selection: { ids: [finding.id] },
    asOf: api.context.now(),
  });
  expect(count).toBe(3);
});

test("every number of the overview is the length of the list behind it", async () => {
  const { api } = await openAudited();
  await api.as("Oto");
  const overview = await api.call("getOverview", {});
  const count = async (filter: Parameters<typeof api.call<"countFindings">>[1]["filter"]): Promise<number> =>
    (await listAll(api, { filter: { state: ["open"], ...filter } })).length;
  expect(overview.states.open).toBe(await count({}));
  expect(overview.openBySeverity.warning).toBe(await count({ severity: ["warning"] }));
  expect(overview.mine).toBe(await count({ owner: "me" }));
  expect(overview.mine).toBeGreaterThan(0);
  expect(overview.unowned).toBe(await count({ owner: "none" }));
  for (const { id, open } of overview.rules) expect(open).toBe(await count({ rule: [id] }));
  for (const { id, error, warning, info } of overview.scopes)
    expect(error + warning + info).toBe(await count({ scope: [id] }));
  expect(overview.attention).toHaveLength(5);
  expect(overview.trend).toHaveLength(1);
  expect(overview.run).toMatchObject({ items: 22, isComplete: true });
});

test("before the first audit everything is empty and nothing fails", async () => {
  const api = await openApi(createMemoryStore());
  expect(await api.call("getCapabilities", {})).toMatchObject({ hasData: false, host: "local" });
  expect(await api.call("getOverview", {})).toMatchObject({ run: null, attention: [], trend: [], mine: null });
  expect(await api.call("listFindings", {})).toMatchObject({ rows: [], next: null });
  expect(await api.call("countFindings", {})).toMatchObject({ total: 0, rule: [] });
  expect(await api.call("listTrail", {})).toEqual({ rows: [], next: null, total: 0 });
});

test("the trail has the newest first, in words, page by page, and finds them again", async () => {
  const { api } = await openAudited();
  await api.as("Mia");
  const rows = await listAll(api, { filter: { rule: ["owner-role-mismatch"] } });
  for (const { id } of rows.slice(0, 5))
    await api.call("decide", {
      act: { kind: "dismiss", reason: "rule-wrong", note: `because of ${id}` },
      selection: { ids: [id] },
      asOf: api.context.now(),
    });
  const first = await api.call("listTrail", { limit: 2 });
  expect(first).toMatchObject({ total: 5 });
  expect(first.rows[0]).toMatchObject({ by: "Mia (claimed)", kind: "dismiss", finding: rows[4]?.id, refusal: null });
  expect(first.rows[0]?.what).toMatch(/^dismiss PAY-\d+ · owner-role-mismatch: The rule is wrong about it/);
  const rest = await api.call("listTrail", { limit: 10, after: first.next ?? "" });
  expect(rest.rows.map(({ finding }) => finding)).toEqual(
    rows
      .slice(0, 3)
      .map(({ id }) => id)
      .reverse(),
  );
  expect(rest.next).toBeNull();
  const found = await api.call("listTrail", { text: rows[2]?.id ?? "" });
  expect(found).toMatchObject({ total: 1, next: null });
  await api.as("Oto");
  expect(await api.call("listTrail", { isMine: true })).toMatchObject({ total: 0 });
});

test("who may not decide on their own items is told so, in the list and by the answer", async () => {
  const store = createMemoryStore();
  await createTeam(store).audit(backlog);
  const api = await openApi(store, { policy: { ...TWO_ROLES, triage: { ownFindings: "refused" } } });
  await api.as("Oto");
  const [row] = (await api.call("listFindings", { filter: { owner: "me" } })).rows;
  const { finding } = await api.call("getFinding", { id: row?.id ?? "" });
  expect(finding.refusals.dismiss).toMatch(/their own items/);
  expect(finding.refusals.reassign).toBeNull();
  const answered = await api.call("decide", {
    act: { kind: "dismiss", reason: "rule-wrong", note: "x" },
    selection: { ids: [row?.id ?? ""] },
    asOf: api.context.now(),
  });
  expect(answered).toMatchObject({ count: 0, decisions: [] });
  expect(answered.refused[0]?.why).toMatch(/their own items/);
});

test("a new owner is found by a part of the name, and a plan names nobody who is not known", async () => {
  const { api } = await openAudited();
  const { people } = await api.call("findPeople", { text: "mi" });
  expect(people.map(({ name }) => name)).toContain("Mia");
  const [row] = (await api.call("listFindings", { filter: { text: "pay-100" } })).rows;
  const plan = (to: string) =>
    api.call("decide", {
      act: { kind: "reassign", to },
      selection: { ids: [row?.id ?? ""] },
      asOf: api.context.now(),
    });
  await expect(plan("p-000000000000")).rejects.toThrow(/nobody/i);
  expect((await plan(people.find(({ name }) => name === "Mia")?.ref ?? "")).count).toBe(1);
  expect((await listAll(api, { filter: { state: ["planned"] } })).map(({ id }) => id)).toEqual([row?.id]);
});

test("input without the shape of a procedure is refused with the field, an unknown one and a stranger are, too", async () => {
  const { api } = await openAudited();
  await expect(answer("listFindings", { filter: { owner: "Oto" } }, api.context)).rejects.toMatchObject({
    kind: "bad-input",
    issues: [expect.stringContaining("filter.owner") as string],
  });
  await expect(answer("dropEverything", {}, api.context)).rejects.toMatchObject({ kind: "not-found" });
  await expect(answer("constructor", {}, api.context)).rejects.toMatchObject({ kind: "not-found" });
  const viewer = { ...api.context, permissions: ["view" as const] };
  await expect(answer("undo", { decisions: ["d"] }, viewer)).rejects.toThrow(ForbiddenError);
  await expect(api.call("listFindings", { filter: { owner: "me" } })).rejects.toMatchObject({ kind: "bad-input" });
  await expect(api.call("listFindings", { after: "rubbish" })).rejects.toMatchObject({ kind: "bad-input" });
  await expect(api.call("getFinding", { id: "no|such" })).rejects.toMatchObject({ kind: "not-found" });
});

test("a selection is put in words, and in JQL where all of it is in Jira", async () => {
  const store = createMemoryStore();
  const team = createTeam(store);
  await team.audit([
    strategy({ id: "jira:acme:1", tracker: "jira" }),
    makeItem({ key: "PAY-3", people: { assignee: oto } }),
  ]);
  const api = await openApi(store, { policy: TWO_ROLES });
  const described = await api.call("describeSelection", { filter: { rule: ["owner-role-mismatch"], state: ["open"] } });
  expect(described).toEqual({ text: "state:open rule:owner-role-mismatch", jql: 'key in ("PAY-1")' });
  expect(described.jql).not.toContain("PAY-9");
  await team.audit([strategy(), bug({ id: "jira:acme:2", tracker: "jira" })]);
  expect((await api.call("describeSelection", {})).jql).toBeNull();
});

test("a time that is over already sets nothing aside, and is said to be", async () => {
  const { api, store } = await openAudited();
  const [row] = (await api.call("listFindings", {})).rows;
  const decide = (act: Parameters<typeof api.call<"decide">>[1]["act"]) =>
    api.call("decide", { act, selection: { ids: [row?.id ?? ""] }, asOf: api.context.now() });
  for (const date of ["2020-01-01", "2026-02-01"])
    await expect(decide({ kind: "snooze", until: { date } })).rejects.toThrow(/over already/);
  await expect(decide({ kind: "dismiss", reason: "rule-wrong", note: "x", until: "2026-01-31" })).rejects.toThrow(
    /over already/,
  );
  expect(await store.decisions()).toEqual([]);
});

test("while the policy cannot be used nobody decides, because it may say who may", async () => {
  const { store } = await openAudited();
  const api = await openApi(store, { policy: { ...TWO_ROLES, triage: { approvers: ["Mia"], ownFindings: "maybe" } } });
  expect((await api.call("getCapabilities", {})).policyIssues).toEqual([
    expect.stringContaining("ownFindings") as string,
  ]);
  const [row] = (await api.call("listFindings", {})).rows;
  const decide = api.call("decide", {
    act: { kind: "dismiss", reason: "rule-wrong", note: "x" },
    selection: { ids: [row?.id ?? ""] },
    asOf: api.context.now(),
  });
  await expect(decide).rejects.toMatchObject({ kind: "bad-input", remedy: expect.stringContaining("Mend") as string });
});

test("whoever looks learns from one text that something was decided or audited", async () => {
  const { api, team } = await openAudited();
  const state = async (): Promise<string> => (await api.call("getCapabilities", {})).state;
  const first = await state();
  expect(await state()).toBe(first);
  await team.decide({ kind: "dismiss", reason: "rule-wrong", note: "x" }, { names: ["PAY-100"] });
  const second = await state();
  expect(second).not.toBe(first);
  await team.audit(backlog);
  expect(await state()).not.toBe(second);
});

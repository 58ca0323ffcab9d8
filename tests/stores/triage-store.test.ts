import { afterEach, describe, expect, test } from "vitest";
import type { StoredFinding, TriageStore } from "#ports";
import { createMysqlStore } from "#stores/dialects/mysql";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import { makeForgeDatabase, ON_FORGE_SQL, openForgeStore } from "../forge/emulated-sql";
import { makeMysqlDatabase, makeSqliteFile, mysqlServer, ON_MYSQL, type TestDatabase } from "./databases";
import { instant, makeDecision, makeGone, makeRun, makeStored } from "./triage-samples";

/** What every triage store promises, whatever holds its rows. */

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const opened = (store: TriageStore): TriageStore => {
  cleanups.push(() => store.close());
  return store;
};
async function placed(make: () => Promise<TestDatabase>): Promise<string> {
  const database = await make();
  cleanups.push(() => database.remove());
  return database.at;
}

const SCOPE = {
  ...{ items: 500, strategic: 20, tactical: 460, unclear: 20, mode: "separate" as const },
  ...{
    modeReason: "a product manager and a product owner are listed",
    productManagers: ["p-1"],
    productOwners: ["p-2"],
  },
  ...{ findings: { error: 1, warning: 2, info: 3 }, responsibilities: { delivery: 100, "user-stories": 200 } },
  ownership: { strategic: { "product-manager": 10 }, tactical: { "product-owner": 400, other: 60 } },
  balance: { suggests: null, sentence: "Most of it is tactical, which suggests a product owner." },
};

type Filter = Parameters<TriageStore["findings"]>[0];
async function readAll(store: TriageStore, filter?: Filter): Promise<StoredFinding[]> {
  const all: StoredFinding[] = [];
  for await (const page of store.findings(filter)) all.push(...page);
  return all;
}
const idsOf = async (store: TriageStore, filter?: Filter): Promise<string[]> =>
  (await readAll(store, filter)).map(({ finding }) => finding.id);

/** Everything that a store holds. */
const contentsOf = async (store: TriageStore) => ({
  decisions: await store.decisions(),
  findings: await readAll(store),
  runs: await store.runs(),
  people: await store.people(),
});

/** Ids that a database may take for one another. */
const LOOKALIKES = [
  "a",
  "A",
  "a ",
  " a",
  "ä",
  "a\u0308",
  "Ä",
  "ß",
  "ss",
  "İ",
  "i",
  "🚲",
  "🚴",
  "漢字",
  "a\tb",
  'quote"\\',
  "%_",
];

function promises(create: () => Promise<TriageStore>): void {
  const open = async (): Promise<TriageStore> => opened(await create());

  test("a finding that is seen again as it was keeps everything but when it was seen", async () => {
    const store = await open();
    await store.saveFindings([makeStored("f"), makeStored("g")]);
    await store.touchFindings(["f", "unknown"], instant(9));
    expect(await store.findingsOf(["f"])).toEqual([{ ...makeStored("f"), lastSeen: instant(9) }]);
    expect(await store.findingsOf(["g"])).toEqual([makeStored("g")]);
    await store.saveFindings([makeStored("f")]);
    expect(await store.findingsOf(["f"])).toEqual([makeStored("f")]);
  });

  test("is empty at first", async () => {
    const store = await open();
    expect(await contentsOf(store)).toEqual({ decisions: [], findings: [], runs: [], people: new Map() });
    expect((await store.findingsOf(["x"]))[0]).toBeUndefined();
    expect(await store.erasePerson("person:1")).toBe(false);
    expect(await store.purgeBefore(instant(99))).toEqual({ runs: 0, findings: 0 });
  });

  test("keeps who is in which group, by reference, until somebody asks again or everything is purged", async () => {
    const store = await open();
    expect(await store.memberships()).toBeNull();
    const first = { asOf: instant(1), groups: { "pm guild": [{ refs: ["p-1"] }], PO: [{ scope: "PAY", refs: [] }] } };
    await store.saveMemberships(first);
    expect(await store.memberships()).toEqual(first);
    await store.saveMemberships({ asOf: instant(2), groups: {} });
    expect(await store.memberships()).toEqual({ asOf: instant(2), groups: {} });
    await store.purgeAll();
    expect(await store.memberships()).toBeNull();
  });

  test("keeps audits of a site with thousands of scopes, and gives back a hundred of them", async () => {
    const store = await open();
    const [scope] = makeRun("r", 0).report.scopes;
    const scopes = Array.from({ length: 2_000 }, (_, number) => ({
      ...{ ...SCOPE, ...scope, id: `jira:acme:S${number}`, name: `Space number ${number}` },
    }));
    const run = makeRun("large", 1);
    await store.saveRun({ ...run, report: { ...run.report, scopes } });
    expect((await store.runs(1))[0]?.report.scopes).toEqual(scopes);
    for (let number = 2; number < 22; number += 1) await store.saveRun({ ...run, id: `run ${number}` });
    expect(await store.runs(100)).toHaveLength(21);
  });

  test("takes lists without an entry", async () => {
    const store = await open();
    await Promise.all([store.addDecisions([]), store.saveFindings([]), store.savePeople([])]);
    expect(await readAll(store)).toEqual([]);
  });

  test("gives back everything as it was saved, and the same calls twice change nothing", async () => {
    const store = await open();
    const save = async (): Promise<void> => {
      await store.addDecisions([makeDecision("d1"), makeDecision("d2", instant(1))]);
      await store.saveFindings([makeStored("f1"), makeStored("f2", { item: null, facts: null }), makeGone("f3", 4)]);
      await store.saveRun(makeRun("r1", 0));
      await store.savePeople([{ ref: "person:1", name: "Ada Lovelace" }]);
    };
    await save();
    const once = await contentsOf(store);
    await save();
    expect(await contentsOf(store)).toEqual(once);
    expect(once).toEqual({
      decisions: [makeDecision("d1"), makeDecision("d2", instant(1))],
      findings: [makeStored("f1"), makeStored("f2", { item: null, facts: null }), makeGone("f3", 4)],
      runs: [makeRun("r1", 0)],
      people: new Map([["person:1", { ref: "person:1", name: "Ada Lovelace" }]]),
    });
    expect((await store.findingsOf(["f2"]))[0]).toEqual(makeStored("f2", { item: null, facts: null }));
  });

  test("gives decisions in the order in which they were made, whatever order they came in", async () => {
    const store = await open();
    await store.addDecisions([makeDecision("c", instant(2)), makeDecision("b", instant(1))]);
    await store.addDecisions([makeDecision("d", instant(1)), makeDecision("a", instant(3))]);
    await store.addDecisions([
      makeDecision("late", "2026-01-01T00:01:00.5Z"),
      makeDecision("e", "2026-01-01T00:01:00Z"),
    ]);
    expect((await store.decisions()).map(({ id }) => id)).toEqual(["b", "d", "e", "late", "c", "a"]);
  });

  test("never changes a decision that it has, also not within one call", async () => {
    const store = await open();
    await store.addDecisions([makeDecision("d", instant(0), "first"), makeDecision("d", instant(1), "second")]);
    await store.addDecisions([makeDecision("d", instant(2), "third"), makeDecision("e", instant(3))]);
    expect(await store.decisions()).toEqual([makeDecision("d", instant(0), "first"), makeDecision("e", instant(3))]);
  });

  test("keeps every kind of decision", async () => {
    const store = await open();
    const { id: _id, at: _at, ...rest } = makeDecision("x");
    const base = { by: rest.by, isClaimed: true, ruleset: "abc" };
    const about = { finding: "f", rule: "r", kind: "k", owner: null, ownerRole: null, names: ["PAY-1"] };
    const decisions = [
      { ...base, id: "1", at: instant(1), kind: "dismiss", about, reason: "rule-wrong", note: "n", until: null },
      { ...base, id: "2", at: instant(2), kind: "snooze", about, until: { date: "2026-02-01" }, note: "" },
      { ...base, id: "3", at: instant(3), kind: "reassign", about, to: "person:1", note: "" },
      {
        ...base,
        id: "4",
        at: instant(4),
        kind: "override",
        item: { id: "i", names: [] },
        focus: "tactical",
        reason: "r",
      },
      { ...base, id: "5", at: instant(5), kind: "undo", of: "4", note: "" },
    ] as const;
    await store.addDecisions(decisions as unknown as Parameters<TriageStore["addDecisions"]>[0]);
    expect(await store.decisions()).toEqual(decisions);
  });

  test("replaces a finding and a run that it has; of two in one call the later counts", async () => {
    const store = await open();
    await store.saveFindings([makeStored("f"), makeStored("f", { lastSeen: instant(6) })]);
    await store.saveFindings([makeStored("g"), makeGone("f", 7)]);
    await store.saveFindings([makeGone("g", 7)]);
    await store.saveFindings([makeStored("g")]);
    await store.saveRun(makeRun("r", 0));
    await store.saveRun(makeRun("r", 3));
    expect(await readAll(store)).toEqual([makeGone("f", 7), makeStored("g")]);
    expect(await idsOf(store, { present: true })).toEqual(["g"]);
    expect(await store.runs()).toEqual([makeRun("r", 3)]);
  });

  test("finds what is present, what is gone, and what is gone since an instant, that instant included", async () => {
    const store = await open();
    await store.saveFindings([
      makeStored("p1"),
      makeGone("g1", 1),
      makeGone("g2", 2),
      makeGone("g3", 3),
      makeStored("p2"),
    ]);
    expect(await idsOf(store)).toEqual(["g1", "g2", "g3", "p1", "p2"]);
    expect(await idsOf(store, { present: true })).toEqual(["p1", "p2"]);
    expect(await idsOf(store, { present: false })).toEqual(["g1", "g2", "g3"]);
    expect(await idsOf(store, { goneSince: instant(2) })).toEqual(["g2", "g3"]);
    expect(await idsOf(store, { goneSince: "2026-01-01T00:02:00Z" })).toEqual(["g2", "g3"]);
    expect(await idsOf(store, { present: false, goneSince: instant(3) })).toEqual(["g3"]);
    expect(await idsOf(store, { present: true, goneSince: instant(0) })).toEqual([]);
  });

  test("gives runs newest first, and no more than asked for", async () => {
    const store = await open();
    for (const [id, minute] of [
      ["b", 5],
      ["a", 5],
      ["c", 1],
      ["d", 9],
    ] as const)
      await store.saveRun(makeRun(id, minute));
    expect((await store.runs()).map(({ id }) => id)).toEqual(["d", "b", "a", "c"]);
    expect((await store.runs(2)).map(({ id }) => id)).toEqual(["d", "b"]);
    expect(await store.runs(0)).toEqual([]);
  });

  test("forgets an erased person for good", async () => {
    const store = await open();
    const [ada, grace] = [
      { ref: "person:1", name: "Ada" },
      { ref: "person:2", name: "Grace" },
    ];
    await store.savePeople([ada, grace]);
    expect(await store.erasePerson("person:1")).toBe(true);
    expect(await store.erasePerson("person:1")).toBe(false);
    await store.savePeople([ada, { ...grace, name: "Grace Hopper" }]);
    expect([...(await store.people()).values()]).toEqual([{ ref: "person:2", name: "Grace Hopper" }]);
    expect(await store.erasePerson("person:3")).toBe(false);
  });

  test("purges what is older than an instant and keeps what is not, and every decision", async () => {
    const store = await open();
    await store.addDecisions([makeDecision("d", "2020-01-01T00:00:00Z")]);
    await store.savePeople([{ ref: "person:1", name: "Ada" }]);
    await store.saveFindings([
      makeStored("present", { lastSeen: instant(0) }),
      makeGone("before", 4),
      makeGone("at", 5),
      makeGone("after", 6),
    ]);
    for (const minute of [3, 4, 5]) await store.saveRun(makeRun(`finished at ${minute + 1}`, minute));
    expect(await store.purgeBefore(instant(5))).toEqual({ runs: 1, findings: 1 });
    expect(await store.purgeBefore("2026-01-01T00:05:00Z")).toEqual({ runs: 0, findings: 0 });
    expect(await idsOf(store)).toEqual(["after", "at", "present"]);
    expect((await store.runs()).map(({ id }) => id)).toEqual(["finished at 6", "finished at 5"]);
    expect(await store.decisions()).toHaveLength(1);
    expect((await store.people()).size).toBe(1);
  });

  test("never purges the newest run, nor a finding that is there", async () => {
    const store = await open();
    await store.saveFindings([makeStored("present"), makeGone("gone", 1)]);
    for (const [id, minute] of [
      ["older", 1],
      ["a", 2],
      ["newest", 2],
    ] as const)
      await store.saveRun(makeRun(id, minute));
    expect(await store.purgeBefore(instant(99))).toEqual({ runs: 2, findings: 1 });
    expect(await store.purgeBefore(instant(99))).toEqual({ runs: 0, findings: 0 });
    expect((await store.runs()).map(({ id }) => id)).toEqual(["newest"]);
    expect(await idsOf(store)).toEqual(["present"]);
  });

  test("deletes everything on request, erased persons too, and can be filled again", async () => {
    const store = await open();
    const ada = { ref: "person:1", name: "Ada" };
    await store.addDecisions([makeDecision("d")]);
    await store.saveFindings([makeStored("f"), makeGone("g", 1)]);
    await store.saveRun(makeRun("r", 0));
    await store.savePeople([ada]);
    await store.erasePerson(ada.ref);
    await store.purgeAll();
    expect(await contentsOf(store)).toEqual({ decisions: [], findings: [], runs: [], people: new Map() });
    await store.savePeople([ada]);
    expect((await store.people()).get(ada.ref)).toEqual(ada);
  });

  test("keeps ids apart that look alike, and every character of a text", async () => {
    const store = await open();
    const findings = LOOKALIKES.map((id, index) =>
      makeStored(id, { names: [id, `${index}`], firstSeen: instant(index) }),
    );
    await store.saveFindings(findings);
    await store.addDecisions(LOOKALIKES.map((id) => makeDecision(id, instant(1), `${id} \u2028 \u0000 \ud83d 👩‍🚀\n`)));
    await store.savePeople(LOOKALIKES.map((id) => ({ ref: id, name: `Zażółć ${id} 👩‍🚀` })));
    for (const stored of findings) expect((await store.findingsOf([stored.finding.id]))[0]).toEqual(stored);
    expect(new Set(await idsOf(store))).toEqual(new Set(LOOKALIKES));
    expect(await idsOf(store)).toHaveLength(LOOKALIKES.length);
    expect((await store.decisions()).map(({ id }) => id)).toEqual([...LOOKALIKES].sort());
    expect(await store.decisions()).toContainEqual(makeDecision("🚲", instant(1), "🚲 \u2028 \u0000 \ud83d 👩‍🚀\n"));
    expect((await store.people()).get("a\u0308")).toEqual({ ref: "a\u0308", name: "Zażółć a\u0308 👩‍🚀" });
    expect((await store.people()).size).toBe(LOOKALIKES.length);
    expect(await store.erasePerson("A")).toBe(true);
    expect((await store.people()).has("a")).toBe(true);
  });

  test("takes ids of 400 characters that differ in the last", async () => {
    const store = await open();
    const ids = ["x", "y", "🚲"].map((end) => `${"漢".repeat(398)}${end}`);
    await store.saveFindings(ids.map((id) => makeStored(id)));
    await store.addDecisions(ids.map((id) => makeDecision(id)));
    expect(new Set(await idsOf(store))).toEqual(new Set(ids));
    expect(await store.decisions()).toHaveLength(3);
  });

  test("takes a finding of 200 kB, between small ones", async () => {
    const store = await open();
    const large = makeStored("large", { names: ['"ü\\🚲 '.repeat(30_000)] });
    await store.saveFindings([makeStored("a"), large, makeStored("z")]);
    expect((await store.findingsOf(["large"]))[0]).toEqual(large);
    expect(await idsOf(store)).toEqual(["a", "large", "z"]);
  });

  test("pages through 5,000 findings without loss or repetition, also while some are saved", async () => {
    const store = await open();
    const ids = Array.from({ length: 5_000 }, (_, index) => `rule|${String(index).padStart(6, "0")}`);
    await store.saveFindings(ids.map((id, index) => (index % 5 === 0 ? makeGone(id, index) : makeStored(id))));
    const read: string[] = [];
    let largest = 0;
    for await (const page of store.findings()) {
      largest = Math.max(largest, page.length);
      read.push(...page.map(({ finding }) => finding.id));
      await store.saveFindings(page.slice(0, 1));
    }
    expect(read).toEqual(ids);
    expect(largest).toBeLessThanOrEqual(500);
    expect(await idsOf(store, { present: false })).toEqual(ids.filter((_, index) => index % 5 === 0));
    expect(await idsOf(store, { present: true })).toHaveLength(4_000);
    expect(await idsOf(store, { goneSince: instant(2_500) })).toHaveLength(500);
  });

  test("gives whoever asks values of their own", async () => {
    const store = await open();
    const stored = makeStored("f");
    await store.saveFindings([stored]);
    stored.firstSeen = instant(99);
    const first = (await store.findingsOf(["f"]))[0];
    if (first) first.lastSeen = instant(99);
    expect((await store.findingsOf(["f"]))[0]).toEqual(makeStored("f"));
  });

  test("takes calls that do not wait for one another", async () => {
    const store = await open();
    const ids = Array.from({ length: 20 }, (_, index) => `d${String(index).padStart(2, "0")}`);
    await Promise.all(
      ids.flatMap((id) => [store.addDecisions([makeDecision(id)]), store.saveFindings([makeStored(id)])]),
    );
    expect((await store.decisions()).map(({ id }) => id)).toEqual(ids);
    expect(await idsOf(store)).toEqual(ids);
  });
}

function promisesOfDatabases(make: () => Promise<TestDatabase>, openAt: (at: string) => Promise<TriageStore>): void {
  promises(async () => openAt(await placed(make)));

  test("lets one audit at a time write, unless the other is dead or long over", async () => {
    const store = await openAt(await placed(make));
    const alive = (name: string) => ({ name, mayLive: () => true });
    const release = await store.lease(alive("a/1"), instant(0));
    await expect(store.lease(alive("b/2"), instant(1))).rejects.toThrow(/Another audit is writing to .* \(a\/1\)/);
    await release();
    await store.lease(alive("b/2"), instant(1));
    // One that was killed gave nothing back.
    const later = await store.lease({ name: "c/3", mayLive: (name) => name !== "b/2" }, instant(2));
    await expect(store.lease(alive("d/4"), instant(3))).rejects.toThrow(/\(c\/3\)/);
    await store.lease(alive("d/4"), new Date(Date.parse(instant(2)) + 7 * 3_600_000).toISOString());
    // What was taken over is not given back by the one before.
    await later();
    await expect(store.lease(alive("e/5"), instant(4))).rejects.toThrow(/\(d\/4\)/);
  });

  test("keeps everything over a restart", async () => {
    const at = await placed(make);
    const first = await openAt(at);
    await first.addDecisions([makeDecision("d")]);
    await first.saveFindings([makeStored("f")]);
    await first.saveRun(makeRun("r", 0));
    await first.savePeople([
      { ref: "person:1", name: "Ada" },
      { ref: "person:2", name: "Grace" },
    ]);
    await first.erasePerson("person:2");
    const before = await contentsOf(first);
    await first.close();
    const second = opened(await openAt(at));
    expect(await contentsOf(second)).toEqual(before);
    await second.savePeople([{ ref: "person:2", name: "Grace" }]);
    expect((await second.people()).has("person:2")).toBe(false);
  });

  test("may be opened and written several times at once", async () => {
    const at = await placed(make);
    const stores = (await Promise.all([1, 2, 3, 4].map(() => openAt(at)))).map(opened);
    await Promise.all(
      stores.map(async (store, number) => {
        for (let index = 0; index < 10; index += 1) {
          await store.addDecisions([makeDecision(`${number}-${index}`), makeDecision(`shared-${index}`)]);
          await store.saveFindings([makeStored(`${number}-${index}`), makeStored("shared")]);
        }
      }),
    );
    for (const store of stores) {
      expect(await store.decisions()).toHaveLength(50);
      expect(await idsOf(store)).toHaveLength(41);
    }
  });

  test("takes the same findings from several at once, in whatever order each has them", async () => {
    const at = await placed(make);
    const stores = (await Promise.all([1, 2, 3, 4].map(() => openAt(at)))).map(opened);
    const findings = Array.from({ length: 600 }, (_, index) => makeStored(`f${String(index).padStart(3, "0")}`));
    const orders = [findings, [...findings].reverse(), [...findings.slice(300), ...findings.slice(0, 300)], findings];
    for (let round = 0; round < 3; round += 1)
      await Promise.all(stores.map((store, number) => store.saveFindings(orders[number] ?? [])));
    expect(await idsOf(stores[0] ?? createMemoryStore())).toEqual(findings.map(({ finding }) => finding.id));
  });
}

describe("A triage store in memory", () => promises(() => Promise.resolve(createMemoryStore())));

describe("A triage store in an SQLite file", () => promisesOfDatabases(makeSqliteFile, createSqliteStore));

describe.skipIf(!mysqlServer)(`A triage store ${ON_MYSQL}`, () =>
  promisesOfDatabases(makeMysqlDatabase, createMysqlStore),
);

describe.skipIf(!mysqlServer)(`A triage store ${ON_FORGE_SQL}`, () =>
  promisesOfDatabases(makeForgeDatabase, openForgeStore),
);

import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { createJiraWriter } from "#adapters/jira/write";
import { compileRuleset, type Ruleset } from "#core/classify/classify";
import type { PolicyInput } from "#core/config";
import type { WorkItem } from "#core/model";
import { loadPolicy } from "#core/policy-check";
import { SEVERITIES } from "#core/severity";
import type { TriageStore } from "#ports";
import { createSqliteStore } from "#stores/dialects/sqlite";
import { createMemoryStore } from "#stores/memory-store";
import { openBacklogItems } from "#usecases/api/backlog-items";
import { type ApiContext, createMemo } from "#usecases/api/context";
import { liveFindings } from "#usecases/decide";
import { type PropertyWriter, publishSearch, unpublish } from "#usecases/publish-search";
import { restTo } from "../adapters-jira/rest-to-site";
import { TWO_ROLES } from "../fixtures/audit-items";
import { makeItem, person } from "../fixtures/items";
import { makeSqliteFile, type TestDatabase } from "../stores/databases";
import { type JiraServer, startJira } from "../trackers/jira/server";
import { createJiraSite } from "../trackers/jira/site";
import { createTeam } from "./team";

const SEARCH = ["off", "focus", "focus-and-finding"] as const;
type Search = (typeof SEARCH)[number];
const TITLES = [
  "Define the pricing strategy for enterprise customers",
  "Fix null pointer exception in the refund endpoint",
  "Product vision and roadmap for 2027",
  "Add export button to the invoice table",
  "Things",
];
const NUMBERS = Array.from({ length: 8 }, (_, index) => 10_001 + index);

const base = compileRuleset(loadPolicy(TWO_ROLES));
const inputOf = (pay: Search, ops: Search): PolicyInput => ({
  ...TWO_ROLES,
  scopes: { PAY: { search: pay }, Operations: { search: ops } },
});
/** What is published changes nothing of what is judged. */
const rulesetOf = (pay: Search, ops: Search): Ruleset => ({ ...base, policy: loadPolicy(inputOf(pay, ops)) });

const itemOf = (
  number: number,
  over: { title: string; scope: "PAY" | "OPS"; owner: string; parent?: number },
): WorkItem =>
  makeItem({
    ...{ id: `jira:acme:${number}`, key: `${over.scope}-${number}`, tracker: "jira", aliases: [] },
    ...{ title: over.title, level: over.parent ? "story" : "epic", people: { assignee: person(over.owner) } },
    scope: { id: `jira:acme:${over.scope}`, name: over.scope === "PAY" ? "Payments" : "Operations" },
    ...(over.parent !== undefined && { parent: `jira:acme:${over.parent}` }),
  });

/** A store, a site with the same items, and audits of them. */
function createWorld(store: TriageStore, server: JiraServer) {
  const team = createTeam(store);
  const { site } = server;
  const writer = createJiraWriter(restTo(server), "acme");
  const operations = (): string[] =>
    server.requests.map(({ operation }) => operation).filter((one) => one.startsWith("bulk") && one !== "bulkGetUsers");
  return {
    ...{ team, site, writer, operations },
    audit(items: readonly WorkItem[]) {
      const there = new Set(items.map(({ id }) => Number(id.slice("jira:acme:".length))));
      for (const number of NUMBERS) {
        if (!there.has(number) && site.issues.has(number)) site.deleteIssue(number);
        if (there.has(number) && !site.issues.has(number)) site.addIssue({ id: number, project: "PAY", summary: "A" });
      }
      return team.audit(items);
    },
    options: (pay: Search, ops: Search) => ({ ruleset: rulesetOf(pay, ops), now: team.now(), isOver: () => false }),
    /** What the site's issues carry, once everything is done that it was asked for. */
    carried(): Record<string, unknown> {
      server.advance(5_000);
      server.ask({ method: "GET", address: "/rest/api/3/serverInfo" });
      const values = [...site.properties].map(([id, kept]) => [`jira:acme:${id}`, kept.get("rolecall")] as const);
      return Object.fromEntries(values.filter(([, value]) => value !== undefined));
    },
    async noted(): Promise<Record<string, unknown>> {
      const noted: Record<string, unknown> = {};
      for await (const page of store.published.all())
        for (const { id, value } of page) noted[id] = JSON.parse(value === "" ? "null" : value);
      return noted;
    },
    /** What the policy asks for, found out from verdicts, parents and decisions, and not from profiles. */
    async wanted(items: readonly WorkItem[], pay: Search, ops: Search): Promise<Record<string, unknown>> {
      const policy = { read: () => Promise.resolve({ text: JSON.stringify(inputOf(pay, ops)), hash: "" }) };
      const context = { store, policy, memo: createMemo(), now: team.now } as unknown as ApiContext;
      const backlog = await openBacklogItems(context);
      const open = (await liveFindings(store, team.now())).filter(({ state }) => state === "open");
      const wanted: Record<string, unknown> = {};
      for (const { item, verdict } of await backlog.settle(await backlog.list.named(items.map(({ id }) => id)))) {
        const search = item.scope.name === "Payments" ? pay : ops;
        if (search === "off") continue;
        const [worst] = open
          .map(({ stored }) => stored.finding)
          .filter(({ subject }) => subject.kind === "item" && subject.id === item.id)
          .sort(
            (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || (a.rule < b.rule ? -1 : 1),
          );
        const finding = search === "focus" ? {} : { finding: worst?.rule ?? "none" };
        wanted[item.id] = { focus: verdict.focus, ...finding };
      }
      return wanted;
    },
  };
}

/** A writer that is killed at one of its calls, before or after the call did its work. */
function killedAt(writer: PropertyWriter, call: number, lands: boolean): PropertyWriter {
  let calls = 0;
  const killing = async <T>(act: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls !== call) return act();
    if (lands) await act();
    throw new Error("killed");
  };
  return {
    prefix: writer.prefix,
    setProperties: (properties) => killing(() => writer.setProperties(properties)),
    removeProperties: (ids) => killing(() => writer.removeProperties(ids)),
  };
}

const searchArbitrary = fc.constantFrom(...SEARCH);
const weekArbitrary = fc.record({
  items: fc.option(
    fc.tuple(
      ...NUMBERS.map((number) =>
        fc.option(
          fc
            .record({
              title: fc.constantFrom(...TITLES),
              scope: fc.constantFrom("PAY" as const, "OPS" as const),
              owner: fc.constantFrom("Mia", "Oto"),
              parent: fc.option(fc.constantFrom(...NUMBERS.slice(0, 2)), { nil: undefined }),
            })
            .map(({ parent, ...rest }) =>
              itemOf(number, { ...rest, ...(parent !== undefined && parent !== number && { parent }) }),
            ),
          { freq: 3 },
        ),
      ),
    ),
    { freq: 3 },
  ),
  pay: searchArbitrary,
  ops: searchArbitrary,
  dismisses: fc.boolean(),
  stops: fc.array(
    fc.oneof(
      fc.record({ writes: fc.integer({ min: 0, max: 5 }), pay: searchArbitrary, ops: searchArbitrary }),
      fc.record({
        call: fc.integer({ min: 1, max: 3 }),
        lands: fc.boolean(),
        pay: searchArbitrary,
        ops: searchArbitrary,
      }),
    ),
    { maxLength: 3 },
  ),
});

const STORES = {
  memory: () => Promise.resolve({ store: createMemoryStore(), file: null }),
  SQLite: async () => {
    const file = await makeSqliteFile();
    return { store: await createSqliteStore(file.at), file };
  },
} satisfies Record<string, () => Promise<{ store: TriageStore; file: TestDatabase | null }>>;

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function open(kind: keyof typeof STORES) {
  const { store, file } = await STORES[kind]();
  const server = await startJira({ site: createJiraSite({ issues: 0, projects: [["PAY", "Payments"]] }) });
  opened.push(async () => {
    expect(server.violations).toEqual([]);
    await server.close();
    await store.close();
    await file?.remove();
  });
  return { store, server, world: createWorld(store, server) };
}

describe.each(Object.keys(STORES) as (keyof typeof STORES)[])("What JQL may find, with a store in %s", (kind) => {
  test("is what the policy asks for after any audits, changes of the policy, decisions and interruptions", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(weekArbitrary, { minLength: 1, maxLength: 5 }), async (weeks) => {
        const { store, world } = await open(kind);
        let items: readonly WorkItem[] = [];
        for (const { items: next, pay, ops, dismisses, stops } of weeks) {
          if (next) {
            items = next.filter((item) => item !== null);
            await world.audit(items);
          }
          if (dismisses) await dismissFirst(store, world);
          for (const stop of stops)
            await publishSearch(store, "call" in stop ? killedAt(world.writer, stop.call, stop.lands) : world.writer, {
              ...world.options(stop.pay, stop.ops),
              ...("writes" in stop && { writes: stop.writes }),
            }).catch((error: unknown) => {
              expect(error).toMatchObject({ message: "killed" });
            });
          const options = world.options(pay, ops);
          expect(await publishSearch(store, world.writer, options)).toMatchObject({ isDone: true, refused: 0 });
          const wanted = items.length > 0 ? await world.wanted(items, pay, ops) : {};
          expect(world.carried()).toEqual(wanted);
          expect(await world.noted()).toEqual(wanted);
          const before = world.operations().length;
          expect(await publishSearch(store, world.writer, options)).toMatchObject({
            isDone: true,
            written: 0,
            removed: 0,
          });
          expect(world.operations().length).toBe(before);
        }
        let rounds = 0;
        while (!(await unpublish(store, world.writer, { isOver: () => false, writes: 3 })).isDone) rounds += 1;
        expect(rounds).toBeLessThan(NUMBERS.length);
        expect(world.carried()).toEqual({});
        expect(await world.noted()).toEqual({});
        for (const close of opened.splice(0)) await close();
      }),
      { numRuns: kind === "memory" ? 25 : 8 },
    );
  }, 120_000);
});

async function dismissFirst(store: TriageStore, { team }: ReturnType<typeof createWorld>): Promise<void> {
  const [first] = (await liveFindings(store, team.now())).filter(
    ({ state, stored }) => state === "open" && stored.finding.subject.kind === "item",
  );
  if (first)
    await team.decide({ kind: "dismiss", reason: "rule-wrong", note: "" }, { names: [first.stored.finding.id] });
}

describe("Publishing", () => {
  const two = [
    itemOf(10_001, { title: TITLES[0] ?? "", scope: "PAY", owner: "Oto" }),
    itemOf(10_002, { title: TITLES[1] ?? "", scope: "OPS", owner: "Mia" }),
  ];

  test("tells the focus, the rule of the worst open finding, and nobody's name or account", async () => {
    const { store, world } = await open("memory");
    await world.audit(two);
    await publishSearch(store, world.writer, world.options("focus-and-finding", "focus"));
    expect(world.carried()).toEqual({
      "jira:acme:10001": { focus: "strategic", finding: "owner-role-mismatch" },
      "jira:acme:10002": { focus: "tactical" },
    });
  });

  test("does nothing before the first audit", async () => {
    const { store, server, world } = await open("memory");
    expect(await publishSearch(store, world.writer, world.options("focus", "focus"))).toEqual({
      ...{ isDone: true, written: 0, removed: 0, refused: 0 },
    });
    expect(server.requests).toEqual([]);
  });

  test("goes on where its budget ended, and counts what it wrote", async () => {
    const { store, world } = await open("memory");
    await world.audit(two);
    const options = { ...world.options("focus", "focus"), writes: 1 };
    expect(await publishSearch(store, world.writer, options)).toMatchObject({ isDone: false, written: 1 });
    expect(await publishSearch(store, world.writer, options)).toMatchObject({ isDone: false, written: 1 });
    expect(await publishSearch(store, world.writer, options)).toMatchObject({ isDone: true, written: 0 });
    expect(Object.keys(world.carried())).toHaveLength(2);
  });

  test("passes over items that may not be written to, and writes to them once they may", async () => {
    const { store, world } = await open("memory");
    await world.audit(two);
    world.site.issue(10_001).isSecret = true;
    const options = { ...world.options("focus", "focus"), writes: 2 };
    expect(await publishSearch(store, world.writer, options)).toMatchObject({ isDone: true, written: 1, refused: 1 });
    expect(Object.keys(world.carried())).toEqual(["jira:acme:10002"]);
    world.site.issue(10_001).isSecret = false;
    expect(await publishSearch(store, world.writer, options)).toMatchObject({ isDone: true, written: 1, refused: 0 });
    expect(Object.keys(world.carried())).toHaveLength(2);
  });

  test("keeps note of what it may not remove", async () => {
    const { store, world } = await open("memory");
    await world.audit(two);
    await publishSearch(store, world.writer, world.options("focus", "focus"));
    expect(Object.keys(world.carried())).toHaveLength(2);
    world.site.permissions.delete("EDIT_ISSUES");
    expect(await publishSearch(store, world.writer, world.options("off", "off"))).toMatchObject({ refused: 2 });
    world.site.permissions.add("EDIT_ISSUES");
    expect(await publishSearch(store, world.writer, world.options("off", "off"))).toMatchObject({ removed: 2 });
    expect(world.carried()).toEqual({});
  });

  test("keeps its place where the tracker refuses to go on", async () => {
    const { store, server, world } = await open("memory");
    await world.audit(two);
    server.fault({
      kind: "status",
      status: 403,
      on: ({ operation }) => operation === "bulkSetIssuePropertiesByIssue",
    });
    await expect(publishSearch(store, world.writer, world.options("focus", "focus"))).rejects.toMatchObject({
      kind: "forbidden",
    });
    expect(await publishSearch(store, world.writer, world.options("focus", "focus"))).toMatchObject({ written: 2 });
  });

  test("does not go on with what another publishing has changed meanwhile, though that one was killed", async () => {
    const { store, world } = await open("memory");
    await world.audit(two);
    const options = { ...world.options("focus", "focus"), writes: 2 };
    expect(await publishSearch(store, world.writer, options)).toMatchObject({ isDone: false, written: 2 });
    const put = () => Promise.reject(new Error("killed"));
    const dying = { ...store, documents: { ...store.documents, put } };
    const other = { ...world.options("focus-and-finding", "focus-and-finding"), writes: 1 };
    await expect(publishSearch(dying, world.writer, other)).rejects.toThrow("killed");
    await publishSearch(store, world.writer, world.options("focus", "focus"));
    expect(world.carried()).toEqual({
      "jira:acme:10001": { focus: "strategic" },
      "jira:acme:10002": { focus: "tactical" },
    });
  });
});

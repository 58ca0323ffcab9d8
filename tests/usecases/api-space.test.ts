import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WorkItem } from "#core/model";
import { ForbiddenError, type TriageStore } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import type { ApiContext, Audience } from "#usecases/api/context";
import { type ApiInput, type ApiOutput, type ProcedureName, procedures } from "#usecases/api/contract";
import { ApiError } from "#usecases/api/error";
import type { JobState } from "#usecases/api/shapes";
import { answer } from "#usecases/api/index";
import { makeWeekly } from "#usecases/weekly-report";
import { person } from "../fixtures/items";
import { type ApiSession, openApi } from "./api-session";
import { bug, createTeam, mia, oto, strategy } from "./team";

/** What is seen from the page of one space: that space, and of it what the person who asks may browse. */

const PAY = { id: "PAY", name: "Payments" };
const OPS = { id: "OPS", name: "Xqoperations" };
const GRO = { id: "GRO", name: "Xqgrowth" };
const SCOPES = [PAY, OPS, GRO];
const olga = person("Olga Xqolga");
const OWNERS = { PAY: [mia, oto], OPS: [olga, oto], GRO: [olga, mia] };

const POLICY = {
  people: [
    { person: "mia", name: "Mia", role: "product-manager" as const },
    { person: "oto", name: "Oto", role: "product-owner" as const },
    { person: olga.id, name: "Olga Xqolga", role: "product-owner" as const, scope: "OPS" },
    { person: olga.id, name: "Olga Xqolga", role: "product-manager" as const, scope: "GRO" },
  ],
  scopes: { OPS: { mode: "combined" as const } },
};

interface Plan {
  scope: number;
  isStrategy: boolean;
  owner: number;
  parent: number | null;
  isHidden: boolean;
}

const plans = fc.array(
  fc.record<Plan>({
    scope: fc.constantFrom(0, 0, 0, 1, 2),
    isStrategy: fc.boolean(),
    owner: fc.constantFrom(0, 1, 2),
    parent: fc.option(fc.nat(7)),
    isHidden: fc.boolean(),
  }),
  { minLength: 3, maxLength: 14 },
);

const tokenOf = (index: number): string => `zq${"abcdefghijklmnop".charAt(index)}x`;

/** Every title has a word that stands nowhere else. */
function toItem({ scope, isStrategy, owner, parent }: Plan, index: number): WorkItem {
  const where = SCOPES[scope] ?? PAY;
  const key = `${where.id}-${index + 20}`;
  const assignee = (OWNERS[where.id as keyof typeof OWNERS] as readonly (typeof mia | undefined)[])[owner];
  const make = isStrategy ? strategy : bug;
  return make({
    ...{ key, id: `jira:${9000 + index}`, aliases: [], tracker: "jira", scope: where },
    title: `${make({}).title} ${tokenOf(index)}`,
    people: assignee ? { assignee } : {},
    labels: [`label-${tokenOf(index)}`],
    ...(parent === null ? {} : { parent: `jira:${9000 + parent}` }),
  });
}

interface World {
  items: readonly WorkItem[];
  store: TriageStore;
  api: ApiSession;
  findings: readonly { id: string; item: string | null }[];
  decisions: readonly string[];
}

const HIDDEN_RESULT = { goes: [{ subject: "OPS-1", title: "Xqresult" }] };

/** Two audits, a decision on every third finding, a weekly report. */
async function makeWorld(planned: readonly Plan[]): Promise<World> {
  const items = planned.map(toItem);
  const team = createTeam(createMemoryStore());
  await team.audit(items.slice(1), POLICY);
  await team.audit(items, POLICY);
  const { store } = team;
  const running: JobState = {
    ...{ id: "job", kind: "simulate", state: "running", phase: null, items: 3, share: null, endedAt: null },
    ...{ startedAt: "2026-01-05T08:00:00.000Z", result: HIDDEN_RESULT, error: null },
  };
  const runs: ApiContext["runs"] = {
    start: () => Promise.resolve({ id: "job", isKnown: false }),
    get: () => Promise.resolve(running),
    cancel: () => Promise.resolve(running),
    current: () => Promise.resolve(running),
    checkUp: () => Promise.resolve(null),
  };
  const api = await openApi(store, { policy: POLICY, runs });
  const { rows } = await api.call("listFindings", { limit: 200 });
  const decisions: string[] = [];
  for (const { id, item } of rows.filter((_, index) => index % 3 === 0)) {
    const note = `because of ${item?.title ?? "it"}`;
    const act = item
      ? ({ kind: "override", focus: item.focus === "tactical" ? "strategic" : "tactical", reason: note } as const)
      : ({ kind: "dismiss", reason: "agreed-exception", note } as const);
    const made = await api.call("decide", { act, selection: { ids: [id] }, asOf: api.context.now() });
    decisions.push(...made.decisions);
  }
  if (decisions[0] !== undefined) decisions.push(...(await api.call("undo", { decisions: [decisions[0]] })).decisions);
  await makeWeekly(store, { now: api.context.now(), period: "2026-01-26" });
  const findings = rows.map(({ id, item }) => ({ id, item: item?.id ?? null }));
  return { items, store, api, findings, decisions };
}

type Inputs = { [N in ProcedureName]: (world: World) => readonly ApiInput<N>[] };

const ASKED_AT = "2026-02-01T12:00:00.000Z";
const dismiss = { kind: "dismiss", reason: "dual-role", note: "x" } as const;
const filters = [{}, { scope: ["OPS"] }, { scope: ["PAY", "OPS"] }, { text: "zq" }, { rule: ["orphan-tactical"] }];

/** What is asked of every procedure: about everything there is, wherever it belongs. */
const INPUTS: Inputs = {
  getCapabilities: () => [{}],
  chooseActor: () => [{ name: "Olga Xqolga" }],
  getOverview: () => [{}],
  listFindings: () => [...filters.map((filter) => ({ filter })), { sort: { by: "age" }, limit: 1 }, { limit: 2 }],
  countFindings: () => filters.map((filter) => ({ filter })),
  describeSelection: () => filters.map((filter) => ({ filter })),
  getFinding: ({ findings }) => findings.map(({ id }) => ({ id })),
  listItems: ({ items }) => [{}, { limit: 1 }, ...items.map(({ key }) => ({ filter: { name: key } }))],
  countItems: ({ items }) => [{}, ...items.map(({ key }) => ({ filter: { name: key } }))],
  getItem: ({ items }) => items.flatMap(({ id, key }) => [{ name: id }, { name: key }]),
  decide: ({ findings }) => [
    { act: dismiss, selection: { filter: {} }, asOf: ASKED_AT, isDryRun: true },
    { act: dismiss, selection: { ids: findings.map(({ id }) => id) }, asOf: ASKED_AT, isDryRun: true },
    {
      act: { kind: "override", focus: "strategic", reason: "x", withChildren: true, withSiblings: true },
      selection: { ids: findings.map(({ id }) => id) },
      asOf: ASKED_AT,
      isDryRun: true,
    },
  ],
  undo: ({ decisions, items }) => [{ decisions: [...decisions, ...items.map(({ key }) => key), "none"] }],
  findPeople: () => [{ text: "" }, { text: "Xqolga" }],
  listTrail: () => [{}, { limit: 1 }, { text: "zq" }],
  getRoles: () => [{}],
  changePeople: () => [{ basedOn: "", people: [] }],
  changeSources: () => [{ basedOn: "", groups: [] }],
  getPolicy: () => [{}],
  validatePolicy: () => [{ text: "{}" }],
  savePolicy: () => [{ text: "{}", basedOn: "" }],
  listReports: () => [{}],
  compareRuns: () => [{ before: "run-1", after: "run-2" }],
  renderReport: () => (["html", "markdown", "csv", "json"] as const).map((format) => ({ format })),
  listWeekly: () => [{}],
  renderWeekly: () =>
    (["html", "markdown", "csv", "json"] as const).map((format) => ({ format, period: "2026-01-26" })),
  getSchedule: () => [{}],
  saveSchedule: () => [{ basedOn: "", report: null }],
  getSpace: () => [{}],
  saveSpace: () => [{ basedOn: "", mode: null, preset: null, search: "off" }],
  exportPerson: () => [{ ref: "x" }],
  erasePerson: () => [{ ref: "x" }],
  purge: () => [{ before: "2000-01-01" }],
  previewImport: () => [{ upload: "x" }],
  startRun: () => [{ kind: "doctor" }],
  getRun: () => [{ id: "job" }],
  cancelRun: () => [{ id: "job" }],
  getSetup: () => [{}],
  getSpaces: () => [{}],
  changeSpaces: () => [{ basedOn: "", spaces: [] }],
};

const NAMES = Object.keys(procedures) as ProcedureName[];
const isOfSite = (name: ProcedureName): boolean => procedures[name].reach === "site";

const audienceOf = (scope: Audience["scope"], visible: readonly string[]): Audience => ({
  scope,
  mayBrowse(ids) {
    expect(ids.length).toBeLessThanOrEqual(1000);
    return Promise.resolve(new Set(ids.filter((id) => visible.includes(id))));
  },
});

/** What is answered, as text; where it is refused, all that is said. What the caller has said is no news. */
async function textOf(name: ProcedureName, input: unknown, context: ApiContext): Promise<string> {
  const said = await answer(name, input, context).then(
    (given) => JSON.stringify(given),
    (error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      return JSON.stringify([error.message, error.remedy, error.issues]);
    },
  );
  return stringsIn(input).reduce((text, one) => text.replaceAll(JSON.stringify(one).slice(1, -1), ""), said);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length > 2 ? [value] : [];
  const inside = typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
  return inside.sort((a, b) => b.length - a.length);
}

/** What betrays an item, a space or a person. */
const signsOf = ({ id, key }: WorkItem, index: number): RegExp[] => [
  new RegExp(`\\b${key}\\b`, "i"),
  new RegExp(`\\b${id}\\b`),
  new RegExp(tokenOf(index)),
];
const foreignTo = ({ id }: { id: string }): RegExp[] =>
  SCOPES.filter((scope) => scope.id !== id).flatMap((scope) => [
    new RegExp(`"${scope.id}"`),
    ...(scope === PAY ? [] : [new RegExp(scope.name)]),
  ]);

/** Everything that the text of an answer must not hold. */
const secretsOf = (items: readonly WorkItem[], scope: { id: string }, visible: readonly string[]): RegExp[] => [
  ...items.flatMap((item, index) =>
    item.scope.id === scope.id && visible.includes(item.id) ? [] : signsOf(item, index),
  ),
  ...foreignTo(scope),
  ...(scope.id === "PAY" ? [/Xqolga/] : []),
  /Xqresult/,
];

const ownOf = (items: readonly WorkItem[], planned: readonly Plan[]): string[] =>
  items.filter((_, index) => !planned[index]?.isHidden).map(({ id }) => id);

describe("On the page of a space", () => {
  test("nothing that is in another space, or that the viewer may not browse, is in any answer of any procedure", async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (planned) => {
        const world = await makeWorld(planned);
        const { items, api } = world;
        const open = ownOf(items, planned);
        const rest = ["file:test:PAY-8", "file:test:PAY-9"];
        // One after the other over what is kept between calls: what one may see must not stay for the next.
        const viewers = [
          { scope: PAY, visible: [...items.map(({ id }) => id), ...rest] },
          { scope: PAY, visible: open },
          { scope: OPS, visible: open },
          { scope: PAY, visible: [] },
        ];
        for (const name of NAMES.filter((one) => !isOfSite(one)))
          for (const input of INPUTS[name](world))
            for (const { scope, visible } of viewers) {
              // Undone once, a decision tells the next viewer nothing.
              const context = { ...api.context, audience: audienceOf(scope, visible) };
              const said = await textOf(name, input, context);
              for (const secret of secretsOf(items, scope, visible))
                expect(secret.test(said), `${String(secret)} in ${name}: ${said.slice(0, 3000)}`).toBe(false);
            }
      }),
      { numRuns: 12 },
    );
  }, 240_000);

  test("what is about the whole site is refused, whoever asks", async () => {
    const world = await makeWorld([{ scope: 0, isStrategy: true, owner: 1, parent: null, isHidden: false }]);
    const context = { ...world.api.context, audience: audienceOf(PAY, []) };
    const refused: string[] = [];
    for (const name of NAMES) {
      const asked = answer(name, INPUTS[name](world)[0] ?? {}, context);
      const isForbidden = await asked.then(
        () => false,
        (error: unknown) => error instanceof ForbiddenError,
      );
      if (isForbidden) refused.push(name);
    }
    expect(refused.sort()).toEqual(NAMES.filter(isOfSite).sort());
  });

  test("the pages of findings and items hold everything that may be seen, once", async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.integer({ min: 1, max: 4 }), async (planned, limit) => {
        const { items, api, findings } = await makeWorld(planned);
        const visible = ownOf(items, planned).filter((id) => items.some((one) => one.id === id && one.scope === PAY));
        const context = { ...api.context, audience: audienceOf(PAY, visible) };
        const rows = await readAll("listFindings", limit, context);
        expect(rows.every(({ scope }) => scope.id === "PAY")).toBe(true);
        const live = (await readAll("listFindings", 200, api.context)).filter(
          ({ scope, item }) => scope.id === "PAY" && (item === null || visible.includes(item.id)),
        );
        expect(rows).toEqual(live);
        expect(findings.length).toBeGreaterThanOrEqual(rows.length);
        const seen = (await readAll("listItems", limit, context)).map(({ id }) => id);
        expect([...seen].sort()).toEqual([...visible].sort());
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test("a decision on everything is one on what may be seen, and what may not cannot be named", async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.boolean(), async (planned, isByFilter) => {
        const { items, api, store, findings } = await makeWorld(planned);
        const visible = ownOf(items, planned).filter((id) => items.some((one) => one.id === id && one.scope === PAY));
        const context = { ...api.context, audience: audienceOf(PAY, visible) };
        const before = (await store.decisions()).length;
        const selection = isByFilter ? { filter: {} } : { ids: findings.map(({ id }) => id) };
        await answer("decide", { act: dismiss, selection, asOf: api.context.now() }, context).catch(() => undefined);
        const made = (await store.decisions()).slice(before);
        for (const one of made) {
          if (!("about" in one)) throw new Error("A dismissal is about a finding.");
          const [stored] = await store.findingsOf([one.about.finding]);
          expect(stored?.finding.scope).toBe("PAY");
          if (stored?.item) expect(visible).toContain(stored.item.id);
        }
        const { rows } = (await answer("listFindings", { filter: { state: ["open"] } }, context)) as ListAnswer;
        expect(rows).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  test("what may not be seen is refused in the words for what is not there", async () => {
    const planned = [0, 1, 2].map((n) => ({
      ...{ scope: n === 2 ? 1 : 0, isStrategy: true, owner: 1, parent: null, isHidden: n === 1 },
    }));
    const { api, items, findings } = await makeWorld(planned);
    const context = { ...api.context, audience: audienceOf(PAY, ["jira:9000"]) };
    const wordsFor = async (name: ProcedureName, input: unknown, said: string): Promise<string> =>
      answer(name, input, context).then(
        () => "answered",
        (error: unknown) => (error as Error).message.replace(said, "…"),
      );
    for (const { id, key } of items.slice(1)) {
      expect(await wordsFor("getItem", { name: key }, key)).toBe(
        await wordsFor("getItem", { name: "PAY-99" }, "PAY-99"),
      );
      for (const finding of findings.filter(({ item }) => item === id))
        expect(await wordsFor("getFinding", { id: finding.id }, "")).toBe(
          await wordsFor("getFinding", { id: "x" }, ""),
        );
    }
    expect(await wordsFor("getItem", { name: items[0]?.key }, "")).toBe("answered");
  });

  test("a search counts nothing of which only the title would tell", async () => {
    const planned = [true, false].map((isHidden) => ({
      ...{ scope: 0, isStrategy: true, owner: 1, parent: null, isHidden },
    }));
    const { api } = await makeWorld(planned);
    const context = { ...api.context, audience: audienceOf(PAY, ["jira:9001"]) };
    const countOf = async (text: string): Promise<number> =>
      ((await answer("countFindings", { filter: { text } }, context)) as ApiOutput<"countFindings">).total;
    expect(await countOf(tokenOf(0))).toBe(0);
    expect(await countOf(tokenOf(1))).toBeGreaterThan(0);
    const { total } = (await answer("listTrail", { text: tokenOf(0) }, context)) as ApiOutput<"listTrail">;
    expect(total).toBe(0);
  });

  test("figures are those of the space, and of a site with one space the site's", async () => {
    const team = createTeam();
    await team.audit([strategy(), bug()]);
    await team.audit([strategy({ people: { assignee: mia } }), bug(), bug({ key: "PAY-3" })]);
    const api = await openApi(team.store, { policy: POLICY });
    const all = {
      ...api.context,
      audience: { ...audienceOf(PAY, []), mayBrowse: (ids: readonly string[]) => Promise.resolve(new Set(ids)) },
    };
    const site = (await answer("getOverview", {}, api.context)) as ApiOutput<"getOverview">;
    const space = (await answer("getOverview", {}, all)) as ApiOutput<"getOverview">;
    expect(space).toEqual({
      ...site,
      run: site.run && { ...site.run, sources: [], judged: site.run.items },
      trend: site.trend.map((run) => ({ ...run, sources: [], judged: run.items })),
      ...{ gaps: [], incompleteBecause: [] },
    });
  });

  test("the last audit changed there what changed there", async () => {
    const team = createTeam();
    const elsewhere = strategy({ key: "OPS-1", scope: OPS });
    await team.audit([strategy(), elsewhere]);
    await team.audit([strategy({ people: { assignee: mia } }), elsewhere, bug({ key: "OPS-2", scope: OPS })]);
    const api = await openApi(team.store, { policy: POLICY });
    const runOf = async (scope: Audience["scope"]) =>
      (
        (await answer(
          "getOverview",
          {},
          { ...api.context, audience: audienceOf(scope, []) },
        )) as ApiOutput<"getOverview">
      ).run;
    expect((await runOf(PAY))?.fixed).toBeGreaterThan(0);
    expect(await runOf(OPS)).toMatchObject({ items: 2, fixed: 0 });
  });
});

type ListAnswer = ApiOutput<"listFindings">;

async function readAll<N extends "listFindings" | "listItems">(
  name: N,
  limit: number,
  context: ApiContext,
): Promise<ApiOutput<N>["rows"][number][]> {
  const rows: ApiOutput<N>["rows"][number][] = [];
  let after: string | undefined;
  do {
    const page = (await answer(name, { limit, ...(after === undefined ? {} : { after }) }, context)) as ApiOutput<N>;
    rows.push(...page.rows);
    expect(page.rows.length > 0 || page.next === null).toBe(true);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return rows;
}

import type { Tally, TalliedField } from "#core/listed-finding";
import { rules } from "#core/rules/index";
import type { ScopeReport } from "#core/report";
import { SEVERITIES } from "#core/severity";
import { FINDING_STATES } from "#core/triage";
import type { ApiContext } from "#usecases/api/context";
import type { ApiOutput } from "#usecases/api/contract";
import { upToDate } from "#usecases/api/decided";
import { readRows } from "#usecases/api/finding-rows";
import { toListFilter } from "#usecases/api/findings";
import type { Handler } from "#usecases/api/handler";
import { pastRuns, summarizeRuns } from "#usecases/api/past-runs";
import type { FindingRow } from "#usecases/api/shapes";
import { isNearlyFull } from "#usecases/api/storage";
import { readTallies } from "#usecases/api/tallies";

type Overview = ApiOutput<"getOverview">;

/** Audits that the trend shows: a quarter of weekly ones. */
const TREND = 13;
const SCOPES = 50;
const ATTENTION = 5;
/** Findings of one rule among those that are shown first: five of one kind say no more than two. */
const OF_ONE_RULE = 2;

export const getOverview: Handler<"getOverview"> = async (_input, context) => {
  await upToDate(context);
  const [runs, tallies] = await Promise.all([pastRuns(context), readTallies({}, context)]);
  const [last] = runs;
  const open = tallies.filter(({ state }) => state === "open");
  const openByRule = countBy("rule", open);
  return {
    run: summarizeRuns(runs.slice(0, 2))[0] ?? null,
    states: fill(FINDING_STATES, countBy("state", tallies)),
    openBySeverity: fill(SEVERITIES, countBy("severity", open)),
    askedAgain: sum(open.filter(({ mark }) => ASKED_AGAIN.includes(mark ?? ""))),
    newlyFound: sum(open.filter(({ mark }) => mark === "new")),
    unowned: await countOpen("none", context),
    mine: context.actor.isKnown ? await countOpen("me", context) : null,
    attention: await readAttention(context),
    scopes: rankScopes(last?.report.scopes ?? [], open),
    scopeCount: last?.report.scopes.length ?? 0,
    rules: rules
      .map(({ id, title }) => ({ id, title, open: openByRule.get(id) ?? 0 }))
      .filter((rule) => rule.open > 0)
      .sort((a, b) => b.open - a.open),
    trend: summarizeRuns(runs.slice(0, TREND)).reverse(),
    gaps: [...(last?.report.gaps ?? [])],
    incompleteBecause: [...(last?.report.incompleteBecause ?? []), ...(await readFailures(context))],
    notices: await readNotices(context),
  };
};

/** Nobody watches what an app does in the background: without this a page would show old figures without a word. */
const readFailures = async ({ audience, runs }: ApiContext): Promise<readonly string[]> =>
  audience === null ? ((await runs.failures?.()) ?? []) : [];

async function readNotices({ audience, database }: ApiContext): Promise<Overview["notices"]> {
  const { limit } = database;
  if (audience !== null || limit === undefined) return [];
  // The page is there for what an audit found: where its size cannot be told, nothing is said about it.
  const bytes = await database.bytes().catch(() => null);
  return isNearlyFull(bytes, limit) ? [{ kind: "storage-nearly-full", bytes, limit }] : [];
}

const ASKED_AGAIN: readonly string[] = ["facts-changed", "expired", "woken"];

const sum = (tallies: readonly Tally[]): number => tallies.reduce((all, { count }) => all + count, 0);

function countBy(field: TalliedField, tallies: readonly Tally[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const tally of tallies) {
    const value = tally[field];
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + tally.count);
  }
  return counts;
}

const fill = <K extends string>(keys: readonly K[], counts: ReadonlyMap<string, number>): Record<K, number> =>
  Object.fromEntries(keys.map((key) => [key, counts.get(key) ?? 0])) as Record<K, number>;

const countOpen = async (owner: "me" | "none", context: ApiContext): Promise<number> =>
  sum((await readTallies(toListFilter({ owner }, context), context)).filter(({ state }) => state === "open"));

/** What is asked about again, then the most severe, no more than two of a rule while there are others. */
async function readAttention(context: ApiContext): Promise<FindingRow[]> {
  const bySeverity = { by: "severity", reverse: false } as const;
  const page = (filter: Record<string, string[]>): Promise<readonly { id: string }[]> =>
    context.store.list.page({ state: ["open"], ...filter }, bySeverity, undefined, ATTENTION * 10);
  const ids = [...(await page({ mark: [...ASKED_AGAIN] })), ...(await page({}))].map(({ id }) => id);
  const rows = await readRows([...new Set(ids)], context);
  const taken = new Map<string, number>();
  const first = rows.filter(({ rule }) => {
    const count = (taken.get(rule) ?? 0) + 1;
    taken.set(rule, count);
    return count <= OF_ONE_RULE;
  });
  return [...new Set([...first, ...rows])].slice(0, ATTENTION);
}

function rankScopes(scopes: readonly ScopeReport[], open: readonly Tally[]) {
  const counts = new Map<string, Record<"error" | "warning" | "info", number>>();
  for (const { scope, severity, count } of open) {
    if (scope === null) continue;
    const known = counts.get(scope) ?? { error: 0, warning: 0, info: 0 };
    known[severity as keyof typeof known] += count;
    counts.set(scope, known);
  }
  const all = (id: string): number => Object.values(counts.get(id) ?? {}).reduce((total, count) => total + count, 0);
  return [...scopes]
    .sort((a, b) => all(b.id) - all(a.id) || b.items - a.items || (a.name < b.name ? -1 : 1))
    .slice(0, SCOPES)
    .map(({ id, name, mode, modeReason, items, strategic, tactical, unclear, balance }) => ({
      ...{ id, name, mode, modeReason, items, strategic, tactical, unclear },
      ...(counts.get(id) ?? { error: 0, warning: 0, info: 0 }),
      balance: balance.sentence,
    }));
}

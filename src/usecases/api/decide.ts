import { type Decision, itemNamesOf, rootOf } from "#core/decision";
import type { StoredFinding } from "#ports";
import { type ApiContext, wholeOf } from "#usecases/api/context";
import { type Decided, listDeps, readDecided, upToDate } from "#usecases/api/decided";
import { ApiError } from "#usecases/api/error";
import { toListFilter } from "#usecases/api/findings";
import { readFindings } from "#usecases/api/finding-rows";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import type { z } from "zod";
import type { procedures } from "#usecases/api/contract";
import type { FindingSelection } from "#usecases/api/shapes";
import { readPeople } from "#usecases/api/people";
import { noteChanges } from "#usecases/api/tallies";
import { type Act, type DecideDeps, planAct, planUndo, recordDecisions } from "#usecases/decide";
import { createTeller } from "#usecases/describe-decision";
import { refreshDecided } from "#usecases/finding-list";
import { subjectOf } from "#usecases/select-findings";

type DecideInput = z.output<(typeof procedures)["decide"]["input"]>;

/** Findings that one decision may be about: more of them nobody has looked at. */
const MOST = 5000;
/** Subjects that an answer names. */
const SHOWN = 100;

export const decide: Handler<"decide"> = async ({ act, selection, asOf, isDryRun }, context) => {
  refusePast(act, context.now());
  await upToDate(context);
  const ids = await extend(await selectIds(selection, context), act, context);
  const found = await readFindings(ids, context);
  const decided = await readDecided(context);
  const stale = await findStale(
    ids,
    found.map(({ stored }) => stored),
    decided,
    asOf,
    context,
  );
  const left = new Set(stale.map(({ id }) => id));
  const live = found
    .filter(({ stored }) => !left.has(stored.finding.id))
    .map(({ stored, settled }) => ({ stored, ...settled }));
  const deps = await decideDeps(context);
  // Beside the findings that are given it asks for the last audit only.
  const plan = await planAct(await toAct(act, context, deps), {}, { ...deps, store: wholeOf(context).store }, live);
  if (!isDryRun && plan.decisions.length > 0) await record(plan, deps, context);
  return {
    count: plan.decisions.length,
    decisions: isDryRun ? [] : plan.decisions.map(({ id }) => id),
    subjects: plan.subjects.slice(0, SHOWN),
    refused: [...plan.refused].slice(0, SHOWN),
    stale: stale.slice(0, SHOWN).map(({ subject, why }) => ({ subject, why })),
  };
};

export const undo: Handler<"undo"> = async ({ decisions, note }, context) => {
  await upToDate(context);
  const deps = await decideDeps(context);
  const { undone } = await readDecided(context);
  const shown = context.whole && new Set((await context.store.decisions()).map(({ id }) => id));
  const again = decisions.filter((id) => undone.has(id) && (shown?.has(id) ?? true));
  const plan = await planUndo(
    decisions.filter((id) => !again.includes(id)),
    note,
    deps,
  );
  if (plan.decisions.length > 0) await record(plan, deps, context);
  return {
    count: plan.decisions.length,
    decisions: plan.decisions.map(({ id }) => id),
    refused: [
      ...plan.refused,
      ...plan.unknown.map((subject) => ({ subject, why: "There is no such decision." })),
      ...again.map((subject) => ({ subject, why: "It was taken back already." })),
    ],
  };
};

async function record(
  plan: Parameters<typeof recordDecisions>[0],
  deps: DecideDeps,
  context: ApiContext,
): Promise<void> {
  const before = await upToDate(context);
  await recordDecisions(plan, deps);
  await noteChanges(await refreshDecided(plan.decisions, listDeps(context)), before, context);
}

async function decideDeps(context: ApiContext): Promise<DecideDeps> {
  const { policy, issues } = await policyInForce(context);
  // It may say that only some may decide: what cannot be read opens nothing.
  if (issues.length > 0)
    throw new ApiError("bad-input", "The policy cannot be used, and it says who may decide.", {
      remedy: "Mend it first, under Rules and policy.",
      ...(context.audience ? {} : { issues }),
    });
  return {
    ...{ store: context.store, policy, actor: context.actor, now: context.now() },
    newId: () => context.newId(),
  };
}

/** Throws ApiError for a time that is over already: it would set nothing aside. */
function refusePast(act: DecideInput["act"], now: string): void {
  const today = now.slice(0, 10);
  const isOver =
    (act.kind === "snooze" && "date" in act.until && act.until.date <= today) ||
    (act.kind === "dismiss" && typeof act.until === "string" && act.until < today);
  if (isOver) throw new ApiError("bad-input", "That time is over already.", { remedy: "Choose a later day." });
}

async function toAct(act: DecideInput["act"], context: ApiContext, { policy }: DecideDeps): Promise<Act> {
  switch (act.kind) {
    case "dismiss": {
      const { until, ...rest } = act;
      return until === undefined ? rest : { ...rest, until };
    }
    case "reassign": {
      const toName = (await readPeople(policy, context)).get(act.to);
      if (toName !== undefined) return { ...act, toName };
      throw new ApiError("bad-input", "Nobody of that reference was met or is listed.", {
        remedy: "Choose somebody from the list, or add them to the people of the policy.",
      });
    }
    case "snooze":
      return act;
    case "override":
      return { kind: "override", focus: act.focus, reason: act.reason };
  }
}

async function selectIds(selection: FindingSelection, context: ApiContext): Promise<string[]> {
  if ("ids" in selection) return [...new Set(selection.ids)];
  const order = { by: "severity", reverse: false } as const;
  const found = await context.store.list.page(toListFilter(selection.filter, context), order, undefined, MOST * 2);
  const except = new Set(selection.except);
  const ids = found.map(({ id }) => id).filter((id) => !except.has(id));
  if (ids.length > MOST)
    throw new ApiError("bad-input", `More than ${MOST} findings are too many to decide on at once.`, {
      remedy: "Narrow the filter: by rule, space or age.",
    });
  return ids;
}

/** An override may be meant for children and siblings, too. */
async function extend(ids: string[], act: DecideInput["act"], { store }: ApiContext): Promise<string[]> {
  if (act.kind !== "override" || !(act.withChildren || act.withSiblings)) return ids;
  const all = new Set(ids);
  for (const { names, parent } of await store.findingsOf(ids)) {
    if (act.withChildren) for (const id of await store.list.near({ parents: names })) all.add(id);
    if (act.withSiblings && parent !== null) for (const id of await store.list.near({ parents: [parent] })) all.add(id);
  }
  return [...all];
}

interface Stale {
  id: string;
  subject: string;
  why: string;
}

/** Findings that somebody decided on since the list was read, or that are gone: what one has not seen one does not overwrite. */
async function findStale(
  ids: readonly string[],
  found: readonly StoredFinding[],
  decided: Decided,
  asOf: string,
  context: ApiContext,
): Promise<Stale[]> {
  const later = decided.all.filter(({ at }) => Date.parse(at) > Date.parse(asOf));
  const there = new Set(found.map(({ finding }) => finding.id));
  const gone = ids.filter((id) => !there.has(id)).map((id) => ({ id, subject: id, why: "It is not found any more." }));
  if (later.length === 0) return gone;
  const teller = await createTeller(context.store, decided.all);
  const since = found.flatMap((stored): Stale[] => {
    const last = later.findLast((decision) => concerns(decision, stored, decided));
    if (!last) return [];
    const why = `${teller.by(last)} decided since you looked: ${teller.what(last)}. Look at it again.`;
    return [{ id: stored.finding.id, subject: subjectOf(stored), why }];
  });
  return [...gone, ...since];
}

function concerns(decision: Decision, { finding, names }: StoredFinding, { byId }: Decided): boolean {
  const root = rootOf(decision, byId);
  if (!root) return false;
  const isNamed = itemNamesOf(root).some((one) => names.includes(one));
  if (root.kind === "override") return isNamed;
  return root.about.finding === finding.id || (root.about.rule === finding.rule && isNamed);
}

import { type Decision, itemNamesOf, rootOf } from "#core/decision";
import type { Actor } from "#core/permission";
import { refusalFor } from "#core/permission";
import type { Policy } from "#core/config";
import type { ApiContext } from "#usecases/api/context";
import { ApiError } from "#usecases/api/error";
import { type Decided, readDecided } from "#usecases/api/decided";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import type { TrailRow } from "#usecases/api/shapes";
import { createTeller, type DecisionTeller } from "#usecases/describe-decision";

export const listTrail: Handler<"listTrail"> = async ({ kind, isMine, text, after, limit }, context) => {
  const shown = await shownDecisions(context);
  const { toRow } = await createTrail(context, shown);
  const wanted = text?.toLowerCase() ?? "";
  const rows: TrailRow[] = [];
  let total = 0;
  let isBeyond = after === undefined;
  let hasMore = false;
  for (let index = shown.length - 1; index >= 0; index -= 1) {
    const decision = shown[index];
    if (!decision || (kind !== undefined && decision.kind !== kind)) continue;
    if (isMine && (decision.by === null || decision.by !== context.actor.ref)) continue;
    const row = wanted === "" && (!isBeyond || rows.length === limit) ? null : toRow(decision);
    if (row && wanted !== "" && !`${row.what} ${row.by}`.toLowerCase().includes(wanted)) continue;
    total += 1;
    if (!isBeyond) isBeyond = decision.id === after;
    else if (rows.length === limit) hasMore = true;
    else if (row) rows.push(row);
  }
  if (!isBeyond)
    throw new ApiError("bad-input", "`after` is no place in this list.", { remedy: "Read it from its beginning." });
  return { rows, next: hasMore ? (rows.at(-1)?.id ?? null) : null, total };
};

/** What was decided on things that go by one of these names (ids of findings or items, keys), the newest first. */
export async function trailOf(names: readonly string[], context: ApiContext): Promise<TrailRow[]> {
  const decided = await readDecided(context);
  const isNamed = new Set(names);
  const isAbout = (decision: Decision): boolean => {
    const root = rootOf(decision, decided.byId);
    if (!root) return false;
    return itemNamesOf(root).some((one) => isNamed.has(one)) || ("about" in root && isNamed.has(root.about.finding));
  };
  const about = (await shownDecisions(context)).filter(isAbout);
  const { toRow } = await createTrail(context, about);
  return about.reverse().slice(0, MOST).map(toRow);
}

/** What whoever asks may see of what was decided, oldest first. */
const shownDecisions = async (context: ApiContext): Promise<readonly Decision[]> =>
  context.whole ? context.store.decisions() : (await readDecided(context)).all;

/** Decisions that the history of one thing shows. */
const MOST = 100;

/** Tells of some decisions, those that they take back included. */
async function createTrail(
  context: ApiContext,
  told: readonly Decision[],
): Promise<{ toRow: (decision: Decision) => TrailRow }> {
  const decided = await readDecided(context);
  const [teller, { policy }] = await Promise.all([createTeller(context.store, told), policyInForce(context)]);
  return { toRow: (decision) => toTrailRow(decision, { decided, teller, policy, actor: context.actor }) };
}

interface RowInput {
  decided: Decided;
  teller: DecisionTeller;
  policy: Policy;
  actor: Actor;
}

function toTrailRow(decision: Decision, { decided, teller, policy, actor }: RowInput): TrailRow {
  const isUndone = decided.undone.has(decision.id);
  const owner = "about" in decision ? decision.about.owner : null;
  return {
    ...{ id: decision.id, at: decision.at, kind: decision.kind, isUndone },
    by: teller.by(decision),
    what: teller.what(decision),
    ...targetOf(decision, decided),
    refusal: isUndone ? "It was taken back already." : refusalFor("undo", actor, owner, policy),
  };
}

function targetOf(decision: Decision, decided: Decided): Pick<TrailRow, "finding" | "item"> {
  const root = rootOf(decision, decided.byId);
  if (!root) return { finding: null, item: null };
  return { finding: "about" in root ? root.about.finding : null, item: itemNamesOf(root)[0] ?? null };
}

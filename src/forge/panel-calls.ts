import { classify } from "#core/classify/classify";
import { createRoleDirectory } from "#core/roles";
import { ownerOf } from "#core/survey";
import { createPanelActions } from "#forge/panel-actions";
import { viewAudit } from "#forge/panel-audit";
import { findChanges } from "#forge/panel-changes";
import type { PanelAnswer, PanelAnswers, PanelView } from "#forge/panel-contract";
import type { PanelDeps } from "#forge/panel-deps";
import { payloads } from "#forge/panel-payloads";
import { toRefusal } from "#forge/panel-refusal";
import { plainLine } from "#forge/panel-text";
import { findLacks, viewLiveVerdict } from "#forge/panel-view";
import { TrackerError } from "#ports";
import type { ApiOutput } from "#usecases/api/contract";
import { ApiError } from "#usecases/api/error";

/** Milliseconds before each question for an audit of one work item: two minutes, then the reader is told. */
const WAITS = [...Array<number>(10).fill(3_000), ...Array<number>(9).fill(10_000)];

/** Answers the panel for one reader and one work item. `waits` are for tests. */
export function createPanelCalls(deps: PanelDeps, { waits = WAITS } = {}): PanelAnswers {
  return {
    ...createPanelActions(deps, waits),
    async openPanel(payload) {
      const { isRefresh } = payloads.openPanel.catch({ isRefresh: false }).parse(payload);
      try {
        const view = await openView(deps);
        const isOutdated = view.audit === null || view.changes.length > 0;
        const isAsked = !isRefresh && deps.call !== null && isOutdated && (await isRequested(deps));
        return { kind: "view", view: { ...view, waits: isAsked ? [...waits] : [] } };
      } catch (error) {
        return toProblem(error);
      }
    },
    isAudited: async () => ({ isAudited: await deps.isAudited() }),
    async reaudit() {
      try {
        await deps.requestAudit();
        return { refusal: null, waits: [...waits] };
      } catch (error) {
        return { refusal: toRefusal(error), waits: [] };
      }
    },
  };
}

/** Throws again what is no answer of Jira. */
export function toProblem(error: unknown): PanelAnswer {
  if (!(error instanceof TrackerError)) throw error;
  return { kind: "problem", problem: error.kind };
}

async function openView(deps: PanelDeps): Promise<PanelView> {
  const { ruleset, asOf, permissions } = deps;
  // The reader may no longer see the work item: then what the audit knows of it is not told either.
  const item = await deps.readItem();
  const verdict = classify(item, ruleset);
  const { known, notice } = await readKnown(deps);
  const changes = known ? findChanges(item, verdict, known, ruleset.policy) : [];
  const owner = ownerOf(item, ruleset.policy);
  return {
    live: known && !changes.includes("verdict") ? null : viewLiveVerdict(verdict),
    owner: owner && {
      ref: createRoleDirectory(ruleset.policy, "").refOf(owner),
      name: plainLine(owner.name ?? owner.email ?? owner.id),
    },
    lacks: findLacks(item, verdict),
    audit: known && viewAudit(known),
    ...{ changes, asOf, notice, waits: [], mayDecide: permissions.includes("triage") },
  };
}

/** What the audit knows of the work item; with a notice where it cannot be told. */
async function readKnown({
  call,
  itemId,
  notice,
}: PanelDeps): Promise<{ known: ApiOutput<"getItem"> | null; notice: string | null }> {
  if (!call) return { known: null, notice };
  try {
    return { known: await call("getItem", { name: itemId }), notice };
  } catch (error) {
    if (error instanceof ApiError && error.kind === "not-found") return { known: null, notice };
    return { known: null, notice: toRefusal(error) };
  }
}

/** A panel that cannot ask for an audit still shows what there is. */
async function isRequested(deps: PanelDeps): Promise<boolean> {
  try {
    await deps.requestAudit();
    return true;
  } catch (error) {
    toRefusal(error);
    return false;
  }
}

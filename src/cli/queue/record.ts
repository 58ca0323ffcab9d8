import type { DecisionMention, QueueEffect, QueueEvent } from "#cli/queue/state";
import type { Decision } from "#core/decision";
import { type DecideDeps, planAct, planUndo, recordDecisions } from "#usecases/decide";

/** Does what a key asked for and says what came of it. */
export type Recorder = (effect: QueueEffect) => Promise<Exclude<QueueEvent, { kind: "key" }>>;

/** Records decisions one by one, each at once; `clock` gives the instant of each. */
export function createRecorder(deps: DecideDeps, clock: () => Date): Recorder {
  let last = 0;
  // Of two decisions at one instant nobody could say which came later.
  const now = (): string => {
    last = Math.max(last + 1, clock().getTime());
    return new Date(last).toISOString();
  };
  return async (effect) => {
    const isUndo = effect.kind === "undo";
    const plan = isUndo
      ? await planUndo(effect.decisions, "", { ...deps, now: now() })
      : await planAct(effect.act, { names: effect.names }, { ...deps, now: now() });
    const [refused] = plan.refused;
    // Of several items those that may be decided on are; what was recorded together is taken back together.
    if (refused && (isUndo || plan.decisions.length === 0)) return { kind: "refused", why: refused.why };
    await recordDecisions(plan, deps);
    if (isUndo) return { kind: "undone" };
    if (plan.decisions.length === 0)
      return { kind: "refused", why: "It is no longer found: an audit ran in the meantime. n goes on." };
    return {
      kind: "recorded",
      act: effect.act,
      decisions: plan.decisions.map(toMention),
      refused: refused ? { count: plan.refused.length, why: refused.why } : null,
    };
  };
}

const toMention = (decision: Decision): DecisionMention => ({
  id: decision.id,
  item: decision.kind === "override" ? decision.item.id : null,
  finding: "about" in decision ? decision.about.finding : null,
  until: decision.kind === "dismiss" ? decision.until : null,
});

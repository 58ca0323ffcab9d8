import { viewAudit } from "#forge/panel-audit";
import type { ActAnswer, AuditView, PanelAnswers } from "#forge/panel-contract";
import type { PanelDeps } from "#forge/panel-deps";
import { describeIssues, payloads } from "#forge/panel-payloads";
import { toRefusal } from "#forge/panel-refusal";
import { plainLine, plainSentences } from "#forge/panel-text";
import type { ApiInput, ApiOutput } from "#usecases/api/contract";

type Call = NonNullable<PanelDeps["call"]>;
type Outcome = Pick<ActAnswer, "refusals" | "recorded" | "isWritten">;

const NOT_NOW = "There is no audit of this work item yet, so there is nothing to decide on.";
const NOT_OURS = "This finding is not about this work item, or it is not there any more. Check again.";
const UNKNOWN_DECISION = "This decision is not about this work item. Check again.";

/** What the reader can do in the panel. Refusals are answers in sentences; only what nobody expected is thrown. */
export function createPanelActions(
  deps: PanelDeps,
  waits: readonly number[],
): Pick<PanelAnswers, "findPeople" | "decide" | "handOver" | "undo"> {
  const itemOf = (call: Call): Promise<ApiOutput<"getItem">> => call("getItem", { name: deps.itemId });

  /** Runs an action and tells what holds after it, however it ended. */
  async function act(run: (call: Call) => Promise<Outcome>): Promise<ActAnswer> {
    const { call } = deps;
    if (!call) return { ...refused(deps.notice ?? NOT_NOW), audit: null, waits: [] };
    const outcome = await run(call).catch((error: unknown) => refused(toRefusal(error)));
    const audit = await itemOf(call).then(viewAudit, (error: unknown): AuditView | null => (toRefusal(error), null));
    return {
      ...outcome,
      refusals: outcome.refusals.map(plainSentences),
      audit,
      waits: outcome.isWritten ? [...waits] : [],
    };
  }

  async function owns(call: Call, finding: string): Promise<boolean> {
    return (await itemOf(call)).findings.some(({ id }) => id === finding);
  }

  return {
    async findPeople(payload) {
      const sent = payloads.findPeople.safeParse(payload);
      if (!sent.success) return { people: [], refusal: describeIssues(sent.error).join(" ") };
      try {
        const { people } = (await deps.call?.("findPeople", sent.data)) ?? { people: [] };
        return { people: people.map((one) => ({ ...one, name: plainLine(one.name) })), refusal: null };
      } catch (error) {
        return { people: [], refusal: toRefusal(error) };
      }
    },

    async decide(payload) {
      const sent = payloads.decide.safeParse(payload);
      return act(async (call) => {
        if (!sent.success) return refused(...describeIssues(sent.error));
        const { finding, act, asOf } = sent.data;
        if (!(await owns(call, finding))) return refused(NOT_OURS);
        return decideOn(call, { act: justThis(act), selection: { ids: [finding] }, asOf });
      });
    },

    async handOver(payload) {
      const sent = payloads.handOver.safeParse(payload);
      return act(async (call) => {
        if (!sent.success) return refused(...describeIssues(sent.error));
        const { finding, to, from, note, asOf } = sent.data;
        if (!(await owns(call, finding))) return refused(NOT_OURS);
        const input = { act: { kind: "reassign" as const, to, note }, selection: { ids: [finding] }, asOf };
        // What would be refused is not written to Jira first.
        const dry = await decideOn(call, { ...input, isDryRun: true });
        if (dry.refusals.length > 0) return dry;
        await deps.assign(to, from);
        const outcome = await decideOn(call, input).catch((error: unknown) => refused(toRefusal(error)));
        const isHalf = outcome.refusals.length > 0;
        const half = "The work item was handed over in Jira, but the decision was not recorded:";
        await deps.requestAudit().catch(toRefusal);
        return { ...outcome, isWritten: true, refusals: isHalf ? [half, ...outcome.refusals] : [] };
      });
    },

    async undo(payload) {
      const sent = payloads.undo.safeParse(payload);
      return act(async (call) => {
        if (!sent.success) return refused(...describeIssues(sent.error));
        const { decisions, handBack } = sent.data;
        const known = new Set((await itemOf(call)).trail.map(({ id }) => id));
        if (!decisions.every((id) => known.has(id))) return refused(UNKNOWN_DECISION);
        const undone = await call("undo", { decisions });
        const refusals = undone.refused.map(({ why }) => why);
        if (refusals.length > 0 || !handBack) return { refusals, recorded: undone.decisions, isWritten: false };
        const still = await deps.assign(handBack.to, handBack.from).then(() => null, toRefusal);
        await deps.requestAudit().catch(toRefusal);
        if (still === null) return { refusals, recorded: undone.decisions, isWritten: true };
        const half = "The decision was taken back, but the work item was not handed back in Jira:";
        return { refusals: [half, still], recorded: undone.decisions, isWritten: false };
      });
    },
  };
}

const refused = (...refusals: string[]): Outcome => ({ refusals, recorded: [], isWritten: false });

/** The panel shows one work item: what a decision means for others is for the dashboard, which lists them. */
function justThis(act: ApiInput<"decide">["act"]): ApiInput<"decide">["act"] {
  return act.kind === "override" ? { ...act, withChildren: false, withSiblings: false } : act;
}

async function decideOn(call: Call, input: ApiInput<"decide">): Promise<Outcome> {
  const { decisions, refused: why, stale, count } = await call("decide", input);
  const refusals = [...stale, ...why].map((one) => one.why);
  return {
    refusals: count === 0 && refusals.length === 0 ? [NOT_OURS] : refusals,
    recorded: decisions,
    isWritten: false,
  };
}

import type { Handlers } from "@forge/resolver";
import { createPanelCalls, toProblem } from "#forge/panel-calls";
import type { PanelAnswers, PanelCalls } from "#forge/panel-contract";
import type { PanelDeps } from "#forge/panel-deps";

/** The calls of the panel for a resolver; `depsOf` knows reader and work item from the context of the platform. */
export function panelHandlers(depsOf: (context: unknown) => Promise<PanelDeps>, options?: { waits?: number[] }) {
  const callsOf = async (context: unknown): Promise<PanelAnswers> => createPanelCalls(await depsOf(context), options);
  return {
    openPanel: async ({ payload, context }) => {
      const calls = await callsOf(context).catch(toProblem);
      return "kind" in calls ? calls : calls.openPanel(payload);
    },
    isAudited: async ({ context }) => (await callsOf(context)).isAudited(),
    findPeople: async ({ payload, context }) => (await callsOf(context)).findPeople(payload),
    decide: async ({ payload, context }) => (await callsOf(context)).decide(payload),
    handOver: async ({ payload, context }) => (await callsOf(context)).handOver(payload),
    undo: async ({ payload, context }) => (await callsOf(context)).undo(payload),
    reaudit: async ({ context }) => (await callsOf(context)).reaudit(),
  } satisfies Handlers<PanelCalls>;
}

import { z } from "zod";
import type { WidgetDeps } from "#forge/panel-deps";
import { toRefusal } from "#forge/panel-refusal";
import { plainLine } from "#forge/panel-text";
import type { WidgetAnswer, WidgetAnswers } from "#forge/widget-contract";

const chosen = z.object({ space: z.string().min(1).max(200) });

/** Answers the widget for one viewer: a dashboard is shown to many, and each sees of a space what they may. */
export function createWidgetCalls(deps: WidgetDeps): WidgetAnswers {
  return {
    async listSpaces() {
      const spaces = await deps.spaces();
      return { spaces: spaces.map(({ key, name }) => ({ key, name: plainLine(name) })) };
    },
    async showSpace(payload) {
      const sent = chosen.safeParse(payload);
      if (!sent.success) return { kind: "hidden" };
      try {
        return await showSpace(sent.data.space, deps);
      } catch (error) {
        return { kind: "refused", why: toRefusal(error) };
      }
    },
  };
}

async function showSpace(key: string, deps: WidgetDeps): Promise<WidgetAnswer> {
  const call = await deps.callIn(key);
  const overview = await call?.("getOverview", {});
  if (!overview?.run) return { kind: "hidden" };
  const { run, openBySeverity, trend, scopes } = overview;
  const { error, warning, info } = openBySeverity;
  return {
    kind: "view",
    view: {
      space: { key, name: plainLine(scopes[0]?.name ?? key) },
      at: run.at,
      mix: { strategic: run.strategic, tactical: run.tactical, unclear: run.unclear },
      open: { error, warning, info },
      trend: trend.map(({ at, open }) => ({ at, open })),
      isComplete: run.isComplete,
    },
  };
}

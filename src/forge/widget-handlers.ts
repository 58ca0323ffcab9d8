import type { Handlers } from "@forge/resolver";
import type { WidgetDeps } from "#forge/panel-deps";
import { createWidgetCalls } from "#forge/widget-calls";
import type { WidgetCalls } from "#forge/widget-contract";

/** The calls of the widget and its settings for a resolver; `depsOf` knows the viewer from the context of the platform. */
export function widgetHandlers(depsOf: (context: unknown) => Promise<WidgetDeps>) {
  return {
    listSpaces: async ({ context }) => createWidgetCalls(await depsOf(context)).listSpaces(),
    showSpace: async ({ payload, context }) => createWidgetCalls(await depsOf(context)).showSpace(payload),
  } satisfies Handlers<WidgetCalls>;
}

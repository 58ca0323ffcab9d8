import { makeResolver } from "@forge/resolver";
import { composeApp } from "#forge/compose";
import type { PanelCalls } from "#forge/panel-view";

const app = composeApp();

/** Handler of the panels: each key is one call of the bridge's `invoke`. */
export const resolver = makeResolver<PanelCalls>({
  explainIssue: ({ context }) => app.explainIssue(context),
});

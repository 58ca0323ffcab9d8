import Lozenge, { type ThemeAppearance } from "@atlaskit/lozenge";
import React from "react";
import type { Severity } from "#core/severity";
import type { Focus } from "#core/model";
import type { FindingState } from "#core/triage";
import { useText } from "../language";

const severities = { error: "removed", warning: "moved", info: "inprogress" } as const satisfies Record<
  Severity,
  ThemeAppearance
>;
const states = {
  open: "inprogress",
  planned: "new",
  snoozed: "default",
  dismissed: "default",
  baseline: "default",
} as const satisfies Record<FindingState, ThemeAppearance>;
const focuses = { strategic: "new", tactical: "inprogress", unclear: "default" } as const satisfies Record<
  Focus,
  ThemeAppearance
>;

/** How much a finding matters. The word says it, the colour only repeats it. */
export const SeverityLozenge = ({ severity }: { severity: Severity }) => (
  <Lozenge appearance={severities[severity]}>{useText()(`parts.severity.${severity}`)}</Lozenge>
);

/** What people decided about a finding. */
export const StateLozenge = ({ state }: { state: FindingState }) => (
  <Lozenge appearance={states[state]}>{useText()(`parts.state.${state}`)}</Lozenge>
);

/** What a work item is taken for. */
export const FocusLozenge = ({ focus }: { focus: Focus }) => (
  <Lozenge appearance={focuses[focus]}>{useText()(`parts.focus.${focus}`)}</Lozenge>
);

import type { StatusDeps } from "#forge/panel-deps";

/** Dynamic properties of a `jira:issueContext`: what the closed panel says. */
export interface PanelStatus {
  status: {
    type: "lozenge";
    value: { label: string; type: "default" | "inprogress" | "moved" | "new" | "removed" | "success" };
  };
}

type Remembered = NonNullable<Awaited<ReturnType<StatusDeps["remembered"]>>>;

/** Answers Jira for the closed panel: open findings first, else the verdict. */
export async function createPanelStatus(deps: StatusDeps): Promise<PanelStatus> {
  const known = await deps.remembered();
  return { status: { type: "lozenge", value: known ? valueOf(known) : { label: "Not checked yet", type: "default" } } };
}

function valueOf({ focus, openFindings }: Remembered): PanelStatus["status"]["value"] {
  if (openFindings > 0) return { label: openFindings === 1 ? "1 finding" : `${openFindings} findings`, type: "moved" };
  return { label: LABELS[focus], type: focus === "unclear" ? "default" : focus === "strategic" ? "new" : "inprogress" };
}

const LABELS: Record<Remembered["focus"], string> = {
  strategic: "Strategic",
  tactical: "Tactical",
  unclear: "Not sure",
};

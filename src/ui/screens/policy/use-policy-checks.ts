import { useState } from "react";
import { useCall, useChange } from "../../queries";
import { useRun } from "../../runs/use-run";

/** What can be asked of a text before it is saved: whether it is right, and what it would change. */
export function usePolicyChecks() {
  const [checked, setChecked] = useState<string | null>(null);
  const check = useCall("validatePolicy", { text: checked ?? "" }, { isEnabled: checked !== null });
  const [simulated, setSimulated] = useState<{ text: string; id: string } | null>(null);
  const start = useChange("startRun");
  const run = useRun(simulated?.id ?? null);
  return {
    check: {
      ...{
        text: checked,
        result: checked === null ? undefined : check.data,
        error: checked === null ? null : check.error,
      },
      isPending: checked !== null && check.isPending,
      start: (text: string) => {
        if (text === checked) void check.refetch();
        setChecked(text);
      },
    },
    simulation: {
      ...{ text: simulated?.text, run, error: start.error, isPending: start.isPending || run.isUnderWay },
      start: (text: string) =>
        start.mutate({ kind: "simulate", text }, { onSuccess: ({ id }) => setSimulated({ text, id }) }),
    },
  };
}

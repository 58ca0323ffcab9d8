import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../call";
import type { CallError } from "../call-error";
import { useChange } from "../queries";
import type { Act, ActKind } from "./draft";
import type { Decided, DecideAnswer, Target } from "./target";

interface DecideSteps {
  /** Shows what would happen to several; records it where it was shown, or where it is about one. */
  go: (act: Act) => void;
  /** What would happen. */
  shown: DecideAnswer | undefined;
  back: () => void;
  isPending: boolean;
  error: CallError | null;
}

/** The two steps of a decision. */
export function useDecide(kind: ActKind, target: Target, onDecided: (decided: Decided) => void): DecideSteps {
  const { selection, asOf, one } = target;
  const [shown, setShown] = useState<DecideAnswer>();
  const decide = useChange("decide");
  // Changes nothing: what is on screen stays as it is, and as old as it is.
  const tryOut = useMutation<DecideAnswer, CallError, Act>({
    mutationFn: (act) => call("decide", { act, selection, asOf, isDryRun: true }),
    networkMode: "always",
    onSuccess: setShown,
  });
  const go = (act: Act) => {
    if (one === undefined && shown === undefined) return void tryOut.mutate(act);
    decide.mutate({ act, selection, asOf }, { onSuccess: (answer) => onDecided({ kind, target, answer }) });
  };
  return {
    ...{ go, shown, back: () => setShown(undefined) },
    isPending: decide.isPending || tryOut.isPending,
    error: decide.error ?? tryOut.error,
  };
}

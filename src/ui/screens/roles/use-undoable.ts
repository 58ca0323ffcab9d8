import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ApiInput } from "../../call";
import { CallError } from "../../call-error";
import { useText } from "../../language";
import { useToasts } from "../../parts/toasts";
import { useChange } from "../../queries";

/** What a screen shows of a change that it asks for. */
export interface ChangeState {
  isPending: boolean;
  error: CallError | null;
  clearError: () => void;
  /** Something was saved since the screen was opened. */
  hasSaved: boolean;
}

interface Step<Input> {
  after: (basedOn: string) => Input;
  before: (basedOn: string) => Input;
  /** Said afterwards. */
  what: string;
  /** Closes what asked for it. */
  onSaved?: (() => void) | undefined;
}

export interface Undoable<Input> extends ChangeState {
  save: (hash: string, step: Step<Input>) => void;
  /** What was to be changed is not there any more. */
  refuse: () => void;
}

/** Changes a part of the roles in the policy, and offers to take it back as long as nobody else changed it after that. */
export function useUndoable<N extends "changePeople" | "changeSources">(name: N): Undoable<ApiInput<N>> {
  const text = useText();
  const show = useToasts();
  const { mutateAsync, error, isPending, reset } = useChange(name);
  const [misfit, setMisfit] = useState<CallError | null>(null);
  const [hasSaved, setHasSaved] = useState(false);
  const [isLoading, setLoading] = useState(false);
  const client = useQueryClient();
  const save: Undoable<ApiInput<N>>["save"] = (hash, { after, before, what, onSaved }) => {
    setMisfit(null);
    // Whoever takes something back may have left the screen: callbacks of `mutate` would not be called any more.
    const send = (input: ApiInput<N>, title: string, isUndo: boolean) =>
      void mutateAsync(input).then(
        async (saved) => {
          setHasSaved(true);
          const onUndo = () => send(before(saved.hash), text("roles.undone"), true);
          show({ title, ...(isUndo ? {} : { onUndo }) });
          if (isUndo) return;
          // The next change begins with what is saved now: from the list of before it would be refused as stale.
          setLoading(true);
          await client.invalidateQueries({ queryKey: ["getRoles"] });
          setLoading(false);
          onSaved?.();
        },
        (failure: unknown) => {
          // Elsewhere the error stands beside what was changed.
          const about = failure instanceof Error ? failure.message : String(failure);
          if (isUndo) show({ title: text("roles.undo-failed"), about, tone: "error" });
        },
      );
    send(after(hash), what, false);
  };
  const clearError = () => {
    setMisfit(null);
    reset();
  };
  const refuse = () => setMisfit(new CallError("stale", text("roles.misfit")));
  return { save, refuse, isPending: isPending || isLoading, error: misfit ?? error, clearError, hasSaved };
}

import { useState } from "react";
import { CallError } from "../../call-error";
import { useText } from "../../language";
import { useToasts } from "../../parts/toasts";
import { useChange } from "../../queries";
import { toEntry, type EntriesChange, type Roles } from "./entries";

export interface RolesChange {
  /** Saves; `onSaved` closes what asked for it. `what` is said afterwards. */
  save: (change: EntriesChange, what: string, onSaved?: () => void) => void;
  isPending: boolean;
  error: CallError | null;
  clearError: () => void;
  /** Something was saved since the screen was opened. */
  hasSaved: boolean;
}

/** Changes who is listed in the policy, and offers to take it back. */
export function useRolesChange({ hash, people }: Pick<Roles, "hash" | "people">): RolesChange {
  const text = useText();
  const show = useToasts();
  const { mutateAsync, error, isPending, reset } = useChange("changePeople");
  const [misfit, setMisfit] = useState<CallError | null>(null);
  const [hasSaved, setHasSaved] = useState(false);
  const before = people.map(toEntry);
  const save: RolesChange["save"] = (change, what, onSaved) => {
    const after = change(before);
    setMisfit(after ? null : new CallError("stale", text("roles.misfit")));
    if (!after) return;
    // Whoever takes something back may have left the screen: callbacks of `mutate` would not be called any more.
    const send = (basedOn: string, entries: typeof before, title: string, isUndo: boolean) =>
      void mutateAsync({ basedOn, people: entries }).then(
        (saved) => {
          setHasSaved(true);
          const onUndo = () => send(saved.hash, before, text("roles.undone"), true);
          show({ title, ...(isUndo ? {} : { onUndo }) });
          if (!isUndo) onSaved?.();
        },
        (failure: unknown) => {
          // Elsewhere the error stands beside what was changed.
          const about = failure instanceof Error ? failure.message : String(failure);
          if (isUndo) show({ title: text("roles.undo-failed"), about, tone: "error" });
        },
      );
    send(hash, after.map(toEntry), what, false);
  };
  const clearError = () => {
    setMisfit(null);
    reset();
  };
  return { save, isPending, error: misfit ?? error, clearError, hasSaved };
}

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CallError } from "../../call-error";
import { useText } from "../../language";
import { useToasts } from "../../parts/toasts";
import { useChange } from "../../queries";
import type { PolicyView } from "./policy-text";
import type { PolicyDraft } from "./use-policy-draft";

export interface PolicySave {
  save: () => void;
  isPending: boolean;
  error: CallError | null;
  clearError: () => void;
  hasSaved: boolean;
}

/** Saves what is being written. `onRefused` is told of a text that cannot be used. */
export function usePolicySave(policy: PolicyView, draft: PolicyDraft, onRefused: (text: string) => void): PolicySave {
  const text = useText();
  const show = useToasts();
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useChange("savePolicy");
  const [hasSaved, setHasSaved] = useState(false);
  const save = () => {
    if (isPending || !draft.isChanged || draft.isStale || !policy.isWritable) return;
    const written = draft.text;
    mutate(
      { text: written, basedOn: draft.basedOn },
      {
        onSuccess: ({ hash }) => {
          // Known at once, so that the old text does not flash up until it is read again.
          client.setQueryData<PolicyView>(
            ["getPolicy", {}],
            (old) => old && { ...old, text: written, hash, issues: [] },
          );
          draft.discard();
          setHasSaved(true);
          show({ title: text("policy.saved") });
        },
        onError: (failure) => {
          if (failure.kind === "bad-input") onRefused(written);
          // Then what is saved is asked for again, and differs.
          if (failure.kind === "stale") void client.invalidateQueries({ queryKey: ["getPolicy"] });
        },
      },
    );
  };
  return { save, isPending, error, clearError: reset, hasSaved };
}

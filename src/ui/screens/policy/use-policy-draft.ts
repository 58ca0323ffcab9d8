import { useState } from "react";
import { shownText, type PolicyView } from "./policy-text";

interface Draft {
  text: string;
  /** Hash of what it was made from. */
  basedOn: string;
}

/** Outlives the screen: whoever leaves by the browser's own Back finds it again. */
let kept: Draft | null = null;

export interface PolicyDraft {
  text: string;
  isChanged: boolean;
  basedOn: string;
  /** What is saved is no longer what this was made from. */
  isStale: boolean;
  edit: (text: string) => void;
  /** Back to what is saved. */
  discard: () => void;
  /** Goes on from what is saved now, which a save then replaces. */
  rebase: () => void;
}

/** The policy as it is being written. */
export function usePolicyDraft({ text: saved, hash }: Pick<PolicyView, "text" | "hash">): PolicyDraft {
  const [draft, setDraft] = useState(kept);
  const keep = (next: Draft | null) => {
    // At once: the screen may be left in the same breath.
    kept = next;
    setDraft(next);
  };
  const shown = shownText(saved);
  const text = draft?.text ?? shown;
  const isChanged = text !== shown;
  const basedOn = isChanged ? (draft?.basedOn ?? hash) : hash;
  return {
    ...{ text, isChanged, basedOn, isStale: basedOn !== hash },
    edit: (next) => keep({ text: next, basedOn }),
    discard: () => keep(null),
    rebase: () => keep({ text, basedOn: hash }),
  };
}

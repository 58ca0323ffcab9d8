import Button from "@atlaskit/button/new";
import React, { useEffect } from "react";
import { useText } from "../../language";
import { KeyHint } from "../../parts/key-hint";
import styles from "./policy.module.css";
import type { PolicyDraft } from "./use-policy-draft";
import type { PolicySave } from "./use-policy-save";

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Stands at the foot of the screen as long as something is unsaved. */
export function SaveBar({ draft, saving }: { draft: PolicyDraft; saving: PolicySave }) {
  const text = useText();
  const { save } = saving;
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      // Also where there is nothing to save: the browser would save the page.
      event.preventDefault();
      save();
    };
    addEventListener("keydown", handleKey);
    return () => removeEventListener("keydown", handleKey);
  }, [save]);
  if (!draft.isChanged) return null;
  return (
    <div className={styles["save"]} role="region" aria-label={text("policy.unsaved")}>
      <span className={styles["unsaved"]}>{text("policy.unsaved")}</span>
      <Button appearance="subtle" onClick={draft.discard}>
        {text("policy.discard")}
      </Button>
      <Button
        appearance="primary"
        isLoading={saving.isPending}
        isDisabled={draft.isStale}
        aria-keyshortcuts={isMac ? "Meta+S" : "Control+S"}
        onClick={save}
      >
        {text("policy.save")}
      </Button>
      <span className={styles["keys"]}>
        <KeyHint keys={[isMac ? "⌘" : "Ctrl", "S"]} />
      </span>
    </div>
  );
}

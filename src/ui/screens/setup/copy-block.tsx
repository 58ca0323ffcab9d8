import Button from "@atlaskit/button/new";
import React from "react";
import { useText } from "../../language";
import { useToasts } from "../../parts/toasts";
import styles from "./setup.module.css";

/** Lines to type elsewhere, with a button that copies them. */
export function CopyBlock({ label, content }: { label: string; content: string }) {
  const text = useText();
  const show = useToasts();
  const copy = () =>
    navigator.clipboard.writeText(content).then(
      () => show({ title: text("setup.copied"), tone: "information" }),
      () => show({ title: text("setup.not-copied"), tone: "error" }),
    );
  return (
    <div className={styles["copy"]}>
      <pre tabIndex={0} role="region" aria-label={label}>
        {content}
      </pre>
      <Button spacing="compact" aria-label={text("setup.copy-of", { label })} onClick={() => void copy()}>
        {text("setup.copy")}
      </Button>
    </div>
  );
}

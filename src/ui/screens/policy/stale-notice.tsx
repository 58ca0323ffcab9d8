import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import React from "react";
import { useText } from "../../language";
import { shownText, type PolicyView } from "./policy-text";
import styles from "./policy.module.css";
import type { PolicyDraft } from "./use-policy-draft";

/** Somebody saved another policy while this one was being written: what to do with the two. */
export function StaleNotice({
  policy,
  draft,
  onChosen,
}: {
  policy: PolicyView;
  draft: PolicyDraft;
  onChosen: () => void;
}) {
  const text = useText();
  const choose = (how: () => void) => () => {
    how();
    onChosen();
  };
  return (
    <div role="alert">
      <SectionMessage appearance="warning" title={text("policy.stale.title")}>
        <p className={styles["line"]}>{text("policy.stale.about")}</p>
        <details className={styles["details"]}>
          <summary>{text("policy.stale.theirs")}</summary>
          <pre tabIndex={0} className={styles["theirs"]}>
            {shownText(policy.text)}
          </pre>
        </details>
        <div className={styles["buttons"]}>
          <Button onClick={choose(draft.rebase)}>{text("policy.stale.keep")}</Button>
          <Button appearance="subtle" onClick={choose(draft.discard)}>
            {text("policy.stale.discard")}
          </Button>
        </div>
      </SectionMessage>
    </div>
  );
}

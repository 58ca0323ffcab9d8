import Button from "@atlaskit/button/new";
import Lozenge from "@atlaskit/lozenge";
import React from "react";
import { Link } from "wouter";
import { useText } from "../../language";
import { Dialog } from "../../parts/dialog";
import { Markdown } from "./markdown";
import type { RuleView } from "./policy-text";
import styles from "./policy.module.css";
import { RuleOptions } from "./rule-options";
import { RuleSettingSelect } from "./rule-setting";
import type { PolicyDraft } from "./use-policy-draft";

interface RuleDrawerProps {
  rule: RuleView;
  draft: PolicyDraft;
  isWritable: boolean;
  onClose: () => void;
  onReview: () => void;
}

/** A rule: how it is set, how it fares, and its page. */
export function RuleDrawer({ rule, draft, isWritable, onClose, onReview }: RuleDrawerProps) {
  const text = useText();
  return (
    <Dialog title={rule.title} placement="side" onClose={onClose}>
      <div className={styles["drawer"]}>
        <p className={styles["note"]}>
          <code>{rule.id}</code> ·{" "}
          <Link href={`/findings?rule=${encodeURIComponent(rule.id)}`}>
            {text("policy.fate.open", { count: rule.open })}
          </Link>
        </p>
        {rule.isNoisy && (
          <p>
            <Lozenge appearance="moved">{text("policy.noisy")}</Lozenge> {text("policy.noisy.about")}
          </p>
        )}
        <div className={styles["settings"]}>
          <RuleSettingSelect rule={rule} draft={draft} isWritable={isWritable} />
          <p className={styles["note"]}>
            {text("policy.default-severity")} <span lang="en">{rule.defaultSeverity}</span>
          </p>
          <RuleOptions rule={rule} draft={draft} isWritable={isWritable} />
          {draft.isChanged && (
            <div className={styles["buttons"]} role="status">
              <span className={styles["unsaved"]}>{text("policy.unsaved")}</span>
              <Button appearance="primary" onClick={onReview}>
                {text("policy.review")}
              </Button>
            </div>
          )}
        </div>
        <Markdown text={rule.page} />
      </div>
    </Dialog>
  );
}

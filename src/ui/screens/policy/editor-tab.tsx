import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import React, { useId, useMemo, useRef } from "react";
import { useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Panel } from "../../parts/panel";
import { CheckResults } from "./check-results";
import { goToLine } from "./go-to-line";
import { lineOfIssue } from "./issue-line";
import type { PolicyView } from "./policy-text";
import styles from "./policy.module.css";
import { TextEditor } from "./text-editor";
import type { usePolicyChecks } from "./use-policy-checks";
import type { PolicyDraft } from "./use-policy-draft";

interface EditorTabProps {
  policy: PolicyView;
  draft: PolicyDraft;
  checks: ReturnType<typeof usePolicyChecks>;
}

/** The policy as a document, with what can be asked of it before it is saved. */
export function EditorTab({ policy, draft, checks: { check, simulation } }: EditorTabProps) {
  const text = useText();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const isDefault = policy.text.trim() === "";
  const isCurrent = check.text === draft.text;
  const marked = useMemo(() => {
    const issues = isCurrent ? (check.result?.issues ?? []) : [];
    return new Set(issues.map((issue) => lineOfIssue(draft.text, issue)).filter((line) => line !== undefined));
  }, [isCurrent, check.result, draft.text]);
  return (
    <>
      {policy.path === null && !draft.isChanged && (
        <SectionMessage title={text(isDefault ? "policy.default.title" : "policy.sample.title")}>
          {text("policy.default.about")}
        </SectionMessage>
      )}
      <Panel>
        <div className={styles["head"]}>
          <label htmlFor={id} className={styles["label"]}>
            {policy.path ?? text("policy.document")}
          </label>
          <div className={styles["buttons"]}>
            <Button onClick={() => check.start(draft.text)} isLoading={check.isPending}>
              {text("policy.validate")}
            </Button>
            <Button onClick={() => simulation.start(draft.text)} isDisabled={simulation.isPending}>
              {text("policy.simulate")}
            </Button>
          </div>
        </div>
        <TextEditor
          ref={field}
          id={id}
          value={draft.text}
          isReadOnly={!policy.isWritable}
          marked={marked}
          describedBy={`${id}-about`}
          onChange={draft.edit}
        />
        <p id={`${id}-about`} className={styles["note"]}>
          {text("policy.document.about")}
        </p>
        <div aria-live="polite" className={styles["results"]}>
          {check.error && <ErrorNotice error={check.error} onRetry={() => check.start(draft.text)} />}
          {check.text !== null && check.result && (
            <CheckResults
              checked={check.text}
              result={check.result}
              isOld={!isCurrent}
              onLine={(line) => {
                if (field.current) goToLine(field.current, line);
              }}
            />
          )}
        </div>
      </Panel>
    </>
  );
}

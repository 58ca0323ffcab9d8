import SectionMessage from "@atlaskit/section-message";
import React from "react";
import type { ApiOutput } from "../../call";
import { useText } from "../../language";
import { lineOfIssue } from "./issue-line";
import styles from "./policy.module.css";

interface CheckResultsProps {
  /** The text that was checked. */
  checked: string;
  result: ApiOutput<"validatePolicy">;
  /** It was changed since. */
  isOld: boolean;
  onLine: (line: number) => void;
}

/** What is wrong in a policy, each with its place, and what becomes of its own tests. */
export function CheckResults({ checked, result: { issues, tests }, isOld, onLine }: CheckResultsProps) {
  const text = useText();
  const failed = tests.filter(({ isOk }) => !isOk);
  const old = isOld && <p className={styles["note"]}>{text("policy.check.old")}</p>;
  if (issues.length > 0)
    return (
      <SectionMessage appearance="error" title={text("policy.check.issues", { count: issues.length })}>
        <ul className={styles["issues"]}>
          {issues.map((issue) => {
            const line = lineOfIssue(checked, issue);
            return (
              <li key={issue}>
                {line !== undefined && (
                  <button type="button" className={styles["open"]} onClick={() => onLine(line)}>
                    {text("policy.check.line", { line })}
                  </button>
                )}{" "}
                <span lang="en">{issue}</span>
              </li>
            );
          })}
        </ul>
        {old}
      </SectionMessage>
    );
  return (
    <SectionMessage
      appearance={failed.length > 0 ? "warning" : "success"}
      title={text(failed.length > 0 ? "policy.check.tests-failed" : "policy.check.fine", { count: failed.length })}
    >
      {tests.length === 0 ? (
        <p className={styles["line"]}>{text("policy.check.no-tests")}</p>
      ) : (
        <ul className={styles["issues"]}>
          {tests.map(({ title, expected, got, isOk }, place) => (
            <li key={place}>
              <strong>{text(isOk ? "policy.check.passes" : "policy.check.fails")}</strong> {title}
              {!isOk && <div className={styles["note"]}>{text("policy.check.got", { expected, got })}</div>}
            </li>
          ))}
        </ul>
      )}
      {old}
    </SectionMessage>
  );
}

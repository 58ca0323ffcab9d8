import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import React from "react";
import { Link } from "wouter";
import { useText } from "../../language";
import styles from "./import.module.css";
import { readAuditResult } from "./read-audit-result";

/** What came of an audit, and where to go from there. */
export function AuditDone({ result, onNext }: { result: unknown; onNext: () => void }) {
  const text = useText();
  const { items, findings, repeated, incompleteBecause, left } = readAuditResult(result);
  return (
    <div role="status" className={styles["preview"]}>
      <SectionMessage appearance="success" title={text("import.done.title")}>
        <p className={styles["line"]}>
          {items !== null && text("import.done.items", { items })}{" "}
          {findings !== null && text("import.done.findings", { findings })}
        </p>
        {repeated > 0 && <p className={styles["line"]}>{text("import.done.repeated", { count: repeated })}</p>}
        <div className={styles["links"]}>
          <Link href="/">{text("import.done.overview")}</Link>
          <Link href="/findings">{text("import.done.to-findings")}</Link>
          <Button spacing="compact" onClick={onNext}>
            {text("import.done.next")}
          </Button>
        </div>
      </SectionMessage>
      {left.files.length > 0 && (
        <SectionMessage appearance="warning" title={text("import.left.title")}>
          {text("import.left.about", { files: left.files.join(", "), scopes: left.scopes.join(", ") })}
        </SectionMessage>
      )}
      {incompleteBecause.length > 0 && (
        <SectionMessage appearance="warning" title={text("import.incomplete")}>
          <ul lang="en" className={styles["lines"]}>
            {incompleteBecause.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </SectionMessage>
      )}
    </div>
  );
}

import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import React from "react";
import type { CallError } from "../call-error";
import { useText } from "../language";
import styles from "./error-notice.module.css";

/** Why something could not be shown or done, what helps, and a button that tries again. */
export function ErrorNotice({ error, onRetry }: { error: CallError; onRetry?: () => void }) {
  const text = useText();
  const isLost = error.kind === "unreachable";
  return (
    <div role="alert">
      <SectionMessage
        appearance={error.kind === "failed" ? "error" : "warning"}
        title={text(`parts.error.${error.kind}`)}
      >
        {/* What the host says is English whatever the language of the page. */}
        <div lang="en">
          {error.message !== "" && <p className={styles["line"]}>{error.message}</p>}
          {error.issues.length > 0 && (
            <ul>
              {error.issues.map((issue) => (
                <li key={issue}>{issue}</li>
              ))}
            </ul>
          )}
          {!isLost && error.remedy !== undefined && <p className={styles["line"]}>{error.remedy}</p>}
        </div>
        {isLost && <p className={styles["line"]}>{text("parts.error.unreachable.remedy")}</p>}
        {onRetry && !isLost && (
          <div className={styles["retry"]}>
            <Button spacing="compact" onClick={onRetry}>
              {text("parts.retry")}
            </Button>
          </div>
        )}
      </SectionMessage>
    </div>
  );
}

import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import { useQueryClient } from "@tanstack/react-query";
import React from "react";
import { useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import styles from "./roles.module.css";
import type { ChangeState } from "./use-undoable";

/** Why nothing was saved. Where somebody was faster the list is loaded again, and what was typed stays. */
export function ChangeError({ change }: { change: Pick<ChangeState, "error" | "clearError"> }) {
  const text = useText();
  const client = useQueryClient();
  if (!change.error) return null;
  if (change.error.kind !== "stale") return <ErrorNotice error={change.error} />;
  const reload = () => {
    change.clearError();
    void client.invalidateQueries({ queryKey: ["getRoles"] });
  };
  return (
    <div role="alert">
      <SectionMessage appearance="warning" title={text("roles.stale.title")}>
        <p className={styles["line"]}>{change.error.message}</p>
        <p className={styles["line"]}>{text("roles.stale.about")}</p>
        <Button spacing="compact" onClick={reload}>
          {text("roles.stale.reload")}
        </Button>
      </SectionMessage>
    </div>
  );
}

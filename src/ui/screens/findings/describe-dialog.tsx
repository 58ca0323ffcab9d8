import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { useText, type MessageKey } from "../../language";
import { Dialog } from "../../parts/dialog";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { useCall } from "../../queries";
import styles from "./describe-dialog.module.css";
import type { FindingFilter } from "./finding-filter";

/** The list in words and as JQL, to take along. */
export function DescribeDialog({ filter, onClose }: { filter: FindingFilter; onClose: () => void }) {
  const text = useText();
  const { data, error, isPending, refetch } = useCall("describeSelection", { filter });
  return (
    <Dialog
      title={text("findings.describe")}
      onClose={onClose}
      actions={
        <Button appearance="primary" onClick={onClose}>
          {text("parts.close")}
        </Button>
      }
    >
      {isPending && <Loading />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <div className={styles["parts"]}>
          <Copied title="findings.describe.text" value={data.text === "" ? "*" : data.text} />
          {data.jql === null ? (
            <p className={styles["note"]}>{text("findings.describe.no-jql")}</p>
          ) : (
            <Copied title="findings.describe.jql" value={data.jql} />
          )}
        </div>
      )}
    </Dialog>
  );
}

function Copied({ title, value }: { title: MessageKey; value: string }) {
  const text = useText();
  const [state, setState] = useState<"copied" | "failed">();
  const copy = () => {
    navigator.clipboard.writeText(value).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  };
  return (
    <div>
      <div className={styles["head"]}>
        <h3 className={styles["title"]}>{text(title)}</h3>
        <span role="status" className={styles["note"]}>
          {state && text(`findings.describe.${state}`)}
        </span>
        <Button
          spacing="compact"
          onClick={copy}
          aria-label={text("findings.describe.copy-what", { what: text(title) })}
        >
          {text("findings.describe.copy")}
        </Button>
      </div>
      <pre className={styles["code"]} tabIndex={0} role="region" aria-label={text(title)}>
        {value}
      </pre>
    </div>
  );
}

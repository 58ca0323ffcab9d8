import Button from "@atlaskit/button/new";
import React, { useId, useState } from "react";
import { useFormats, useText } from "../../language";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import { ErrorNotice } from "../../parts/error-notice";
import { Panel } from "../../parts/panel";
import { useToasts } from "../../parts/toasts";
import { useChange } from "../../queries";
import fields from "../../triage/fields.module.css";
import styles from "./data.module.css";

const YEAR_MS = 365 * 86_400_000;
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Deletes what ended before a day, after a question. */
export function PurgePanel() {
  const text = useText();
  const { day: writeDay } = useFormats();
  const show = useToasts();
  const id = useId();
  const [before, setBefore] = useState(dayOf(Date.now() - YEAR_MS));
  const [isAsked, setIsAsked] = useState(false);
  const purge = useChange("purge");
  const confirm = () =>
    purge.mutate(
      { before },
      {
        onSuccess: ({ runs, findings }) => {
          setIsAsked(false);
          show({ title: text("data.purge.done", { runs, findings }) });
        },
      },
    );
  return (
    <Panel title={text("data.purge")}>
      <div className={styles["parts"]}>
        <p className={styles["about"]}>{text("data.purge.about")}</p>
        <div>
          <label htmlFor={id} className={fields["label"]}>
            {text("data.purge.before")}
          </label>
          <input
            id={id}
            type="date"
            max={dayOf(Date.now())}
            className={fields["date"]}
            value={before}
            onChange={(event) => setBefore(event.currentTarget.value)}
          />
        </div>
        <div>
          <Button isDisabled={before === ""} onClick={() => setIsAsked(true)}>
            {text("data.purge.action")}
          </Button>
        </div>
      </div>
      {isAsked && (
        <ConfirmDialog
          title={text("data.purge.title", { day: writeDay(`${before}T12:00:00`) })}
          confirm={text("data.purge.confirm")}
          isDangerous
          isPending={purge.isPending}
          onConfirm={confirm}
          onCancel={() => setIsAsked(false)}
        >
          <p>{text("data.purge.warning")}</p>
          {purge.error && <ErrorNotice error={purge.error} />}
        </ConfirmDialog>
      )}
    </Panel>
  );
}

import Button from "@atlaskit/button/new";
import Textfield from "@atlaskit/textfield";
import React, { useId, useState } from "react";
import { useText } from "../../language";
import { Dialog } from "../../parts/dialog";
import { ErrorNotice } from "../../parts/error-notice";
import { useToasts } from "../../parts/toasts";
import { useChange } from "../../queries";
import fields from "../../triage/fields.module.css";
import styles from "./data.module.css";

/** The words are those of the person's language; the host is told its own. */
export function EverythingDialog({ onClose }: { onClose: () => void }) {
  const text = useText();
  const show = useToasts();
  const id = useId();
  const [typed, setTyped] = useState("");
  const purge = useChange("purge");
  const phrase = text("data.everything.phrase");
  const isConfirmed = typed.trim().toLowerCase() === phrase.toLowerCase();
  const confirm = () => {
    if (!isConfirmed || purge.isPending) return;
    purge.mutate(
      { everything: true, confirm: "delete everything" },
      {
        onSuccess: () => {
          onClose();
          show({ title: text("data.everything.done") });
        },
      },
    );
  };
  return (
    <Dialog
      title={text("data.everything.title")}
      onClose={onClose}
      onSubmit={confirm}
      actions={
        <>
          <Button appearance="subtle" onClick={onClose}>
            {text("parts.cancel")}
          </Button>
          <Button type="submit" appearance="danger" isLoading={purge.isPending} isDisabled={!isConfirmed}>
            {text("data.everything.action")}
          </Button>
        </>
      }
    >
      <p>{text("data.everything.warning")}</p>
      <div className={styles["typed"]}>
        <label htmlFor={id} className={fields["label"]}>
          {text("data.everything.type", { phrase })}
        </label>
        <Textfield
          id={id}
          autoFocus
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {purge.error && <ErrorNotice error={purge.error} />}
    </Dialog>
  );
}

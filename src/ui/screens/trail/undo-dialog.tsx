import Button from "@atlaskit/button/new";
import TextArea from "@atlaskit/textarea";
import React, { useId, useState } from "react";
import { CallError } from "../../call-error";
import { useText } from "../../language";
import { Dialog } from "../../parts/dialog";
import { ErrorNotice } from "../../parts/error-notice";
import { useToasts } from "../../parts/toasts";
import { useChange } from "../../queries";
import type { TrailRow } from "./trail-table";
import styles from "./trail.module.css";

/** Takes a decision back, with a note for whoever reads the trail; that can be taken back, too. */
export function UndoDialog({ row, onClose }: { row: TrailRow; onClose: () => void }) {
  const text = useText();
  const id = useId();
  const show = useToasts();
  const { mutate, mutateAsync, isPending, error } = useChange("undo");
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState<CallError | null>(null);
  const fail = (why: unknown) =>
    show({
      ...{ title: text("trail.redo-failed"), tone: "error" },
      about: why instanceof Error ? why.message : String(why),
    });
  // The dialog is gone by then: callbacks of `mutate` would not be called any more.
  const again = (decisions: readonly string[]) =>
    void mutateAsync({ decisions: [...decisions] }).then(
      ({ refused: [refusal] }) => (refusal ? fail(refusal.why) : show({ title: text("trail.redone") })),
      fail,
    );
  const undo = () => {
    if (isPending) return;
    setRefused(null);
    mutate(
      { decisions: [row.id], note },
      {
        onSuccess: ({ decisions, refused: [refusal] }) => {
          if (refusal) return void setRefused(new CallError("forbidden", refusal.why));
          show({ title: text("trail.undo.done"), about: row.what, onUndo: () => again(decisions) });
          onClose();
        },
      },
    );
  };
  const failure = refused ?? error;
  return (
    <Dialog
      title={text("trail.undo.title")}
      onClose={onClose}
      onSubmit={undo}
      actions={
        <>
          <Button appearance="subtle" onClick={onClose}>
            {text("parts.cancel")}
          </Button>
          <Button appearance="primary" type="submit" isLoading={isPending}>
            {text("trail.undo.confirm")}
          </Button>
        </>
      }
    >
      <blockquote className={styles["quote"]}>
        {row.what}
        <footer>{row.by}</footer>
      </blockquote>
      <p className={styles["about"]}>{text("trail.undo.about")}</p>
      <label className={styles["label"]} htmlFor={id}>
        {text("trail.undo.note")}
      </label>
      <TextArea
        id={id}
        minimumRows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {failure && <ErrorNotice error={failure} />}
    </Dialog>
  );
}

import Button from "@atlaskit/button/new";
import React, { type ReactNode } from "react";
import { useText } from "../../language";
import { Dialog } from "../../parts/dialog";
import { ChangeError } from "./change-error";
import styles from "./roles.module.css";
import type { ChangeState } from "./use-undoable";

interface FormDialogProps {
  title: string;
  /** What its button does. */
  save: string;
  change: ChangeState;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Fields of one entry, with what went wrong when it was saved. */
export function FormDialog({ title, save, change, onSubmit, onClose, children }: FormDialogProps) {
  const text = useText();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={() => {
        if (!change.isPending) onSubmit();
      }}
      actions={
        <>
          <Button appearance="subtle" onClick={onClose}>
            {text("parts.cancel")}
          </Button>
          <Button appearance="primary" type="submit" isLoading={change.isPending}>
            {save}
          </Button>
        </>
      }
    >
      <div className={styles["fields"]}>{children}</div>
      <ChangeError change={change} />
    </Dialog>
  );
}

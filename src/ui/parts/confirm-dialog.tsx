import Button from "@atlaskit/button/new";
import React, { type ReactNode } from "react";
import { useText } from "../language";
import { Dialog } from "./dialog";

interface ConfirmDialogProps {
  /** The question. */
  title: string;
  /** What happens then, and to how many. */
  children: ReactNode;
  /** What the button does, as a verb: "Dismiss 12 findings". */
  confirm: string;
  isDangerous?: boolean;
  /** While it is being done the button waits. */
  isPending?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that touches much, or cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const text = useText();
  return (
    <Dialog
      title={props.title}
      onClose={props.onCancel}
      onSubmit={() => {
        if (!props.isPending) props.onConfirm();
      }}
      actions={
        <>
          <Button appearance="subtle" onClick={props.onCancel}>
            {text("parts.cancel")}
          </Button>
          <Button
            type="submit"
            appearance={props.isDangerous ? "danger" : "primary"}
            isLoading={props.isPending ?? false}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}

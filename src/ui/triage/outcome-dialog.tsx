import Button from "@atlaskit/button/new";
import React from "react";
import { useText } from "../language";
import { Dialog } from "../parts/dialog";
import styles from "./fields.module.css";
import { RefusalLists } from "./refusal-lists";
import type { Decided } from "./target";

interface OutcomeDialogProps {
  decided: Decided;
  /** Opens the one finding that was decided on. */
  onLookAgain: ((finding: string) => void) | undefined;
  onClose: () => void;
}

/** Says what was not recorded. The list behind it has been read again by then. */
export function OutcomeDialog({ decided, onLookAgain, onClose }: OutcomeDialogProps) {
  const text = useText();
  const { kind, target, answer } = decided;
  const one = target.one?.id;
  return (
    <Dialog
      title={text(answer.count === 0 ? "findings.outcome.nothing" : "findings.outcome.part")}
      onClose={onClose}
      actions={
        <>
          {one !== undefined && onLookAgain && (
            <Button onClick={() => onLookAgain(one)}>{text("findings.outcome.look")}</Button>
          )}
          <Button appearance="primary" onClick={onClose}>
            {text("parts.close")}
          </Button>
        </>
      }
    >
      <div className={styles["fields"]}>
        {answer.count > 0 && <p className={styles["hint"]}>{text(`findings.${kind}.done`, { count: answer.count })}</p>}
        <RefusalLists refused={answer.refused} stale={answer.stale} />
      </div>
    </Dialog>
  );
}

import Button from "@atlaskit/button/new";
import SectionMessage from "@atlaskit/section-message";
import React, { useState } from "react";
import { useText } from "../language";
import { Dialog } from "../parts/dialog";
import { ErrorNotice } from "../parts/error-notice";
import { Loading } from "../parts/loading";
import { useCall } from "../queries";
import { ActFields } from "./act-fields";
import { useDialogFocus } from "./dialog-focus";
import { type ActKind, type Draft, emptyDraft, toAct } from "./draft";
import styles from "./fields.module.css";
import { Preview } from "./preview";
import type { Decided, Target } from "./target";
import { useDecide } from "./use-decide";

interface DecisionDialogProps {
  kind: ActKind;
  target: Target;
  onDecided: (decided: Decided) => void;
  onClose: () => void;
}

/** Asks for a decision: on one finding it records it at once, on several it shows first what would happen. */
export function DecisionDialog({ kind, target, onDecided, onClose }: DecisionDialogProps) {
  const text = useText();
  const { one } = target;
  const { data, error, isPending } = useCall("getFinding", { id: one?.id ?? "" }, { isEnabled: one !== undefined });
  const finding = data?.finding;
  const [changed, setChanged] = useState<Partial<Draft>>(target.draft ?? {});
  const [missing, setMissing] = useState<string>();
  const decide = useDecide(kind, target, onDecided);
  const other =
    finding?.item?.focus === "strategic" ? "tactical" : finding?.item?.focus === "tactical" ? "strategic" : null;
  const draft: Draft = { ...emptyDraft, focus: other, ...changed };
  const refusal = finding?.refusals[kind] ?? null;
  const isAsking = refusal === null && !(one && isPending);
  const submit = () => {
    if (!isAsking || decide.isPending) return;
    const read = toAct(kind, draft);
    setMissing("missing" in read ? text(read.missing) : undefined);
    if ("act" in read) decide.go(read.act);
  };
  const { shown } = decide;
  const isFilling = isAsking && !error && !shown;
  const inside = useDialogFocus(isFilling ? "fields" : shown ? "preview" : "waiting");
  const name = one?.subject ?? text("findings.count", { count: target.count });
  return (
    <Dialog
      title={text(`findings.${kind}.title`, { name })}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button appearance="subtle" onClick={shown ? decide.back : onClose}>
            {text(shown ? "findings.back" : refusal === null ? "parts.cancel" : "parts.close")}
          </Button>
          {refusal === null && shown?.count !== 0 && (
            <Button type="submit" appearance="primary" isLoading={decide.isPending}>
              {shown
                ? text(`findings.${kind}.confirm`, { count: shown.count })
                : text(one ? `findings.${kind}` : "findings.preview")}
            </Button>
          )}
        </>
      }
    >
      {refusal !== null && <SectionMessage appearance="warning">{refusal}</SectionMessage>}
      {error && <ErrorNotice error={error} />}
      {one && isPending && <Loading />}
      <div ref={inside}>
        {isFilling && (
          <ActFields
            kind={kind}
            draft={draft}
            finding={finding}
            onChange={(part) => setChanged({ ...changed, ...part })}
          />
        )}
        {shown && <Preview kind={kind} answer={shown} />}
      </div>
      {decide.error && (
        <div className={styles["error"]}>
          <ErrorNotice error={decide.error} />
        </div>
      )}
      <p role="alert" className={missing === undefined ? "visually-hidden" : styles["missing"]}>
        {missing}
      </p>
    </Dialog>
  );
}

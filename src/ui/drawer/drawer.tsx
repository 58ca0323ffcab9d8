import React, { useEffect, useRef } from "react";
import { useText } from "../language";
import { Dialog } from "../parts/dialog";
import { ErrorNotice } from "../parts/error-notice";
import { Loading } from "../parts/loading";
import { isField } from "../triage/shortcuts";
import { useSingleKeys } from "../triage/single-keys";
import { useTriage } from "../triage/triage";
import styles from "./drawer.module.css";
import { DrawerBody } from "./drawer-body";
import { DrawerHead } from "./drawer-head";
import { OutcomeBar } from "./outcome-bar";
import { useDrawerActs } from "./use-drawer-acts";
import { useOpened, type Opened } from "./use-opened";

export interface DrawerProps {
  opened: Opened;
  onClose: () => void;
  /** To its neighbours in the list, where there are any. */
  onNext: (() => void) | undefined;
  onPrevious: (() => void) | undefined;
  /** A decision on this finding was recorded. */
  onRecorded?: ((finding: string) => void) | undefined;
}

/** A finding, or a work item with everything about it, beside the list. */
export function Drawer(props: DrawerProps) {
  const { opened, onClose, onNext, onPrevious } = props;
  const text = useText();
  const triage = useTriage();
  const isOn = useSingleKeys();
  const body = useRef<HTMLDivElement>(null);
  const shown = useOpened(opened);
  const start = useDrawerActs(shown, props);
  const { subject, title, finding, detail } = shown;
  const name = subject ?? text("item.title");
  useEffect(() => {
    const dialog = body.current?.closest("dialog");
    if (!dialog) return;
    dialog.scrollTop = 0;
    // The link that led here has gone with what it stood in.
    if (!dialog.contains(document.activeElement)) dialog.querySelector("h2")?.focus();
  }, [shown.key]);
  const { forgetOutcome } = triage;
  useEffect(() => forgetOutcome, [forgetOutcome]);

  const keys: Readonly<Record<string, (() => void) | undefined>> = {
    ...{ j: onNext, k: onPrevious, u: triage.undoLast },
    ...(finding &&
      !finding.isReread && {
        ...{ d: () => start("dismiss", finding), s: () => start("snooze", finding) },
        ...{ o: () => start("override", finding), r: () => start("reassign", finding) },
      }),
  };
  const handleKey = (event: React.KeyboardEvent) => {
    const act = keys[event.key];
    if (!isOn || !act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && isField(event.target)) return;
    event.preventDefault();
    act();
  };
  return (
    <div onKeyDown={handleKey}>
      <Dialog title={name} placement="side" onClose={onClose}>
        <div ref={body} className={styles["body"]} aria-busy={shown.isPending}>
          <DrawerHead shown={shown} onNext={onNext} onPrevious={onPrevious} />
          <div role="status" className="visually-hidden">
            {subject !== undefined && `${subject}: ${title ?? ""}`}
          </div>
          <OutcomeBar />
          {shown.error && <ErrorNotice error={shown.error} onRetry={shown.retry} />}
          {shown.isPending && <Loading />}
          {(finding ?? detail) && <DrawerBody shown={shown} start={start} />}
        </div>
      </Dialog>
    </div>
  );
}

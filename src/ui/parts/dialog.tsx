import { IconButton } from "@atlaskit/button/new";
import CrossIcon from "@atlaskit/icon/core/cross";
import React, { useEffect, useId, useRef, type FormEvent, type ReactNode } from "react";
import { useText } from "../language";
import styles from "./dialog.module.css";

interface DialogProps {
  title: string;
  /** Escape, the backdrop, or whatever the actions do. */
  onClose: () => void;
  /** Enter in a field, or the button of type submit. */
  onSubmit?: () => void;
  /** Buttons at its foot, the main one last. */
  actions?: ReactNode;
  /** `side`: along the right edge, for details of something in a list. */
  placement?: "centre" | "side";
  children: ReactNode;
}

/**
 * A modal dialog on the browser's own element: the page behind is inert, the focus stays inside and returns to where it
 * was. Atlaskit's dialog and drawer write style elements, which the CSP of the page forbids.
 */
export function Dialog({ title, onClose, onSubmit, actions, placement = "centre", children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useText();
  const heading = useId();
  const isSide = placement === "side";
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    if (element?.open === false) element.showModal();
    // Details are read from their title on; a question starts at its first field or button.
    if (isSide) element?.querySelector("h2")?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [isSide]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <dialog
      ref={dialog}
      className={isSide ? styles["side"] : styles["centre"]}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <form className={styles["content"]} onSubmit={submit}>
        <div className={styles["head"]}>
          <h2 id={heading} tabIndex={isSide ? -1 : undefined} className={styles["title"]}>
            {title}
          </h2>
          {isSide && <IconButton appearance="subtle" icon={CrossIcon} label={text("parts.close")} onClick={onClose} />}
        </div>
        <div className={styles["body"]}>{children}</div>
        {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
      </form>
    </dialog>
  );
}

import Button, { IconButton } from "@atlaskit/button/new";
import CrossIcon from "@atlaskit/icon/core/cross";
import InformationIcon from "@atlaskit/icon/core/status-information";
import SuccessIcon from "@atlaskit/icon/core/status-success";
import ErrorIcon from "@atlaskit/icon/core/status-error";
import React, { createContext, useCallback, useContext, useEffect, useRef, useState, type ReactNode } from "react";
import { type Notice, showOutside } from "../host";
import { useText } from "../language";
import styles from "./toasts.module.css";

export interface Toast {
  title: string;
  about?: string;
  tone?: "success" | "information" | "error";
  /** Takes back what was done; the toast goes when it is pressed. */
  onUndo?: () => void;
}

interface ShownToast extends Toast {
  id: number;
}

/** Long enough to read and to reach the button; a toast under the pointer or with the focus stays. Errors stay. */
const SHOWN_FOR_MS = 15_000;
const icons = { success: SuccessIcon, information: InformationIcon, error: ErrorIcon };
/** Takes the toast away: what it offers is no longer so. */
type Withdraw = () => void;
const Show = createContext<(toast: Toast) => Withdraw>(() => () => undefined);

/** `show({ title, onUndo })`: says what was done, for a while, in the corner and in a live region. */
export const useToasts = (): ((toast: Toast) => Withdraw) => useContext(Show);

export function Toasts({ children }: { children: ReactNode }) {
  const text = useText();
  const [shown, setShown] = useState<readonly ShownToast[]>([]);
  const last = useRef(0);
  const dismiss = useCallback((id: number) => setShown((before) => before.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (toast: Toast): Withdraw => {
      if (showOutside) return showOutside(asNotice(toast, text("parts.undo")));
      const id = (last.current += 1);
      setShown((before) => [...before.slice(-3), { ...toast, id }]);
      return () => dismiss(id);
    },
    [dismiss, text],
  );
  return (
    <Show.Provider value={show}>
      {children}
      <section className={styles["toasts"]} aria-label={text("parts.messages")}>
        <div role="status">
          {shown.map((toast) => (
            <OneToast key={toast.id} toast={toast} onDismiss={dismiss} />
          ))}
        </div>
      </section>
    </Show.Provider>
  );
}

const asNotice = ({ title, about, tone = "success", onUndo }: Toast, undo: string): Notice => ({
  ...{ title, about, tone },
  action: onUndo && { text: undo, onPress: onUndo },
});

function OneToast({ toast, onDismiss }: { toast: ShownToast; onDismiss: (id: number) => void }) {
  const text = useText();
  const { id, title, about, tone = "success", onUndo } = toast;
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (isHeld || tone === "error") return;
    const timer = setTimeout(() => onDismiss(id), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [isHeld, tone, id, onDismiss]);
  const Icon = icons[tone];
  const undo = () => {
    onUndo?.();
    onDismiss(id);
  };
  return (
    <div
      className={styles["toast"]}
      onMouseEnter={() => setIsHeld(true)}
      onMouseLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <span className={styles[tone]}>
        <Icon label="" color="currentColor" />
      </span>
      <div className={styles["words"]}>
        <strong>{title}</strong>
        {about !== undefined && <div className={styles["about"]}>{about}</div>}
        {onUndo && (
          <div className={styles["actions"]}>
            <Button spacing="compact" onClick={undo}>
              {text("parts.undo")}
            </Button>
          </div>
        )}
      </div>
      <IconButton
        appearance="subtle"
        spacing="compact"
        icon={CrossIcon}
        label={text("parts.close")}
        onClick={() => onDismiss(id)}
      />
    </div>
  );
}

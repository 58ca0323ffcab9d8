import ChevronDownIcon from "@atlaskit/icon/core/chevron-down";
import React, { useEffect, useId, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import styles from "./menu.module.css";

interface MenuProps {
  label: string;
  /** What is chosen in it, shown on the button. */
  chosen?: string | undefined;
  children: ReactNode;
}

/** A button with a panel below it that stays open while one chooses. Escape and a press elsewhere close it. */
export function Menu({ label, chosen, children }: MenuProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = panel.current;
    if (!isOpen || !element) return;
    const over = element.getBoundingClientRect().right - (document.documentElement.clientWidth - 8);
    if (over > 0) element.style.marginInlineStart = `-${over}px`;
    element.querySelector<HTMLElement>("input")?.focus();
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    const close = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setIsOpen(false);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [isOpen]);
  const handleKey = (event: React.KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    // Not also the selection below.
    event.stopPropagation();
    setIsOpen(false);
    button.current?.focus();
  };
  const handleBlur = ({ relatedTarget }: React.FocusEvent) => {
    if (relatedTarget instanceof Node && !box.current?.contains(relatedTarget)) setIsOpen(false);
  };
  return (
    <div ref={box} className={styles["box"]} onKeyDown={handleKey} onBlur={handleBlur}>
      <button
        ref={button}
        type="button"
        className={styles["button"]}
        data-chosen={chosen !== undefined}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        {label}
        {chosen !== undefined && <span className={styles["chosen"]}>{chosen}</span>}
        <ChevronDownIcon label="" size="small" color="currentColor" />
      </button>
      {isOpen && (
        // A press beside its fields puts the focus on it, not on what is around the menu.
        <div ref={panel} id={id} role="group" aria-label={label} tabIndex={-1} data-menu className={styles["panel"]}>
          {children}
        </div>
      )}
    </div>
  );
}

import { useEffect, useRef } from "react";
import { useSingleKeys } from "./single-keys";

/** What keys do, by `event.key`; a key with Shift is under its capital. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

/** Marks the part of a screen in which the shortcuts work, wherever the focus is in it. */
export const SHORTCUT_REGION = { "data-shortcuts": true } as const;

/** Keys that need no switch: they are no characters. */
const isCharacter = (key: string): boolean => key.length === 1;

/** Shortcuts of a screen. They rest while somebody types, while a dialog or menu is open, and where they are turned off. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  const isOn = useSingleKeys();
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (isTaken(event) || (isCharacter(event.key) && !isOn)) return;
      const act = current.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, [isOn]);
}

/** Whether a key press is meant for something else. */
function isTaken(event: KeyboardEvent): boolean {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element))
    return true;
  if (isField(target) || document.querySelector("dialog[open]") !== null) return true;
  // The table itself opens where it has the focus, and a control does what it is for.
  if (event.key === "Enter") return target !== document.body;
  return !(target === document.body || target.matches("main, h1") || target.closest("[data-shortcuts]"));
}

/** Whether keys are text there. */
export function isField(target: Element): boolean {
  if (target instanceof HTMLInputElement) return !["checkbox", "button", "submit"].includes(target.type);
  return target.matches("textarea, select, [contenteditable=true]") || target.closest("[data-menu]") !== null;
}

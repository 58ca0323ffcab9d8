import { useEffect, useRef, type RefObject } from "react";

/**
 * Where the keyboard is in a dialog of several steps: in its first field as soon as there are fields, and on its main
 * button when they have gone with the focus. For something inside of the dialog.
 */
export function useDialogFocus(step: "waiting" | "fields" | "preview"): RefObject<HTMLDivElement> {
  const inside = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const form = inside.current?.closest("form");
    if (step === "fields") inside.current?.querySelector<HTMLElement>("input:checked, input, textarea")?.focus();
    if (step !== "preview" || !form || form.contains(document.activeElement)) return;
    // Where nothing can be recorded only the way back is left.
    (form.querySelector<HTMLElement>("button[type=submit]") ?? form.querySelector("button"))?.focus();
  }, [step]);
  return inside;
}

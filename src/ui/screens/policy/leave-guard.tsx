import React, { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { useText } from "../../language";
import { ConfirmDialog } from "../../parts/confirm-dialog";

/** Asks before unsaved changes are left: by a link of the page here, by closing the tab in the browser's own words. */
export function LeaveGuard({ onDiscard }: { onDiscard: () => void }) {
  const text = useText();
  const [path, navigate] = useLocation();
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    const hold = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || link.target === "_blank" || link.origin !== location.origin) return;
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (link.pathname === path) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(`${link.pathname}${link.search}`);
    };
    addEventListener("beforeunload", warn);
    // Before the link's own handler, which would be gone already.
    document.addEventListener("click", hold, true);
    return () => {
      removeEventListener("beforeunload", warn);
      document.removeEventListener("click", hold, true);
    };
  }, [path]);
  if (wanted === null) return null;
  return (
    <ConfirmDialog
      title={text("policy.leave.title")}
      confirm={text("policy.leave.confirm")}
      isDangerous
      onConfirm={() => {
        onDiscard();
        setWanted(null);
        navigate(wanted);
      }}
      onCancel={() => setWanted(null)}
    >
      <p>{text("policy.leave.about")}</p>
    </ConfirmDialog>
  );
}

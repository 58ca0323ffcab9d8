import Button from "@atlaskit/button/new";
import ChevronDownIcon from "@atlaskit/icon/core/chevron-down";
import React, { useEffect, useId, useRef, useState } from "react";
import { Link } from "wouter";
import { Text, useText } from "../../language";
import { useCall } from "../../queries";
import styles from "./audit-again.module.css";
import type { Audit, AuditSource } from "./use-audit";

/** Name that the host gives the sample among the sources. */
const SAMPLE = "the bundled sample backlog";

/** Ways to another audit, behind a button. An export is a snapshot: for a new result there has to be a new file. */
export function AuditAgain({ audit, sources }: { audit: Audit; sources: readonly string[] }) {
  const text = useText();
  const { data: capabilities } = useCall("getCapabilities", {});
  const [isOpen, setIsOpen] = useState(false);
  const panel = useId();
  const box = useRef<HTMLDivElement>(null);
  useCloseOutside(isOpen, box, () => setIsOpen(false));
  if (!capabilities?.permissions.includes("administer")) return null;
  const { trackers, screens } = capabilities;
  const both = trackers.length > 1 ? "both" : trackers[0];
  const start = (source: AuditSource) => {
    setIsOpen(false);
    // What was chosen is gone with the list.
    box.current?.querySelector("button")?.focus();
    audit.start(source);
  };
  const hasNothing = both === undefined && !sources.includes(SAMPLE) && !screens.includes("import");
  if (hasNothing) return null;
  return (
    <div ref={box} className={styles["again"]}>
      <Button
        appearance="primary"
        iconAfter={ChevronDownIcon}
        isLoading={audit.running !== null}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panel : undefined}
        onClick={() => setIsOpen(!isOpen)}
      >
        {text("overview.again")}
      </Button>
      {isOpen && (
        <ul id={panel} className={styles["ways"]}>
          {both !== undefined && (
            <>
              <Choice
                title={text("overview.again.trackers", { trackers: both })}
                about={text("overview.again.trackers.about")}
                onChoose={() => start({ trackers: both })}
              />
              <Choice
                title={text("overview.again.full")}
                about={text("overview.again.full.about")}
                onChoose={() => start({ trackers: both, isFull: true })}
              />
            </>
          )}
          {sources.includes(SAMPLE) && (
            <Choice
              title={text("overview.again.sample")}
              about={text("overview.again.sample.about")}
              onChoose={() => start({ sample: true })}
            />
          )}
          {screens.includes("import") && (
            <li className={styles["way"]}>
              <Link href="/import" className={styles["choice"]}>
                <span className={styles["title"]}>{text("overview.again.import")}</span>
                <span className={styles["about"]}>
                  <Text id="overview.again.import.about" />
                </span>
              </Link>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}

const Choice = ({ title, about, onChoose }: { title: string; about: string; onChoose: () => void }) => (
  <li className={styles["way"]}>
    <button type="button" className={styles["choice"]} onClick={onChoose}>
      <span className={styles["title"]}>{title}</span>
      <span className={styles["about"]}>{about}</span>
    </button>
  </li>
);

/** Escape, a click elsewhere, or the focus going elsewhere; after Escape the focus is on the button again. */
function useCloseOutside(isOpen: boolean, box: React.RefObject<HTMLElement>, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close();
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      close();
      box.current?.querySelector("button")?.focus();
    };
    addEventListener("pointerdown", leave);
    addEventListener("focusin", leave);
    addEventListener("keydown", escape);
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("focusin", leave);
      removeEventListener("keydown", escape);
    };
  });
}

import React from "react";
import { useText } from "../language";
import { FocusLozenge } from "../parts/lozenges";
import styles from "./drawer.module.css";
import { Facts } from "./facts";
import { Family } from "./family";
import { FindingSection } from "./finding-section";
import { History } from "./history";
import { MarkedTitle } from "./marked-title";
import { OwnerSection } from "./owner-section";
import { Section } from "./section";
import type { StartAct } from "./use-drawer-acts";
import type { Shown } from "./use-opened";
import { VerdictSection } from "./verdict-section";

/** Everything about a finding and its item, what needs a decision first. */
export function DrawerBody({ shown, start }: { shown: Shown; start: StartAct }) {
  const text = useText();
  const { detail, finding, findings, title } = shown;
  const item = detail?.item ?? finding?.item;
  return (
    <>
      <div>
        <p className={styles["title"]}>
          <MarkedTitle title={title ?? finding?.scope.name ?? ""} evidence={detail?.verdict.evidence ?? []} />
        </p>
        {item && (
          <div className={styles["traits"]}>
            <FocusLozenge focus={item.focus} />
            <span>{[item.type ?? text(`item.level.${item.level}`), item.status].filter(Boolean).join(" · ")}</span>
            <span>{detail?.item.scope.name ?? finding?.scope.name}</span>
          </div>
        )}
      </div>
      {findings.map((one) => (
        <FindingSection key={one.id} finding={one} start={start} />
      ))}
      {detail && findings.length === 0 && (
        <Section title={text("item.findings")}>
          <p>{text("item.findings.none")}</p>
        </Section>
      )}
      {detail && <VerdictSection verdict={detail.verdict} />}
      {detail && <OwnerSection owner={detail.owner} />}
      {detail && <Family detail={detail} />}
      {detail && <Facts item={detail.item} />}
      <History rows={shown.trail} />
    </>
  );
}

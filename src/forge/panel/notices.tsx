import { SectionMessage, Text } from "@forge/react";
import React from "react";
import type { PanelView, ProblemKind } from "#forge/panel-contract";
import type { PanelState } from "./use-panel";
import { useWords } from "./words";

/** Why the panel has no verdict, and what the reader can do about it. */
export function Problem({ problem }: { problem: ProblemKind }) {
  const t = useWords();
  const isOurs = problem === "unexpected" || problem === "bad-response";
  return (
    <SectionMessage appearance={isOurs ? "error" : "warning"} title={t(`problem.${problem}`)}>
      <Text>{t(`problem.${problem}.remedy`)}</Text>
    </SectionMessage>
  );
}

/** Why an action was not done. */
export function Refusals({ refusals }: { refusals: readonly string[] }) {
  const t = useWords();
  if (refusals.length === 0) return null;
  return (
    <SectionMessage appearance="warning" title={t("not-done")}>
      {refusals.map((refusal) => (
        <Text key={refusal}>{refusal}</Text>
      ))}
    </SectionMessage>
  );
}

/** How far what is shown is of now. */
export function Notices({ view, panel }: { view: PanelView; panel: PanelState }) {
  const t = useWords();
  const { audit, changes, asOf, notice } = view;
  const { isWaiting, isLate, refusal } = panel;
  const lines = [
    ...(notice === null ? [] : [notice]),
    ...(audit || notice !== null ? [] : [t("unread")]),
    ...(audit && asOf !== null && changes.length > 0
      ? [t("changed", { when: t.ago(asOf), what: changes.map((change) => t(`change.${change}`)).join(", ") })]
      : []),
    ...(isWaiting ? [t("waiting")] : []),
    ...(isLate ? [t("late")] : []),
    ...(refusal === null ? [] : [refusal]),
  ];
  if (lines.length === 0) return null;
  return (
    <SectionMessage appearance="information">
      {lines.map((line) => (
        <Text key={line}>{line}</Text>
      ))}
    </SectionMessage>
  );
}

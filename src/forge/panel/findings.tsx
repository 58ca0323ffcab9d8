import { Text } from "@forge/react";
import React, { useState } from "react";
import type { ActKind, AuditView, FindingView, PanelView } from "#forge/panel-contract";
import { ActDialog } from "./act-dialog";
import { Finding } from "./finding";
import { Section } from "./section";
import type { PanelActs } from "./use-panel";
import { useWords } from "./words";

interface FindingsProps {
  view: PanelView;
  audit: AuditView;
  acts: PanelActs;
}

/** What the reader is deciding: as they saw it when they began. What others decide meanwhile is not overwritten. */
interface Open {
  kind: ActKind;
  finding: FindingView;
  asOf: string;
}

/** What was found about the work item, and what can be decided on it. */
export function Findings({ view, audit, acts }: FindingsProps) {
  const t = useWords();
  const [open, setOpen] = useState<Open>();
  const { findings, asOf } = audit;
  return (
    <Section title={t("findings")}>
      {findings.length === 0 && <Text>{t("findings.none")}</Text>}
      {findings.map((finding) => (
        <Finding
          key={finding.id}
          finding={finding}
          mayDecide={view.mayDecide}
          onStart={(kind) => setOpen({ kind, finding, asOf })}
        />
      ))}
      {findings.length > 0 && !view.mayDecide && <Text>{t("may-not")}</Text>}
      {open && <ActDialog {...open} owner={view.owner} acts={acts} onClose={() => setOpen(undefined)} />}
    </Section>
  );
}

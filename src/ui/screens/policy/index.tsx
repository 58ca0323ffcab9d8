import SectionMessage from "@atlaskit/section-message";
import Tabs, { Tab, TabList, TabPanel } from "@atlaskit/tabs";
import React from "react";
import { useText } from "../../language";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { Page } from "../../parts/page";
import { useCall } from "../../queries";
import { AuditAgain } from "../../runs/audit-again";
import { useUrlState } from "../../url-state";
import { BasicsTab } from "./basics-tab";
import { EditorTab } from "./editor-tab";
import { LeaveGuard } from "./leave-guard";
import { readDocument, type PolicyView } from "./policy-text";
import styles from "./policy.module.css";
import { RulesTab } from "./rules-tab";
import { SaveBar } from "./save-bar";
import { SimulationPanel } from "./simulation-panel";
import { StaleNotice } from "./stale-notice";
import { usePolicyChecks } from "./use-policy-checks";
import { usePolicyDraft } from "./use-policy-draft";
import { usePolicySave } from "./use-policy-save";

export default function PolicyScreen() {
  const text = useText();
  const { data, error, refetch } = useCall("getPolicy", {});
  return (
    <Page title={text("policy.title")} lead={text("policy.lead")}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data ? <PolicyTabs policy={data} /> : !error && <Loading />}
    </Page>
  );
}

const TABS = ["rules", "basics", "policy"] as const;

function PolicyTabs({ policy }: { policy: PolicyView }) {
  const text = useText();
  const { first, change } = useUrlState();
  const draft = usePolicyDraft(policy);
  const checks = usePolicyChecks();
  const saving = usePolicySave(policy, draft, checks.check.start);
  const tab = Math.max(
    0,
    TABS.findIndex((name) => name === first("tab")),
  );
  // Said by the notice about the two texts, or by the check beside the text.
  const isToldElsewhere =
    saving.error?.kind === "stale" || (saving.error?.kind === "bad-input" && TABS[tab] === "policy");
  return (
    <>
      {saving.hasSaved && !draft.isChanged && <AuditAgain />}
      {!policy.isWritable && (
        <SectionMessage title={text("policy.read-only.title")}>{text("policy.read-only.about")}</SectionMessage>
      )}
      {policy.issues.length > 0 && (
        <SectionMessage appearance="error" title={text("policy.broken.title")}>
          <p className={styles["line"]}>{text("policy.broken.about")}</p>
          <ul lang="en" className={styles["issues"]}>
            {policy.issues.map((issue) => (
              <li key={issue}>{issue}</li>
            ))}
          </ul>
        </SectionMessage>
      )}
      {draft.isStale && <StaleNotice policy={policy} draft={draft} onChosen={saving.clearError} />}
      {saving.error && !isToldElsewhere && <ErrorNotice error={saving.error} />}
      {TABS[tab] !== "policy" && readDocument(draft.text) === null && (
        <SectionMessage appearance="warning" title={text("policy.unreadable.title")}>
          {text("policy.unreadable.about")}
        </SectionMessage>
      )}
      <div className={styles["tabs"]}>
        <Tabs id="policy" selected={tab} onChange={(index) => change({ tab: TABS[index] })}>
          <TabList>
            <Tab>{text("policy.tab.rules")}</Tab>
            <Tab>{text("policy.tab.basics")}</Tab>
            <Tab>{text("policy.tab.policy")}</Tab>
          </TabList>
          <TabPanel>
            <div className={styles["tab"]}>
              <RulesTab policy={policy} draft={draft} />
            </div>
          </TabPanel>
          <TabPanel>
            <div className={styles["tab"]}>
              <BasicsTab policy={policy} draft={draft} simulation={checks.simulation} />
            </div>
          </TabPanel>
          <TabPanel>
            <div className={styles["tab"]}>
              <EditorTab policy={policy} draft={draft} checks={checks} />
            </div>
          </TabPanel>
        </Tabs>
      </div>
      {/* One of the text, wherever it was asked for; a tab that was opened stays in the page. */}
      {TABS[tab] !== "rules" && <SimulationPanel simulation={checks.simulation} draft={draft} />}
      <SaveBar draft={draft} saving={saving} />
      {draft.isChanged && <LeaveGuard onDiscard={draft.discard} />}
    </>
  );
}

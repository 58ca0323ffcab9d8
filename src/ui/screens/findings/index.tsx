import React from "react";
import { Text, useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { Page } from "../../parts/page";
import { useCall } from "../../queries";
import { AuditLink } from "../../runs/audit-link";
import { TriageProvider } from "../../triage/triage";
import { useUrlState } from "../../url-state";
import { FindingsList } from "./findings-list";

/** The queue: findings to look through, open and decide on, one by one or many at once. */
export default function FindingsScreen() {
  const text = useText();
  const { data } = useCall("getCapabilities", {});
  const { first, change } = useUrlState();
  const isOpened = (first("finding") ?? first("item")) !== undefined;
  return (
    <Page title={text("findings.title")} lead={text("findings.lead")}>
      {data?.hasData === false ? (
        <EmptyState title={text("findings.no-audit")} action={<AuditLink label={text("findings.no-audit.action")} />}>
          <Text id="findings.no-audit.about" />
        </EmptyState>
      ) : (
        <TriageProvider
          isDrawerOpen={isOpened}
          onLookAgain={(finding) => change({ finding, item: undefined }, isOpened ? "replace" : "push")}
        >
          <FindingsList mayDecide={data?.permissions.includes("triage") ?? true} />
        </TriageProvider>
      )}
    </Page>
  );
}

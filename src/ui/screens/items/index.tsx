import React from "react";
import { Text, useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { Page } from "../../parts/page";
import { useCall } from "../../queries";
import { AuditLink } from "../../runs/audit-link";
import { TriageProvider } from "../../triage/triage";
import { useUrlState } from "../../url-state";
import { ItemsList } from "./items-list";

/** Every work item of the last audit, with what it is taken for. */
export default function ItemsScreen() {
  const text = useText();
  const { data } = useCall("getCapabilities", {});
  const { first, change } = useUrlState();
  const isOpened = (first("item") ?? first("finding")) !== undefined;
  return (
    <Page title={text("items.title")} lead={text("items.lead")}>
      {data?.hasData === false ? (
        <EmptyState title={text("findings.no-audit")} action={<AuditLink label={text("findings.no-audit.action")} />}>
          <Text id="findings.no-audit.about" />
        </EmptyState>
      ) : (
        <TriageProvider
          isDrawerOpen={isOpened}
          onLookAgain={(finding) => change({ finding, item: undefined }, isOpened ? "replace" : "push")}
        >
          <ItemsList />
        </TriageProvider>
      )}
    </Page>
  );
}

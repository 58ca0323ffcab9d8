import React from "react";
import { HOST } from "../../host";
import { useText } from "../../language";
import { Page } from "../../parts/page";
import { EverythingPanel } from "./everything-panel";
import { PersonPanel } from "./person-panel";
import { PublishedPanel } from "./published-panel";
import { PurgePanel } from "./purge-panel";

/** What is remembered about people, and ways to delete it: from the smallest to everything. */
export default function DataScreen() {
  const text = useText();
  return (
    <Page title={text("data.title")} lead={text("data.lead")}>
      <PersonPanel />
      <PurgePanel />
      {/* Elsewhere nothing is ever written to work items. */}
      {HOST === "jira" && <PublishedPanel />}
      <EverythingPanel />
    </Page>
  );
}

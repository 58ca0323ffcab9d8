import ForgeReconciler from "@forge/react";
import React from "react";
import { Panel } from "./panel";
import { InReadersLanguage, readLocale } from "./reader";

/** The panel beside a work item, in both places where Jira shows one. */
ForgeReconciler.render(
  <InReadersLanguage locale={readLocale}>
    <Panel />
  </InReadersLanguage>,
);

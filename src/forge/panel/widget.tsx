import ForgeReconciler from "@forge/react";
import React from "react";
import { InReadersLanguage, readLocale } from "./reader";
import { Widget } from "./widget-view";

/** The widget of a dashboard. */
ForgeReconciler.render(
  <InReadersLanguage locale={readLocale}>
    <Widget />
  </InReadersLanguage>,
);

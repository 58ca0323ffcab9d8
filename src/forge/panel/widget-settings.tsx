import ForgeReconciler from "@forge/react";
import React from "react";
import { InReadersLanguage, readLocale } from "./reader";
import { WidgetSettings } from "./widget-choice";

/** The settings of the widget, in the dashboard's own dialog with its own Save. */
ForgeReconciler.render(
  <InReadersLanguage locale={readLocale}>
    <WidgetSettings />
  </InReadersLanguage>,
);

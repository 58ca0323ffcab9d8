import React from "react";
import { Link } from "wouter";
import { useText } from "../language";
import { Page } from "../parts/page";

export function UnknownScreen() {
  const text = useText();
  return (
    <Page title={text("shell.unknown.title")} lead={text("shell.unknown.lead")}>
      <Link href="/">{text("shell.unknown.back")}</Link>
    </Page>
  );
}

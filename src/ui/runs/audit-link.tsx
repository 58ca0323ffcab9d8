import React from "react";
import { Link } from "wouter";
import { useText } from "../language";
import { useHasScreen } from "../shell/has-screen";

/** To where an audit is started: the import, or the overview where nothing can be imported. */
export function AuditLink({ label }: { label: string }) {
  const text = useText();
  const isImported = useHasScreen()("import");
  return isImported ? <Link href="/import">{label}</Link> : <Link href="/">{text("shell.unknown.back")}</Link>;
}

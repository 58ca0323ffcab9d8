import SectionMessage from "@atlaskit/section-message";
import React from "react";
import { useText } from "../../language";
import { useCall } from "../../queries";

/** What an audit of these files lets go: files audited one after the other replace each other. */
export function ReplacesNotice({ names }: { names: readonly string[] }) {
  const text = useText();
  const sources = useCall("getSetup", {}).data?.sources ?? [];
  const left = sources.filter(({ kind, name }) => kind === "file" && !names.includes(name)).map(({ name }) => name);
  if (left.length === 0) return null;
  return (
    <SectionMessage appearance="warning" title={text("import.replaces.title")}>
      {text("import.replaces.about", { files: left.join(", ") })}
    </SectionMessage>
  );
}

import { Text } from "@forge/react";
import React from "react";
import type { AuditView, PanelView } from "#forge/panel-contract";
import { Section } from "./section";
import { phraseFocus } from "./verdict";
import { useWords } from "./words";

/** Who owns the work item, with which role, and who says so. The role of a new owner is not known before an audit. */
export function Owner({ view: { owner, audit, changes } }: { view: PanelView }) {
  const t = useWords();
  const known = changes.includes("owner") ? null : audit?.owner;
  if (!owner) {
    return (
      <Section title={t("owner")}>
        <Text>{t("owner.none")}</Text>
      </Section>
    );
  }
  return (
    <Section title={t("owner")}>
      {known ? (
        <>
          <Text>{t("owner.is", { name: owner.name, role: t(`role.${known.role ?? "unknown"}`) })}</Text>
          <Text color="color.text.subtle">
            {t("owner.source", { source: t(`source.${known.source}`), reason: known.reason })}
          </Text>
        </>
      ) : (
        <Text>{t("owner.later", { name: owner.name })}</Text>
      )}
    </Section>
  );
}

/** What stands above the work item. */
export function Parent({ parent }: { parent: NonNullable<AuditView["parent"]> }) {
  const t = useWords();
  return (
    <Section title={t("parent")}>
      <Text>{t("parent.is", { name: parent.name, verdict: phraseFocus(t, parent) })}</Text>
    </Section>
  );
}

import { Inline, Lozenge, SectionMessage, Stack, Text, type LozengeProps } from "@forge/react";
import React from "react";
import type { AuditView, PanelView, VerdictView } from "#forge/panel-contract";
import { Evidence } from "./evidence";
import { Lines, Section } from "./section";
import { useWords, type Words } from "./words";

type Override = NonNullable<AuditView["override"]>;

const appearances: Record<VerdictView["focus"], NonNullable<LozengeProps["appearance"]>> = {
  strategic: "discovery",
  tactical: "information",
  unclear: "neutral",
};

/** A focus with how sure it is: "Strategic · 94 %". */
export function phraseFocus(t: Words, { focus, percent }: Pick<VerdictView, "focus" | "percent">): string {
  const name = t(`focus.${focus}`);
  return percent === null ? name : `${name} · ${percent} %`;
}

/** What the work item is taken for, with every reason. A person's decision wins, and the reasons stay. */
export function VerdictSection({ view }: { view: PanelView }) {
  const t = useWords();
  const override = view.audit?.override ?? null;
  const verdict = view.live ?? view.audit?.verdict;
  if (!verdict) return null;
  const { responsibility } = verdict;
  const lacks = override ? [] : view.lacks.map((lack) => t(`lack.${lack}`));
  return (
    <Stack space="space.150">
      <Inline>
        <Lozenge appearance={appearances[override?.focus ?? verdict.focus]} maxWidth="100%">
          {override ? t("by-person", { focus: t(`focus.${override.focus}`) }) : phraseFocus(t, verdict)}
        </Lozenge>
      </Inline>
      <Text>{summarize(t, verdict, override)}</Text>
      {override && <Decided override={override} />}
      {responsibility && <Text>{t("about", { name: t(`responsibility.${responsibility}`) })}</Text>}
      <Lines as="h3" title={t("lacks")} lines={lacks} />
      <Evidence verdict={verdict} />
      <Section title={t("flip")}>
        <Text>{verdict.flip ?? t("flip.none")}</Text>
      </Section>
    </Stack>
  );
}

/** The headline as a sentence, for those who hear the panel. */
function summarize(t: Words, { focus, percent }: VerdictView, override: Override | null): string {
  if (override && override.focus !== "unclear") return t(`decided.${override.focus}`);
  return focus === "unclear" ? t("unsure") : t(`sure.${focus}`, { percent: percent ?? "" });
}

function Decided({ override: { by, at, reason, machine } }: { override: Override }) {
  const t = useWords();
  return (
    <SectionMessage appearance="information">
      <Text>{t("decided.by", { by: by ?? t("decided.nobody"), at: at === null ? "" : t.at(at), reason })}</Text>
      <Text>{t("decided.machine", { phrase: machine })}</Text>
    </SectionMessage>
  );
}

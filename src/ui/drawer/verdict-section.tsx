import SectionMessage from "@atlaskit/section-message";
import React from "react";
import { Text, useFormats, useText } from "../language";
import { EvidenceTable } from "./evidence-table";
import { ProbabilityBar } from "./probability-bar";
import { Section } from "./section";
import type { ItemDetail } from "./use-opened";

/** What the item is taken for, every reason for and against it, and what would change it. */
export function VerdictSection({ verdict }: { verdict: ItemDetail["verdict"] }) {
  const text = useText();
  const { instant, percent } = useFormats();
  const { override, runnerUp, flip, responsibility } = verdict;
  const focus = text(`parts.focus.${verdict.focus}`);
  const own = verdict.focus === "strategic" ? verdict.probability : 1 - verdict.probability;
  const phrase = override || verdict.focus === "unclear" ? focus : `${focus} · ${percent(quiteSure(own))}`;
  return (
    <Section title={text("item.verdict")} aside={<strong>{phrase}</strong>}>
      {override && (
        <SectionMessage appearance="information" title={text(`item.override.${override.focus}`)}>
          <p>{override.reason}</p>
          <p>
            {text("item.override.by", {
              name: override.by ?? text("item.nobody-said"),
              at: override.at === null ? "" : instant(override.at),
            })}
          </p>
          <p>{text("item.override.machine", { phrase: override.machine })}</p>
        </SectionMessage>
      )}
      {!override && <ProbabilityBar probability={verdict.probability} />}
      {responsibility !== null && (
        <p>
          <Text
            id="item.about"
            values={{ responsibility: <strong>{text(`item.responsibility.${responsibility}`)}</strong> }}
          />
        </p>
      )}
      <EvidenceTable verdict={verdict} />
      <p>
        {text("item.runner-up", {
          focus: text(`parts.focus.${runnerUp.focus}`),
          share: percent(quiteSure(runnerUp.probability)),
        })}
      </p>
      <p>
        <strong>{text("item.flip")}</strong> {flip ?? text("item.flip.none")}
      </p>
      <p>{text("item.language", { language: languageOf(verdict.language, text("item.language.none")) })}</p>
    </Section>
  );
}

/** A verdict can always be wrong: never 0 % or 100 %. */
const quiteSure = (share: number): number => Math.min(0.99, Math.max(0.01, share));

function languageOf(code: string | null, none: string): string {
  if (code === null) return none;
  return new Intl.DisplayNames([document.documentElement.lang || "en"], { type: "language" }).of(code) ?? code;
}

import { Button, Inline, List, ListItem, Text } from "@forge/react";
import React, { useState } from "react";
import type { EvidenceLine, VerdictView } from "#forge/panel-contract";
import { Section } from "./section";
import { useWords, type Words } from "./words";

/** Reasons that are shown before anybody asks for all. */
const FIRST = 4;

/** The reasons with their weights. What is not shown is summed up in one line, so that the lines always add up to the score. */
export function Evidence({ verdict: { lines, score } }: { verdict: VerdictView }) {
  const t = useWords();
  const [isAll, setIsAll] = useState(false);
  const shown = isAll || lines.length <= FIRST + 1 ? lines : lines.slice(0, FIRST);
  const rest = lines.slice(shown.length);
  const counter = rest.find(({ isCounter }) => isCounter);
  return (
    <Section title={t("why")}>
      <Text size="small" color="color.text.subtle">
        {t("why.hint")}
      </Text>
      <List type="unordered">
        {shown.map((line, index) => (
          <ListItem key={index}>{phrase(t, line)}</ListItem>
        ))}
        {rest.length > 0 && (
          <ListItem>
            {`${t.signed(sum(rest))} ${t(rest.length === 1 ? "why.rest.one" : "why.rest.other", { n: rest.length })}`}
          </ListItem>
        )}
        <ListItem>{`${t.signed(score)} ${t("why.score")}`}</ListItem>
      </List>
      {counter && <Text>{t("against", { text: phrase(t, counter) })}</Text>}
      {lines.length > FIRST + 1 && (
        <Inline>
          <Button appearance="subtle" spacing="compact" onClick={() => setIsAll(!isAll)}>
            {t(isAll ? "why.fewer" : "why.all")}
          </Button>
        </Inline>
      )}
    </Section>
  );
}

const sum = (lines: readonly EvidenceLine[]): number => lines.reduce((all, { weight }) => all + weight, 0);

function phrase(t: Words, { text, weight, responsibility }: EvidenceLine): string {
  const about = responsibility ? ` · ${t(`responsibility.${responsibility}`)}` : "";
  return `${t.signed(weight)} ${text}${about}`;
}

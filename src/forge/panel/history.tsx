import { Button, Inline, Stack, Text } from "@forge/react";
import React, { useState } from "react";
import type { DecisionLine, UndoRequest } from "#forge/panel-contract";
import { Refusals } from "./notices";
import { Section } from "./section";
import { useWords } from "./words";

interface HistoryProps {
  decisions: DecisionLine[];
  mayDecide: boolean;
  onUndo: (request: UndoRequest) => Promise<string[]>;
}

/** The last decisions on the work item; each can be taken back, also one that took another back. */
export function History({ decisions, mayDecide, onUndo }: HistoryProps) {
  const t = useWords();
  const [refusals, setRefusals] = useState<string[]>([]);
  const undo = async (id: string): Promise<void> => setRefusals(await onUndo({ decisions: [id], handBack: null }));
  return (
    <Section title={t("history")}>
      {decisions.map(({ id, what, by, at, isUndone, mayUndo }) => (
        <Stack key={id}>
          <Text>{isUndone ? `${what} (${t("history.undone")})` : what}</Text>
          <Text size="small" color="color.text.subtle">
            {`${by}, ${t.at(at)}`}
          </Text>
          {mayDecide && mayUndo && (
            <Inline>
              <Button appearance="subtle" spacing="compact" onClick={() => void undo(id)}>
                {t("history.undo", { what })}
              </Button>
            </Inline>
          )}
        </Stack>
      ))}
      <Refusals refusals={refusals} />
    </Section>
  );
}

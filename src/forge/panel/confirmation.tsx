import { Button, Inline, SectionMessage, Stack, Text } from "@forge/react";
import React, { useState } from "react";
import type { UndoRequest } from "#forge/panel-contract";
import { Refusals } from "./notices";
import type { Done } from "./use-panel";
import { useWords, type WordKey } from "./words";

interface ConfirmationProps {
  done: Done;
  onUndo: (request: UndoRequest, undone?: WordKey) => Promise<string[]>;
}

/** Says what was done, and takes it back. */
export function Confirmation({ done: { text, undo, undone }, onUndo }: ConfirmationProps) {
  const t = useWords();
  const [refusals, setRefusals] = useState<string[]>([]);
  return (
    <Stack space="space.100">
      <SectionMessage appearance="success">
        <Text>{t(text)}</Text>
        {undo && (
          <Inline>
            <Button appearance="subtle" spacing="compact" onClick={() => void onUndo(undo, undone).then(setRefusals)}>
              {t("undo")}
            </Button>
          </Inline>
        )}
      </SectionMessage>
      <Refusals refusals={refusals} />
    </Stack>
  );
}

import { Button, Inline, Stack, Text } from "@forge/react";
import React from "react";
import type { ActKind, FindingView } from "#forge/panel-contract";
import { useWords } from "./words";

const KINDS = ["reassign", "dismiss", "snooze", "override"] as const;

interface FindingActionsProps {
  finding: FindingView;
  onStart: (kind: ActKind) => void;
}

/** What can be decided. What may not stays in sight, with the reason. */
export function FindingActions({ finding: { refusals }, onStart }: FindingActionsProps) {
  const t = useWords();
  const reasons = [...new Set(KINDS.map((kind) => refusals[kind]).filter((reason) => reason !== null))];
  const refusedFor = (reason: string): string =>
    KINDS.filter((kind) => refusals[kind] === reason)
      .map((kind) => t(kind))
      .join(", ");
  return (
    <Stack space="space.050">
      <Inline space="space.050" shouldWrap>
        {KINDS.map((kind) => (
          <Button key={kind} spacing="compact" isDisabled={refusals[kind] !== null} onClick={() => onStart(kind)}>
            {t(kind)}
          </Button>
        ))}
      </Inline>
      {reasons.map((reason) => (
        <Text key={reason} size="small">
          {t("refused", { acts: refusedFor(reason), why: reason })}
        </Text>
      ))}
    </Stack>
  );
}

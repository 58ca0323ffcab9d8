import { makeInvoke } from "@forge/bridge";
import ForgeReconciler, {
  Heading,
  Inline,
  List,
  ListItem,
  LoadingButton,
  Lozenge,
  SectionMessage,
  Spinner,
  Stack,
  Text,
  type LozengeProps,
} from "@forge/react";
import React, { useCallback, useEffect, useState } from "react";
import { describeProblem, type PanelProblem } from "#forge/panel-problem";
import type { PanelAnswer, PanelCalls, PanelView } from "#forge/panel-view";

const invoke = makeInvoke<PanelCalls>();

const appearances: Record<PanelView["focus"], NonNullable<LozengeProps["appearance"]>> = {
  strategic: "discovery",
  tactical: "information",
  unclear: "neutral",
};

/** The panel beside a work item: asks the resolver once when it opens and again on request. */
function IssuePanel() {
  const [answer, setAnswer] = useState<PanelAnswer>();
  const [isChecking, setIsChecking] = useState(true);

  const check = useCallback(async () => {
    setIsChecking(true);
    setAnswer(await invoke("explainIssue").catch(failed));
    setIsChecking(false);
  }, []);
  useEffect(() => void check(), [check]);

  if (!answer) {
    return (
      <Inline space="space.100" alignBlock="center">
        <Spinner size="small" />
        <Text>Reading this work item…</Text>
      </Inline>
    );
  }
  return (
    <Stack space="space.150">
      {answer.kind === "verdict" ? <Explanation view={answer.view} /> : <Problem problem={answer.problem} />}
      <Inline>
        <LoadingButton appearance="subtle" spacing="compact" isLoading={isChecking} onClick={() => void check()}>
          Check again
        </LoadingButton>
      </Inline>
    </Stack>
  );
}

const failed = (): PanelAnswer => ({ kind: "problem", problem: describeProblem("unexpected") });

function Explanation({ view }: { view: PanelView }) {
  return (
    <Stack space="space.150">
      <Inline>
        <Lozenge appearance={appearances[view.focus]} maxWidth="100%">
          {view.headline}
        </Lozenge>
      </Inline>
      <Text>{view.summary}</Text>
      {view.responsibility && <Text>Responsibility: {view.responsibility}</Text>}
      {view.sections.map(({ title, lines }) => (
        <Stack key={title} space="space.050">
          <Heading as="h3" size="xxsmall">
            {title}
          </Heading>
          <List type="unordered">
            {lines.map((line) => (
              <ListItem key={line}>{line}</ListItem>
            ))}
          </List>
        </Stack>
      ))}
      <Text color="color.text.subtle">{view.owner}</Text>
    </Stack>
  );
}

function Problem({ problem }: { problem: PanelProblem }) {
  return (
    <SectionMessage appearance={problem.appearance} title={problem.title}>
      <Text>{problem.remedy}</Text>
    </SectionMessage>
  );
}

ForgeReconciler.render(<IssuePanel />);

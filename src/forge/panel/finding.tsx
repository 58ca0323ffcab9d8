import { Button, Heading, Inline, Lozenge, Stack, Text, type LozengeProps } from "@forge/react";
import React, { useState } from "react";
import type { ActKind, FindingView } from "#forge/panel-contract";
import { FindingActions } from "./finding-actions";
import { Lines } from "./section";
import { useWords } from "./words";

interface FindingProps {
  finding: FindingView;
  mayDecide: boolean;
  onStart: (kind: ActKind) => void;
}

const appearances: Record<FindingView["severity"], NonNullable<LozengeProps["appearance"]>> = {
  error: "danger",
  warning: "warning",
  info: "neutral",
};

/** One finding: what is wrong and what helps, what was decided, and what can be. Its reasons come when asked for. */
export function Finding({ finding, mayDecide, onStart }: FindingProps) {
  const t = useWords();
  // What somebody has decided on asks for nothing.
  const [isOpen, setIsOpen] = useState(finding.state === "open");
  const { decided, severity, state, mark, isReread } = finding;
  return (
    <Stack space="space.100">
      <Heading as="h4" size="xxsmall">
        {finding.title}
      </Heading>
      <Inline space="space.050" shouldWrap>
        <Lozenge appearance={appearances[severity]}>{t(`severity.${severity}`)}</Lozenge>
        {!isReread && <Lozenge>{t(`state.${state}`)}</Lozenge>}
        {mark && <Lozenge>{t(`mark.${mark}`)}</Lozenge>}
      </Inline>
      <Text>{finding.message}</Text>
      {isReread && <Text>{t("reread")}</Text>}
      {decided && <Text>{t("finding.decided", { ...decided, at: t.at(decided.at) })}</Text>}
      {isOpen && <Reasons finding={finding} />}
      <Inline>
        <Button appearance="subtle" spacing="compact" onClick={() => setIsOpen(!isOpen)}>
          {t(isOpen ? "finding.less" : "finding.more")}
        </Button>
      </Inline>
      {mayDecide && !isReread && <FindingActions finding={finding} onStart={onStart} />}
    </Stack>
  );
}

function Reasons({ finding }: { finding: FindingView }) {
  const t = useWords();
  return (
    <>
      <Lines title={t("why")} lines={finding.why} />
      <Lines title={t("remedy")} lines={[finding.remedy]} />
      <Lines title={t("flip")} lines={[finding.change]} />
      <Lines
        title={t("split")}
        lines={finding.split.map(({ title, focus, role }) =>
          t("person.is", { name: title, about: `${t(`focus.${focus}`)}, ${t(`role.${role ?? "unknown"}`)}` }),
        )}
      />
      <Lines
        title={t("suggestions")}
        lines={finding.suggestions.map(({ name, reason }) => t("person.is", { name, about: reason }))}
      />
    </>
  );
}

import { makeInvoke, NavigationTarget, router } from "@forge/bridge";
import { Button, EmptyState, Inline, SectionMessage, Spinner, Stack, Text } from "@forge/react";
import React, { useCallback, useEffect, useState } from "react";
import type { WidgetAnswer, WidgetCalls, WidgetView } from "#forge/widget-contract";
import { useWidgetConfig } from "./widget-bridge";
import { Mix, OpenFindings, Trend } from "./widget-charts";
import { useWords } from "./words";

const invoke = makeInvoke<WidgetCalls>();

/** What the last audit says of the space that was chosen. */
export function Widget() {
  const t = useWords();
  const config = useWidgetConfig();
  const space = config?.space;
  const [answer, setAnswer] = useState<WidgetAnswer | "failed">();
  const load = useCallback(async () => {
    setAnswer(undefined);
    if (space !== undefined) setAnswer(await invoke("showSpace", { space }).catch(() => "failed" as const));
  }, [space]);
  useEffect(() => void load(), [load]);

  if (config && space === undefined)
    return <EmptyState header={t("widget.none")} description={t("widget.none.about")} headingLevel={3} />;
  if (!answer) return <Spinner size="medium" label={t("widget.reading")} />;
  if (answer !== "failed" && answer.kind === "view") return <Space view={answer.view} />;
  if (answer !== "failed" && answer.kind === "hidden")
    return <EmptyState header={t("widget.hidden")} description={t("widget.hidden.about")} headingLevel={3} />;
  return (
    <Stack space="space.100">
      <SectionMessage appearance="error" title={t("problem.unexpected")}>
        <Text>{answer === "failed" ? t("problem.unexpected.remedy") : answer.why}</Text>
      </SectionMessage>
      <Inline>
        <Button onClick={() => void load()}>{t("again")}</Button>
      </Inline>
    </Stack>
  );
}

function Space({ view }: { view: WidgetView }) {
  const t = useWords();
  const { space, at, isComplete } = view;
  const open = (): void => {
    void router.navigate({
      ...{ target: NavigationTarget.Module, moduleKey: "rolecall-space-page", projectKey: space.key },
    });
  };
  return (
    <Stack space="space.200">
      <Text>{t("widget.audit", { space: space.name, at: t.at(at) })}</Text>
      {!isComplete && <Text>{t("widget.incomplete")}</Text>}
      <OpenFindings open={view.open} />
      <Mix mix={view.mix} />
      <Trend trend={view.trend} />
      <Inline>
        <Button appearance="subtle" onClick={open}>
          {t("widget.open")}
        </Button>
      </Inline>
    </Stack>
  );
}

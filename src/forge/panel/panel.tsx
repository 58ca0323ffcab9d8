import { Inline, LoadingButton, Spinner, Stack, Text } from "@forge/react";
import React from "react";
import type { PanelView } from "#forge/panel-contract";
import { Confirmation } from "./confirmation";
import { Findings } from "./findings";
import { History } from "./history";
import { Notices, Problem } from "./notices";
import { Owner, Parent } from "./owner";
import { type PanelState, usePanel } from "./use-panel";
import { VerdictSection } from "./verdict";
import { useWords } from "./words";

/** Everything the panel shows, and what can be done in it. */
export function Panel() {
  const t = useWords();
  const panel = usePanel();
  const { view, problem, isBusy, isWaiting } = panel;
  if (!view && !problem) {
    return (
      <Inline space="space.100" alignBlock="center">
        <Spinner size="small" />
        <Text>{t("reading")}</Text>
      </Inline>
    );
  }
  return (
    <Stack space="space.200">
      {problem && <Problem problem={problem} />}
      {view && <Content view={view} panel={panel} />}
      <Inline space="space.100" shouldWrap>
        <LoadingButton appearance="subtle" spacing="compact" isLoading={isBusy} onClick={() => void panel.check()}>
          {t("again")}
        </LoadingButton>
        {view?.audit && !isWaiting && (
          <LoadingButton appearance="subtle" spacing="compact" isDisabled={isBusy} onClick={() => void panel.reaudit()}>
            {t("reaudit")}
          </LoadingButton>
        )}
      </Inline>
    </Stack>
  );
}

function Content({ view, panel }: { view: PanelView; panel: PanelState }) {
  const { audit } = view;
  return (
    <>
      {panel.done && <Confirmation done={panel.done} onUndo={panel.undo} />}
      <VerdictSection view={view} />
      <Notices view={view} panel={panel} />
      {audit && <Findings view={view} audit={audit} acts={panel} />}
      <Owner view={view} />
      {audit?.parent && <Parent parent={audit.parent} />}
      {audit && audit.decisions.length > 0 && (
        <History decisions={audit.decisions} mayDecide={view.mayDecide} onUndo={panel.undo} />
      )}
    </>
  );
}

import { makeInvoke } from "@forge/bridge";
import { Label, RequiredAsterisk, SectionMessage, Select, Spinner, Stack, Text } from "@forge/react";
import React, { useEffect, useRef, useState } from "react";
import type { WidgetCalls } from "#forge/widget-contract";
import { openWidgetEdit, useWidgetConfig, type WidgetConfig } from "./widget-bridge";
import { useWords } from "./words";

const invoke = makeInvoke<WidgetCalls>();

type Spaces = ReturnType<WidgetCalls["listSpaces"]>["spaces"];

/** Chooses the space. The dashboard saves it: its Save asks what is to be kept. */
export function WidgetSettings() {
  const t = useWords();
  const saved = useWidgetConfig();
  const [spaces, setSpaces] = useState<Spaces | "failed">();
  const [chosen, choose] = useState<string>();
  const space = chosen ?? saved?.space;
  const kept = useRef<WidgetConfig | null>(null);
  kept.current = space === undefined ? null : { space };
  useEffect(() => {
    void Promise.all([
      invoke("listSpaces"),
      openWidgetEdit().then((edit) => edit.onProductSave(() => Promise.resolve(kept.current))),
    ]).then(
      ([answer]) => setSpaces(answer.spaces),
      () => setSpaces("failed"),
    );
  }, []);
  const change = (key: string): void => {
    choose(key);
    void openWidgetEdit().then((edit) => edit.updateConfig({ space: key }));
  };

  if (!spaces || !saved) return <Spinner size="medium" label={t("widget.reading")} />;
  if (spaces === "failed") {
    return (
      <SectionMessage appearance="error" title={t("problem.unexpected")}>
        <Text>{t("problem.unexpected.remedy")}</Text>
      </SectionMessage>
    );
  }
  if (spaces.length === 0) return <Text>{t("widget.hidden.about")}</Text>;
  const options = spaces.map(({ key, name }) => ({ value: key, label: `${name} (${key})` }));
  return (
    <Stack>
      <Label labelFor="space">
        {t("widget.space")}
        <RequiredAsterisk />
      </Label>
      <Select
        inputId="space"
        name="space"
        options={options}
        value={options.find(({ value }) => value === space) ?? null}
        onChange={(option: { value: string } | null) => option && change(option.value)}
      />
    </Stack>
  );
}

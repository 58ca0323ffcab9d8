import Button from "@atlaskit/button/new";
import React from "react";
import { useText } from "../../language";
import { Panel } from "../../parts/panel";
import { Radios } from "../../triage/radios";
import { NamesField, PercentField } from "./basics-fields";
import { readAt, writeAt } from "./basics-text";
import { readDocument, type PolicyView } from "./policy-text";
import styles from "./policy.module.css";
import type { usePolicyChecks } from "./use-policy-checks";
import type { PolicyDraft } from "./use-policy-draft";

const PRESETS = ["default", "scaled-agile", "scrum"] as const;
const MODES = ["auto", "separate", "combined"] as const;
const SHARES = [
  ["baseRate"],
  ["thresholds", "strategic"],
  ["thresholds", "tactical"],
  ["thresholds", "error"],
] as const;
const NAMES = [
  ["owner", "fields"],
  ["items", "excludeTypes"],
  ["items", "excludeLabels"],
] as const;

interface BasicsTabProps {
  policy: PolicyView;
  draft: PolicyDraft;
  simulation: ReturnType<typeof usePolicyChecks>["simulation"];
}

/** What most organisations set, without its JSON. It changes the same text as the other tabs. */
export function BasicsTab({ policy, draft, simulation }: BasicsTabProps) {
  const text = useText();
  const document = readDocument(draft.text);
  const isDisabled = !policy.isWritable || document === null;
  const { defaults } = policy;
  const set = (path: readonly string[], value: unknown) => {
    const next = writeAt(draft.text, path, value);
    if (next !== null) draft.edit(next);
  };
  /** What is as by default does not stand in the document. */
  const choose = (name: "preset" | "mode", value: string) => set([name], value === defaults[name] ? undefined : value);
  const field = (path: readonly string[]) => ({
    ...{ value: readAt(document, path), isDisabled },
    onChange: (value: unknown) => set(path, value),
  });
  return (
    <>
      <Panel title={text("policy.basics.who")}>
        <fieldset disabled={isDisabled} className={styles["fields"]}>
          <Radios
            legend={text("space.preset")}
            value={PRESETS.find((preset) => preset === (readAt(document, ["preset"]) ?? defaults.preset)) ?? null}
            options={PRESETS.map((value) => ({
              ...{ value, label: text(`space.preset.${value}`), about: text(`policy.basics.preset.${value}`) },
            }))}
            onChange={(preset) => choose("preset", preset)}
          />
          <Radios
            legend={text("space.mode")}
            value={MODES.find((mode) => mode === (readAt(document, ["mode"]) ?? defaults.mode)) ?? null}
            options={MODES.map((value) => ({
              ...{ value, label: text(`space.mode.${value}`), about: text(`policy.basics.mode.${value}`) },
            }))}
            onChange={(mode) => choose("mode", mode)}
          />
          <p className={styles["note"]}>{text("policy.basics.spaces")}</p>
        </fieldset>
      </Panel>
      <Panel title={text("policy.basics.sure")}>
        <div className={styles["fields"]}>
          {SHARES.map(([name, part]) => (
            <PercentField
              key={part ?? name}
              label={text(`policy.basics.${part ?? "baseRate"}`)}
              about={text(`policy.basics.${part ?? "baseRate"}.about`)}
              standard={part === undefined ? defaults.baseRate : defaults.thresholds[part]}
              {...field(part === undefined ? [name] : [name, part])}
            />
          ))}
        </div>
      </Panel>
      <Panel title={text("policy.basics.counts")}>
        <div className={styles["fields"]}>
          {NAMES.map(([name, part]) => (
            <NamesField
              key={part}
              label={text(`policy.basics.${part}`)}
              about={text(`policy.basics.${part}.about`)}
              {...(part === "fields" ? { standard: defaults.ownerFields } : {})}
              {...field([name, part])}
            />
          ))}
        </div>
      </Panel>
      <div className={styles["try"]}>
        <Button onClick={() => simulation.start(draft.text)} isDisabled={simulation.isPending || document === null}>
          {text("policy.basics.try")}
        </Button>
        <span className={styles["note"]}>{text("policy.basics.try.about")}</span>
      </div>
    </>
  );
}

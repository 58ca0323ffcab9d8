import React from "react";
import { useText } from "../../language";
import { Select } from "../../parts/select";
import { isSetting, readDocument, readRule, SETTINGS, writeRule, type RuleView } from "./policy-text";
import type { PolicyDraft } from "./use-policy-draft";

interface RuleSettingProps {
  rule: RuleView;
  draft: PolicyDraft;
  isLabelHidden?: boolean;
  isWritable: boolean;
}

/** How severe a rule is: off, fixed, or as the rule itself has it. Changes the document that is being written. */
export function RuleSettingSelect({ rule, draft, isLabelHidden = false, isWritable }: RuleSettingProps) {
  const text = useText();
  const document = readDocument(draft.text);
  const { severity, options } = readRule(document, rule.id);
  const choose = (chosen: string) => {
    const next = writeRule(draft.text, rule.id, { severity: isSetting(chosen) ? chosen : null, options });
    if (next !== null) draft.edit(next);
  };
  return (
    <Select
      label={isLabelHidden ? text("policy.setting.of", { rule: rule.title }) : text("policy.setting")}
      isLabelHidden={isLabelHidden}
      isDisabled={!isWritable || document === null}
      value={severity ?? ""}
      options={[
        { value: "", label: text("policy.setting.default") },
        ...SETTINGS.map((setting) => ({ value: setting, label: text(`policy.setting.${setting}`) })),
      ]}
      onChange={choose}
    />
  );
}

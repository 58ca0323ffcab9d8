import React from "react";
import { useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { Panel } from "../../parts/panel";
import { Select } from "../../parts/select";
import type { FormProps } from "./form-props";
import { settingOf } from "./space-draft";
import styles from "./space.module.css";

const SETTINGS = ["off", "info", "warning", "error"] as const;

/** How severe each rule is in the space. */
export function RulesPanel({ space, draft, isDisabled, onEdit }: FormProps) {
  const text = useText();
  return (
    <Panel title={text("space.rules")} isFlush>
      <DataTable
        caption={text("space.rules.caption")}
        rows={space.rules}
        keyOf={({ id }) => id}
        columns={[
          {
            ...{ key: "rule", header: text("space.rules.rule") },
            render: (rule) => (
              <>
                <span lang="en">{rule.title}</span>
                <div className={styles["note"]}>
                  <code>{rule.id}</code>
                </div>
              </>
            ),
          },
          {
            ...{ key: "setting", header: text("space.rules.setting"), width: "18rem" },
            render: (rule) => (
              <div className={styles["setting"]}>
                <Select
                  label={text("policy.setting.of", { rule: rule.title })}
                  isLabelHidden
                  isDisabled={isDisabled}
                  value={settingOf(rule, draft) ?? ""}
                  options={[
                    {
                      value: "",
                      label: text("space.everywhere", {
                        value: text(`policy.setting.${rule.everywhere ?? "default"}`),
                      }),
                    },
                    ...SETTINGS.map((setting) => ({ value: setting, label: text(`policy.setting.${setting}`) })),
                  ]}
                  onChange={(chosen) =>
                    onEdit({
                      rules: { ...draft.rules, [rule.id]: SETTINGS.find((setting) => setting === chosen) ?? null },
                    })
                  }
                />
              </div>
            ),
          },
        ]}
      />
    </Panel>
  );
}

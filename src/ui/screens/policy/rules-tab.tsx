import Lozenge from "@atlaskit/lozenge";
import React from "react";
import { useFormats, useText } from "../../language";
import type { Column } from "../../parts/column";
import { DataTable } from "../../parts/data-table";
import { Panel } from "../../parts/panel";
import { useUrlState } from "../../url-state";
import type { PolicyView, RuleView } from "./policy-text";
import styles from "./policy.module.css";
import { RuleDrawer } from "./rule-drawer";
import { RuleSettingSelect } from "./rule-setting";
import type { PolicyDraft } from "./use-policy-draft";

/** Every rule with how it is set and how it fares; one opens its page. */
export function RulesTab({ policy, draft }: { policy: PolicyView; draft: PolicyDraft }) {
  const text = useText();
  const { number } = useFormats();
  const { first, change } = useUrlState();
  const opened = policy.rules.find(({ id }) => id === first("rule"));
  const count = (key: "found" | "open" | "dismissed" | "calledWrong" | "overridden"): Column<RuleView> => ({
    key,
    header: text(`policy.column.${key}`),
    align: "end",
    render: (rule) => number(rule[key]),
  });
  const columns: Column<RuleView>[] = [
    {
      key: "rule",
      header: text("policy.column.rule"),
      render: (rule) => (
        <>
          <button type="button" lang="en" className={styles["open"]} onClick={() => change({ rule: rule.id })}>
            {rule.title}
          </button>{" "}
          {rule.isNoisy && (
            <span title={text("policy.noisy.about")}>
              <Lozenge appearance="moved">{text("policy.noisy")}</Lozenge>
            </span>
          )}
          <div className={styles["note"]}>
            <code>{rule.id}</code>
          </div>
        </>
      ),
    },
    {
      key: "setting",
      header: text("policy.setting"),
      width: "12rem",
      render: (rule) => (
        <div className={styles["setting"]}>
          <RuleSettingSelect rule={rule} draft={draft} isLabelHidden isWritable={policy.isWritable} />
        </div>
      ),
    },
    ...(["found", "open", "dismissed", "calledWrong", "overridden"] as const).map(count),
  ];
  return (
    <>
      <Panel isFlush>
        <DataTable caption={text("policy.rules")} columns={columns} rows={policy.rules} keyOf={({ id }) => id} />
      </Panel>
      <p className={styles["note"]}>{text("policy.noisy.explained")}</p>
      {opened && (
        <RuleDrawer
          rule={opened}
          draft={draft}
          isWritable={policy.isWritable}
          onClose={() => change({ rule: undefined })}
          onReview={() => change({ rule: undefined, tab: "policy" })}
        />
      )}
    </>
  );
}

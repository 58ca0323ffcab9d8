import React from "react";
import { Text, useFormats, useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { ErrorNotice } from "../../parts/error-notice";
import { Loading } from "../../parts/loading";
import { Panel } from "../../parts/panel";
import { Select } from "../../parts/select";
import { useCall } from "../../queries";
import { useUrlState } from "../../url-state";
import { ComparisonResult } from "./comparison-result";
import styles from "./comparison.module.css";
import type { Run } from "./runs-table";

/** Two audits side by side; the last two until somebody chooses others. */
export function Comparison({ runs }: { runs: readonly Run[] }) {
  const text = useText();
  const { number, instant } = useFormats();
  const { first, change } = useUrlState();
  if (runs.length < 2)
    return (
      <Panel title={text("reports.comparison")}>
        <EmptyState title={text("reports.one")}>
          <Text id="reports.one.about" />
        </EmptyState>
      </Panel>
    );
  const later = first("after") ?? runs[0]?.id ?? "";
  const earlier = first("before") ?? runs[runs.findIndex(({ id }) => id === later) + 1]?.id ?? runs.at(-1)?.id ?? "";
  const [before, after] = inOrder(runs, earlier, later);
  const optionsWith = (chosen: string) => [
    ...runs.map(({ id, at, items }) => ({
      value: id,
      label: text("reports.run", { at: instant(at), items: number(items) }),
    })),
    // An old address may name one that is not remembered any more.
    ...(runs.some(({ id }) => id === chosen) ? [] : [{ value: chosen, label: text("reports.run.unknown") }]),
  ];
  return (
    <Panel title={text("reports.comparison")}>
      <div className={styles["choice"]}>
        <Select
          label={text("reports.before")}
          value={before}
          options={optionsWith(before)}
          onChange={(id) => change({ before: id, after })}
        />
        <Select
          label={text("reports.after")}
          value={after}
          options={optionsWith(after)}
          onChange={(id) => change({ before, after: id })}
        />
      </div>
      {before === after ? (
        <EmptyState title={text("reports.same")}>
          <Text id="reports.same.about" />
        </EmptyState>
      ) : (
        <Compared before={before} after={after} isNewRuleset={changedRuleset(runs, before, after)} />
      )}
    </Panel>
  );
}

/** The older one first, in whatever order they were chosen: so they are compared. */
function inOrder(runs: readonly Run[], before: string, after: string): [string, string] {
  // Newest first.
  const [at, afterAt] = [before, after].map((chosen) => runs.findIndex(({ id }) => id === chosen));
  return at !== -1 && afterAt !== undefined && at !== undefined && at < afterAt ? [after, before] : [before, after];
}

/** Whether verdicts or rules changed with any audit after the older one. */
function changedRuleset(runs: readonly Run[], ...ids: string[]): boolean {
  // Newest first.
  const [newer = 0, older = 0] = ids.map((id) => runs.findIndex((run) => run.id === id)).sort((a, b) => a - b);
  return newer >= 0 && runs.slice(newer, older).some(({ isNewRuleset }) => isNewRuleset);
}

interface ComparedProps {
  before: string;
  after: string;
  isNewRuleset: boolean;
}

function Compared({ before, after, isNewRuleset }: ComparedProps) {
  const { data, error, refetch, isPlaceholderData } = useCall(
    "compareRuns",
    { before, after },
    { isKeepingPrevious: true },
  );
  if (error && (!data || error.kind !== "unreachable"))
    return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <div aria-busy={isPlaceholderData}>
      <ComparisonResult comparison={data} isNewRuleset={isNewRuleset} />
    </div>
  );
}

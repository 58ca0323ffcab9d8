import React, { useRef, useState } from "react";
import type { FindingRow } from "#usecases/api/shapes";
import { Drawer } from "../../drawer/drawer";
import { useKeysetRows } from "../../parts/keyset-rows";
import { useCall } from "../../queries";
import { useActiveRow } from "../../triage/active-row";
import styles from "../../triage/list-card.module.css";
import { MOST_ROWS, PAGE_ROWS } from "../../triage/list-limits";
import { useNarrowScreen } from "../../triage/narrow-screen";
import { useNeighbours } from "../../triage/neighbours";
import { ShortcutHelp } from "../../triage/shortcut-help";
import { SHORTCUT_REGION } from "../../triage/shortcuts";
import { useUrlState } from "../../url-state";
import { DescribeDialog } from "./describe-dialog";
import { readFindingFilter, readFindingSort } from "./finding-filter";
import { FindingFilters } from "./finding-filters";
import { FINDING_KEYS } from "./finding-keys";
import { FindingsTable } from "./findings-table";
import { ListToolbar } from "./list-toolbar";
import { useSelectedFindings } from "./selected-findings";
import { useFindingActs } from "./use-finding-acts";
import { useFindingShortcuts } from "./use-finding-shortcuts";

/** Filters, list and drawer, held together by the address. */
export function FindingsList({ mayDecide }: { mayDecide: boolean }) {
  const { values, first, change } = useUrlState();
  const filter = readFindingFilter(values);
  const input = { filter, sort: readFindingSort(values) };
  const rows = useKeysetRows("listFindings", input, PAGE_ROWS);
  const counts = useCall("countFindings", { filter }, { isKeepingPrevious: true });
  const total = counts.data?.total;
  const rowCount = Math.min(total ?? rows.loaded.length, MOST_ROWS);
  const active = useActiveRow(rows.loaded, rowCount);
  const selected = useSelectedFindings(filter, total ?? 0);
  const isNarrow = useNarrowScreen();
  const search = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState<"help" | "describe">();
  const acts = useFindingActs({ loaded: rows.loaded, asOf: rows.asOf, active, selected, mayDecide });
  const open = (row: FindingRow) => change({ finding: row.id, item: undefined });
  const [finding, item] = [first("finding"), first("item")];
  const { next, previous } = useNeighbours(rows.loaded, finding ?? (item === undefined ? undefined : active.row?.id));
  const walkTo = (index: number | undefined) => {
    const row = index === undefined ? undefined : rows.loaded[index];
    if (index === undefined || !row) return undefined;
    return () => {
      active.show(index);
      change({ finding: row.id, item: undefined }, "replace");
    };
  };
  useFindingShortcuts({
    ...{ active, selected, onOpen: open, onToggle: acts.toggle, onAct: acts.act },
    onSearch: () => search.current?.focus(),
    onHelp: () => setAsked("help"),
  });
  return (
    <div className={styles["filters"]} {...SHORTCUT_REGION}>
      <FindingFilters counts={counts.data} search={search} onLeaveSearch={() => active.table.current?.focus()} />
      <div className={styles["card"]}>
        <ListToolbar
          {...{ total, selected, mayDecide, isNarrow }}
          isFailed={counts.isError}
          onAct={acts.act}
          onDescribe={() => setAsked("describe")}
          onHelp={() => setAsked("help")}
        />
        <FindingsTable
          {...{ rows, rowCount, total, active, selected, isNarrow }}
          error={rows.error ?? counts.error}
          onRetry={() => {
            rows.retry();
            void counts.refetch();
          }}
          onToggle={acts.toggle}
          onOpen={open}
        />
      </div>
      {asked === "help" && <ShortcutHelp lines={FINDING_KEYS} onClose={() => setAsked(undefined)} />}
      {asked === "describe" && <DescribeDialog filter={filter} onClose={() => setAsked(undefined)} />}
      {(finding ?? item) !== undefined && (
        <Drawer
          opened={item === undefined ? { finding: finding ?? "" } : { item }}
          onClose={() => change({ finding: undefined, item: undefined }, "replace")}
          onNext={walkTo(next)}
          onPrevious={walkTo(previous)}
          onRecorded={(id) => active.moveOn((row) => row.id === id)}
        />
      )}
    </div>
  );
}

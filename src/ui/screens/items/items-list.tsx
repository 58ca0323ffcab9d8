import { IconButton } from "@atlaskit/button/new";
import HelpIcon from "@atlaskit/icon/core/question-circle";
import React, { useEffect, useRef, useState } from "react";
import type { ItemRow } from "#usecases/api/shapes";
import { Drawer } from "../../drawer/drawer";
import { useText } from "../../language";
import { useAnnounce } from "../../parts/announcer";
import { useKeysetRows } from "../../parts/keyset-rows";
import { useCall } from "../../queries";
import { useActiveRow } from "../../triage/active-row";
import styles from "../../triage/list-card.module.css";
import { MOST_ROWS, PAGE_ROWS } from "../../triage/list-limits";
import { useNarrowScreen } from "../../triage/narrow-screen";
import { useNeighbours } from "../../triage/neighbours";
import { ShortcutHelp } from "../../triage/shortcut-help";
import { SHORTCUT_REGION, useShortcuts } from "../../triage/shortcuts";
import { useTriage } from "../../triage/triage";
import { useUrlState } from "../../url-state";
import { ItemFilters } from "./item-filters";
import { readItemFilter } from "./item-filter";
import { ITEM_KEYS } from "./item-keys";
import { ItemsTable } from "./items-table";

/** Filters, list and drawer, held together by the address. */
export function ItemsList() {
  const text = useText();
  const announce = useAnnounce();
  const { values, first, change } = useUrlState();
  const filter = readItemFilter(values);
  const rows = useKeysetRows("listItems", { filter }, PAGE_ROWS);
  const counts = useCall("countItems", { filter }, { isKeepingPrevious: true });
  const total = counts.data?.total;
  const rowCount = Math.min(total ?? rows.loaded.length, MOST_ROWS);
  const active = useActiveRow(rows.loaded, rowCount);
  const isNarrow = useNarrowScreen();
  const { undoLast } = useTriage();
  const search = useRef<HTMLInputElement>(null);
  const [isHelping, setIsHelping] = useState(false);
  const [item, finding] = [first("item"), first("finding")];
  const open = (row: ItemRow, how: "push" | "replace" = "push") => change({ item: row.id, finding: undefined }, how);
  const { next, previous } = useNeighbours(rows.loaded, item);
  const walkTo = (index: number | undefined) => {
    const row = index === undefined ? undefined : rows.loaded[index];
    if (index === undefined || !row) return undefined;
    return () => {
      active.show(index);
      open(row, "replace");
    };
  };
  useShortcuts({
    ...{ j: () => active.move(1), k: () => active.move(-1), u: undoLast },
    Enter: () => active.row && open(active.row),
    ...{ "/": () => search.current?.focus(), "?": () => setIsHelping(true) },
  });
  const isCounted = !counts.isPlaceholderData && total !== undefined;
  useEffect(() => {
    if (isCounted) announce(text("items.total", { count: total }));
  }, [isCounted, total, announce, text]);
  return (
    <div className={styles["filters"]} {...SHORTCUT_REGION}>
      <ItemFilters counts={counts.data} search={search} onLeaveSearch={() => active.table.current?.focus()} />
      <div className={styles["card"]}>
        <div className={styles["toolbar"]}>
          <p className={styles["total"]}>
            {total !== undefined ? text("items.total", { count: total }) : counts.isError ? "–" : text("parts.loading")}
          </p>
          <IconButton
            appearance="subtle"
            spacing="compact"
            icon={HelpIcon}
            label={text("findings.keys.title")}
            aria-keyshortcuts="?"
            onClick={() => setIsHelping(true)}
          />
        </div>
        <ItemsTable
          {...{ rows, rowCount, total, active, isNarrow }}
          error={rows.error ?? counts.error}
          onRetry={() => {
            rows.retry();
            void counts.refetch();
          }}
          onOpen={open}
        />
      </div>
      {isHelping && <ShortcutHelp lines={ITEM_KEYS} onClose={() => setIsHelping(false)} />}
      {(item ?? finding) !== undefined && (
        <Drawer
          opened={item === undefined ? { finding: finding ?? "" } : { item }}
          onClose={() => change({ item: undefined, finding: undefined }, "replace")}
          onNext={walkTo(next)}
          onPrevious={walkTo(previous)}
        />
      )}
    </div>
  );
}

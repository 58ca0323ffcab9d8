import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { Link } from "wouter";
import { useText } from "../../language";
import { EmptyState } from "../../parts/empty-state";
import { ErrorNotice } from "../../parts/error-notice";
import { useKeysetRows } from "../../parts/keyset-rows";
import { Loading } from "../../parts/loading";
import { Page } from "../../parts/page";
import { Panel } from "../../parts/panel";
import { useCall } from "../../queries";
import { useUrlState } from "../../url-state";
import { TrailFilters } from "./trail-filters";
import { isNarrowed, readTrailFilter } from "./trail-filter";
import { TrailTable, type TrailRow } from "./trail-table";
import { UndoDialog } from "./undo-dialog";
import styles from "./trail.module.css";

export default function TrailScreen() {
  const text = useText();
  const { values, change } = useUrlState();
  const filter = readTrailFilter(values);
  const rows = useKeysetRows("listTrail", filter);
  const total = useCall("listTrail", { ...filter, limit: 1 }, { isKeepingPrevious: true }).data?.total;
  const [undone, setUndone] = useState<TrailRow | null>(null);
  const isEmpty = !rows.isPending && rows.error === null && rows.loaded.length === 0;
  const clear = () => change({ kind: undefined, mine: undefined, q: undefined });
  return (
    <Page title={text("trail.title")} lead={text("trail.lead")}>
      <TrailFilters filter={filter} total={total} onChange={change} />
      {rows.error && <ErrorNotice error={rows.error} onRetry={rows.retry} />}
      {rows.isPending && <Loading />}
      {isEmpty && (
        <Panel>
          {isNarrowed(filter) ? (
            <EmptyState
              title={text("trail.none-found")}
              action={<Button onClick={clear}>{text("trail.clear")}</Button>}
            >
              {text("trail.none-found.about")}
            </EmptyState>
          ) : (
            <EmptyState title={text("trail.empty")} action={<Link href="/findings">{text("trail.empty.action")}</Link>}>
              {text("trail.empty.about")}
            </EmptyState>
          )}
        </Panel>
      )}
      {rows.loaded.length > 0 && (
        <Panel isFlush>
          <div className={styles["height"]}>
            <TrailTable rows={rows} rowCount={total ?? rows.loaded.length} onUndo={setUndone} />
          </div>
        </Panel>
      )}
      {undone && <UndoDialog row={undone} onClose={() => setUndone(null)} />}
    </Page>
  );
}

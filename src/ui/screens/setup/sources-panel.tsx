import React from "react";
import type { ApiOutput } from "../../call";
import { useFormats, useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { EmptyState } from "../../parts/empty-state";
import { Panel } from "../../parts/panel";
import styles from "./setup.module.css";

type Source = ApiOutput<"getSetup">["sources"][number];

/** What the last audit read, what was noted about it, and what could not be read. */
export function SourcesPanel({ sources }: { sources: readonly Source[] }) {
  const text = useText();
  const { number } = useFormats();
  return (
    <Panel title={text("setup.sources.title")} isFlush>
      {sources.length === 0 ? (
        <EmptyState title={text("setup.sources.empty")}>{text("setup.sources.empty.about")}</EmptyState>
      ) : (
        <DataTable
          caption={text("setup.sources.caption")}
          rows={sources}
          keyOf={({ kind, name }) => `${kind} ${name}`}
          columns={[
            { key: "name", header: text("setup.column.source"), render: ({ name }) => name },
            { key: "items", header: text("setup.column.items"), align: "end", render: ({ items }) => number(items) },
            {
              key: "notices",
              header: text("setup.column.notices"),
              render: ({ notices, unread }) =>
                notices.length + unread.length === 0 ? (
                  <span className={styles["note"]}>{text("setup.sources.fine")}</span>
                ) : (
                  <ul className={styles["notices"]}>
                    {unread.map((what) => (
                      <li key={what}>{text("setup.sources.unread", { what })}</li>
                    ))}
                    {notices.map((notice) => (
                      <li key={notice} lang="en">
                        {notice}
                      </li>
                    ))}
                  </ul>
                ),
            },
          ]}
        />
      )}
    </Panel>
  );
}

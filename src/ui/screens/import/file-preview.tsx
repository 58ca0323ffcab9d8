import SectionMessage from "@atlaskit/section-message";
import React, { useState } from "react";
import type { ApiOutput } from "../../call";
import { useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { ColumnsTable } from "./columns-table";
import styles from "./import.module.css";

export type Preview = ApiOutput<"previewImport">;

interface FilePreviewProps {
  preview: Preview;
  columns: Readonly<Record<string, string>>;
  onColumns: (columns: Readonly<Record<string, string>>) => void;
}

/** What an export holds: what is wrong with it, its first work items, and how its columns are read. */
export function FilePreview({ preview, columns, onColumns }: FilePreviewProps) {
  const text = useText();
  const { problems, notices, rows } = preview;
  // Nothing was read of it: then how its columns are read is what helps.
  const isStuck = rows.length === 0;
  // And stays open in the middle of it, when the first choice has helped.
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles["preview"]} aria-live="polite">
      {problems.length > 0 && (
        <SectionMessage appearance="warning" title={text("import.preview.problems", { count: problems.length })}>
          <Lines lines={problems} />
        </SectionMessage>
      )}
      {notices.length > 0 && (
        <SectionMessage title={text("import.preview.notices")}>
          <Lines lines={notices} />
        </SectionMessage>
      )}
      {isStuck && problems.length === 0 && (
        <SectionMessage appearance="warning" title={text("import.preview.empty")}>
          {text("import.preview.empty.about")}
        </SectionMessage>
      )}
      {rows.length > 0 && (
        <div className={styles["table"]}>
          <DataTable
            caption={text("import.preview.rows-of", { name: preview.name })}
            isCaptionShown
            rows={rows}
            keyOf={({ key, title }) => `${key} ${title}`}
            columns={[
              { key: "key", header: text("import.column.key"), isOneLine: true, render: ({ key }) => key },
              { key: "title", header: text("import.column.title"), render: ({ title }) => title },
              { key: "type", header: text("import.column.type"), render: ({ type }) => type ?? "–" },
              { key: "status", header: text("import.column.status"), render: ({ status }) => status },
              {
                key: "owner",
                header: text("import.column.owner"),
                render: ({ owner }) => owner ?? text("import.nobody"),
              },
            ]}
          />
        </div>
      )}
      {preview.columns.length > 0 && (
        <details
          className={styles["details"]}
          open={isOpen || isStuck}
          onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary>{text("import.columns.title", { count: preview.columns.length })}</summary>
          <ColumnsTable preview={preview} columns={columns} onColumns={onColumns} />
        </details>
      )}
    </div>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul lang="en" className={styles["lines"]}>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

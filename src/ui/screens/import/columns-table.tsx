import React from "react";
import { useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { Select } from "../../parts/select";
import type { Preview } from "./file-preview";
import styles from "./import.module.css";

interface ColumnsTableProps {
  preview: Preview;
  /** Field to column, as chosen here. */
  columns: Readonly<Record<string, string>>;
  onColumns: (columns: Readonly<Record<string, string>>) => void;
}

/** The columns of a table, and the field that each is read as. */
export function ColumnsTable({ preview, columns, onColumns }: ColumnsTableProps) {
  const text = useText();
  const chosenFor = (column: string): string[] =>
    Object.entries(columns).flatMap(([field, name]) => (name === column ? [field] : []));
  const read = (column: string, field: string) => {
    const others = Object.entries(columns).filter(([one, name]) => name !== column && one !== field);
    onColumns(Object.fromEntries(field === "" ? others : [...others, [field, column]]));
  };
  return (
    <>
      <p className={styles["note"]}>{text("import.columns.about")}</p>
      <div className={styles["table"]}>
        <DataTable
          caption={text("import.columns.caption", { name: preview.name })}
          rows={preview.columns}
          keyOf={({ name }) => name}
          columns={[
            { key: "name", header: text("import.columns.column"), render: ({ name }) => name },
            {
              key: "field",
              header: text("import.columns.field"),
              render: ({ name, field }) => {
                const isChosen = chosenFor(name).length > 0;
                // A field that only a tracker's own export has cannot be chosen, and stays what it is.
                const own = field !== null && !preview.fields.includes(field) ? [field] : [];
                return (
                  <div className={styles["field"]}>
                    <Select
                      label={text("import.columns.read-as", { name })}
                      isLabelHidden
                      value={field ?? ""}
                      options={[
                        ...(field === null || isChosen
                          ? [
                              {
                                value: "",
                                label: text(isChosen ? "import.columns.as-before" : "import.columns.not-read"),
                              },
                            ]
                          : []),
                        ...[...own, ...preview.fields].map((one) => ({ value: one, label: one })),
                      ]}
                      onChange={(chosen) => read(name, chosen)}
                    />
                  </div>
                );
              },
            },
            {
              key: "example",
              header: text("import.columns.example"),
              render: ({ example }) => <span className={styles["example"]}>{example}</span>,
            },
          ]}
        />
      </div>
    </>
  );
}

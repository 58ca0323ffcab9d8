import Button from "@atlaskit/button/new";
import React, { useId, useState, type ReactNode } from "react";
import { useText } from "../../language";
import type { Column } from "../../parts/column";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import { DataTable } from "../../parts/data-table";
import { ChangeError } from "./change-error";
import styles from "./roles.module.css";
import type { ChangeState } from "./use-undoable";

interface SourceListProps<Row> {
  title: string;
  about: string;
  empty: string;
  /** What its button does. */
  add: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  nameOf: (row: Row) => string;
  isWritable: boolean;
  change: ChangeState;
  /** A form for one of them; null for a new one. */
  form: (row: Row | null, title: string, close: () => void) => ReactNode;
  onRemove: (row: Row, close: () => void) => void;
}

type Opened<Row> = { kind: "form"; row: Row | null } | { kind: "remove"; row: Row };

/** One source of roles: what the policy has of it, each to edit or remove, and a way to add one. */
export function SourceList<Row>({ rows, columns, nameOf, isWritable, change, form, ...list }: SourceListProps<Row>) {
  const text = useText();
  const heading = useId();
  const [opened, setOpened] = useState<Opened<Row> | null>(null);
  const close = () => setOpened(null);
  const open = (what: Opened<Row>) => {
    change.clearError();
    setOpened(what);
  };
  const actions: Column<Row> = {
    ...{ key: "actions", align: "end" },
    header: <span className="visually-hidden">{text("roles.column.actions")}</span>,
    render: (row) => (
      <span className={styles["actions"]}>
        <Button
          spacing="compact"
          aria-label={text("roles.sources.edit-one", { name: nameOf(row) })}
          onClick={() => open({ kind: "form", row })}
        >
          {text("roles.entries.edit")}
        </Button>
        <Button
          spacing="compact"
          appearance="subtle"
          aria-label={text("roles.sources.remove-one", { name: nameOf(row) })}
          onClick={() => open({ kind: "remove", row })}
        >
          {text("roles.entries.remove")}
        </Button>
      </span>
    ),
  };
  return (
    <section aria-labelledby={heading}>
      <div className={styles["head"]}>
        <h3 id={heading}>{list.title}</h3>
        {isWritable && (
          <Button spacing="compact" onClick={() => open({ kind: "form", row: null })}>
            {list.add}
          </Button>
        )}
      </div>
      <p>{list.about}</p>
      {rows.length === 0 ? (
        <p>{list.empty}</p>
      ) : (
        <DataTable
          caption={text("roles.table", { title: list.title })}
          rows={rows}
          keyOf={(row) => JSON.stringify(row)}
          columns={isWritable ? [...columns, actions] : columns}
        />
      )}
      {opened?.kind === "form" &&
        form(
          opened.row,
          opened.row === null ? list.add : text("roles.sources.edit-one", { name: nameOf(opened.row) }),
          close,
        )}
      {opened?.kind === "remove" && (
        <ConfirmDialog
          title={text("roles.sources.remove.title", { name: nameOf(opened.row) })}
          confirm={text("roles.sources.remove.confirm")}
          isDangerous
          isPending={change.isPending}
          onConfirm={() => list.onRemove(opened.row, close)}
          onCancel={close}
        >
          <p>{text("roles.sources.remove.about")}</p>
          <ChangeError change={change} />
        </ConfirmDialog>
      )}
    </section>
  );
}

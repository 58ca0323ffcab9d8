import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { useText } from "../../language";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import { DataTable } from "../../parts/data-table";
import { EmptyState } from "../../parts/empty-state";
import { Panel } from "../../parts/panel";
import { ChangeError } from "./change-error";
import { EntryDays } from "./entry-days";
import { adding, replacing, type ListedEntry, type Roles } from "./entries";
import { EntryDialog } from "./entry-dialog";
import { RoleLozenge } from "./role-name";
import styles from "./roles.module.css";
import type { RolesChange } from "./use-roles-change";

interface EntriesPanelProps {
  entries: readonly ListedEntry[];
  roles: Roles;
  isSearched: boolean;
  change: RolesChange;
}

type Opened = { kind: "add" } | { kind: "edit" | "remove"; entry: ListedEntry };

/** What the policy says of people, each with the days on which it holds. */
export function EntriesPanel({ entries, roles, isSearched, change }: EntriesPanelProps) {
  const text = useText();
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = (what: Opened) => {
    change.clearError();
    setOpened(what);
  };
  const close = () => setOpened(null);
  const nameOf = ({ name, person }: ListedEntry): string => name ?? person;
  return (
    <Panel
      title={text("roles.entries.title")}
      isFlush
      actions={roles.isWritable && <Button onClick={() => open({ kind: "add" })}>{text("roles.entries.add")}</Button>}
    >
      {entries.length === 0 ? (
        <EmptyState title={text(isSearched ? "roles.nobody-found" : "roles.entries.empty")}>
          {!isSearched && text("roles.entries.empty.about")}
        </EmptyState>
      ) : (
        <DataTable
          caption={text("roles.table", { title: text("roles.entries.title") })}
          rows={entries}
          keyOf={(entry) => JSON.stringify(entry)}
          columns={[
            { key: "name", header: text("roles.column.name"), render: nameOf },
            { key: "role", header: text("roles.column.role"), render: ({ role }) => <RoleLozenge role={role} /> },
            {
              key: "where",
              header: text("roles.column.where"),
              render: ({ scope }) => scope ?? text("roles.everywhere"),
            },
            { key: "when", header: text("roles.column.when"), render: (entry) => <EntryDays entry={entry} /> },
            ...(roles.isWritable
              ? [
                  {
                    key: "actions",
                    header: <span className="visually-hidden">{text("roles.column.actions")}</span>,
                    align: "end" as const,
                    render: (entry: ListedEntry) => (
                      <span className={styles["actions"]}>
                        <Button
                          spacing="compact"
                          aria-label={text("roles.entries.edit-one", { name: nameOf(entry) })}
                          onClick={() => open({ kind: "edit", entry })}
                        >
                          {text("roles.entries.edit")}
                        </Button>
                        <Button
                          spacing="compact"
                          appearance="subtle"
                          aria-label={text("roles.entries.remove-one", { name: nameOf(entry) })}
                          onClick={() => open({ kind: "remove", entry })}
                        >
                          {text("roles.entries.remove")}
                        </Button>
                      </span>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {opened?.kind === "add" && (
        <EntryDialog
          roles={roles}
          change={change}
          onSave={(entry) => change.save(adding([entry]), text("roles.entries.added"), close)}
          onClose={close}
        />
      )}
      {opened?.kind === "edit" && (
        <EntryDialog
          entry={opened.entry}
          roles={roles}
          change={change}
          onSave={(entry) => change.save(replacing(opened.entry, entry), text("roles.entries.changed"), close)}
          onClose={close}
        />
      )}
      {opened?.kind === "remove" && (
        <ConfirmDialog
          title={text("roles.entries.remove.title", { name: nameOf(opened.entry) })}
          confirm={text("roles.entries.remove.confirm")}
          isDangerous
          isPending={change.isPending}
          onConfirm={() => change.save(replacing(opened.entry), text("roles.entries.removed"), close)}
          onCancel={close}
        >
          <p>{text("roles.entries.remove.about")}</p>
          <ChangeError change={change} />
        </ConfirmDialog>
      )}
    </Panel>
  );
}

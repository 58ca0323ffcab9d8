import React from "react";
import { useText } from "../../language";
import type { MessageKey } from "../../messages/messages";
import { DataTable } from "../../parts/data-table";
import { EmptyState } from "../../parts/empty-state";
import { Panel } from "../../parts/panel";
import type { Roles } from "./entries";
import { RoleLozenge } from "./role-name";
import styles from "./roles.module.css";

type Known = Roles["directory"][number];
/** The page takes a few hundred rows; whoever looks for somebody else searches. */
const SHOWN = 300;

const SOURCES: Readonly<Record<string, MessageKey>> = {
  entry: "roles.source.entry",
  group: "roles.source.group",
  "people-field": "roles.source.people-field",
  "job-title": "roles.source.job-title",
  unlisted: "roles.source.unlisted",
};

/** Everybody who owns work items and has a role, with what says so. Nobody is counted. */
export function DirectoryPanel({ people, isSearched }: { people: readonly Known[]; isSearched: boolean }) {
  const text = useText();
  return (
    <Panel title={text("roles.directory.title")} isFlush>
      {people.length === 0 ? (
        <EmptyState title={text(isSearched ? "roles.nobody-found" : "roles.directory.empty")}>
          {!isSearched && text("roles.directory.empty.about")}
        </EmptyState>
      ) : (
        <DataTable
          caption={text("roles.table", { title: text("roles.directory.title") })}
          rows={people.slice(0, SHOWN)}
          keyOf={({ ref, role, source, reason }) => [ref, role, source, reason].join(" ")}
          columns={[
            { key: "name", header: text("roles.column.name"), render: ({ name }) => name },
            { key: "role", header: text("roles.column.role"), render: ({ role }) => <RoleLozenge role={role} /> },
            {
              key: "source",
              header: text("roles.column.source"),
              render: ({ source, reason }) => (
                <>
                  <div>{SOURCES[source] ? text(SOURCES[source]) : source}</div>
                  <div lang="en" className={styles["note"]}>
                    {reason}
                  </div>
                </>
              ),
            },
            { key: "scopes", header: text("roles.column.scopes"), render: ({ scopes }) => scopes.join(", ") },
          ]}
        />
      )}
      {people.length > SHOWN && (
        <p className={styles["about"]}>{text("roles.directory.rest", { count: people.length - SHOWN })}</p>
      )}
    </Panel>
  );
}

import React from "react";
import { useFormats, useText } from "../../language";
import { EntryDays } from "./entry-days";
import type { Roles } from "./entries";
import { GroupDialog } from "./group-dialog";
import { RoleLozenge } from "./role-name";
import { SourceList } from "./source-list";
import { toGroup, type ListedGroup } from "./sources";
import type { SourcesChange } from "./use-sources-change";

/** Roles by membership, with how many members are known, and since when. */
export function GroupsList({ roles, change }: { roles: Roles; change: SourcesChange }) {
  const text = useText();
  const { day } = useFormats();
  const membersOf = ({ members, asOf }: ListedGroup): string =>
    asOf === null
      ? text("roles.groups.listed", { count: members })
      : text("roles.groups.told", { count: members, day: day(asOf) });
  return (
    <SourceList
      title={text("roles.groups")}
      about={text("roles.groups.about")}
      empty={text("roles.groups.empty")}
      add={text("roles.groups.add")}
      rows={roles.groups}
      nameOf={({ group }) => group}
      isWritable={roles.isWritable}
      change={change}
      columns={[
        { key: "group", header: text("roles.column.group"), render: ({ group }) => group },
        { key: "role", header: text("roles.column.role"), render: ({ role }) => <RoleLozenge role={role} /> },
        { key: "where", header: text("roles.column.where"), render: ({ scope }) => scope ?? text("roles.everywhere") },
        {
          key: "when",
          header: text("roles.column.when"),
          render: ({ from, to, state }) => (
            <EntryDays entry={{ from: from ?? undefined, to: to ?? undefined, state }} />
          ),
        },
        { key: "members", header: text("roles.column.members"), render: membersOf },
      ]}
      form={(row, title, close) => (
        <GroupDialog
          group={row && toGroup(row)}
          title={title}
          roles={roles}
          change={change}
          onSave={(group) =>
            change.replace("groups", row && toGroup(row), group, {
              what: text(row ? "roles.sources.changed" : "roles.sources.added", { name: group.group }),
              onSaved: close,
            })
          }
          onClose={close}
        />
      )}
      onRemove={(row, close) =>
        change.replace("groups", toGroup(row), null, {
          what: text("roles.sources.removed", { name: row.group }),
          onSaved: close,
        })
      }
    />
  );
}

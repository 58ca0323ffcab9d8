import React from "react";
import { useText } from "../../language";
import { ROLES, type Roles } from "./entries";
import { NamedDialog } from "./named-dialog";
import { RoleLozenge } from "./role-name";
import { SourceList } from "./source-list";
import type { SourcesChange } from "./use-sources-change";

interface ListProps {
  roles: Roles;
  change: SourcesChange;
}

const FIELD_ROLES = ["product-manager", "product-owner"] as const;

/** People fields of work items that name a role. */
export function FieldsList({ roles, change }: ListProps) {
  const text = useText();
  return (
    <SourceList
      title={text("roles.fields")}
      about={text("roles.fields.about")}
      empty={text("roles.fields.empty")}
      add={text("roles.fields.add")}
      rows={roles.peopleFields}
      nameOf={({ field }) => field}
      isWritable={roles.isWritable}
      change={change}
      columns={[
        { key: "field", header: text("roles.column.field"), render: ({ field }) => field },
        { key: "role", header: text("roles.column.role"), render: ({ role }) => <RoleLozenge role={role} /> },
      ]}
      form={(row, title, close) => (
        <NamedDialog
          {...{ title, change, least: 1, roles: FIELD_ROLES, onClose: close }}
          label={text("roles.fields.name")}
          about={text("roles.fields.about")}
          missing={text("roles.fields.missing")}
          name={row?.field ?? ""}
          role={row?.role ?? "product-owner"}
          onSave={(field, role) =>
            change.replace(
              "peopleFields",
              row,
              { field, role },
              {
                what: text(row ? "roles.sources.changed" : "roles.sources.added", { name: field }),
                onSaved: close,
              },
            )
          }
        />
      )}
      onRemove={(row, close) =>
        change.replace("peopleFields", row, null, {
          what: text("roles.sources.removed", { name: row.field }),
          onSaved: close,
        })
      }
    />
  );
}

/** Parts of job titles that tell a role. */
export function TitlesList({ roles, change }: ListProps) {
  const text = useText();
  return (
    <SourceList
      title={text("roles.titles")}
      about={text("roles.titles.about")}
      empty={text("roles.titles.empty")}
      add={text("roles.titles.add")}
      rows={roles.jobTitles}
      nameOf={({ contains }) => contains}
      isWritable={roles.isWritable}
      change={change}
      columns={[
        { key: "title", header: text("roles.column.contains"), render: ({ contains }) => contains },
        { key: "role", header: text("roles.column.role"), render: ({ role }) => <RoleLozenge role={role} /> },
      ]}
      form={(row, title, close) => (
        <NamedDialog
          {...{ title, change, least: 2, roles: ROLES, onClose: close }}
          label={text("roles.column.contains")}
          about={text("roles.titles.about")}
          missing={text("roles.titles.missing")}
          name={row?.contains ?? ""}
          role={row?.role ?? "product-owner"}
          onSave={(contains, role) =>
            change.replace(
              "jobTitles",
              row,
              { contains, role },
              {
                what: text(row ? "roles.sources.changed" : "roles.sources.added", { name: contains }),
                onSaved: close,
              },
            )
          }
        />
      )}
      onRemove={(row, close) =>
        change.replace("jobTitles", row, null, {
          what: text("roles.sources.removed", { name: row.contains }),
          onSaved: close,
        })
      }
    />
  );
}

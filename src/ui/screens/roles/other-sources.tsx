import Lozenge from "@atlaskit/lozenge";
import React from "react";
import { Link } from "wouter";
import { useFormats, useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { Panel } from "../../parts/panel";
import type { Roles } from "./entries";
import { RoleLozenge } from "./role-name";
import styles from "./roles.module.css";

/** What tells roles beside the entries: groups, people fields and job titles. They are changed in the policy. */
export function OtherSources({
  groups,
  peopleFields,
  jobTitles,
}: Pick<Roles, "groups" | "peopleFields" | "jobTitles">) {
  const text = useText();
  const { day } = useFormats();
  const role = { key: "role", header: text("roles.column.role") };
  return (
    <Panel
      title={text("roles.sources.title")}
      isFlush
      actions={<Link href="/policy?tab=policy">{text("roles.sources.policy")}</Link>}
    >
      <p className={styles["about"]}>{text("roles.sources.about")}</p>
      <div className={styles["sources"]}>
        <div>
          <h3>{text("roles.groups")}</h3>
          {groups.length === 0 ? (
            <p>{text("roles.groups.empty")}</p>
          ) : (
            <DataTable
              caption={text("roles.groups")}
              rows={groups}
              keyOf={(group) => JSON.stringify(group)}
              columns={[
                {
                  key: "group",
                  header: text("roles.column.group"),
                  render: ({ group, state }) => (
                    <>
                      {group} {state !== "in-force" && <Lozenge>{text(`roles.state.${state}`)}</Lozenge>}
                    </>
                  ),
                },
                { ...role, render: (group) => <RoleLozenge role={group.role} /> },
                {
                  key: "where",
                  header: text("roles.column.where"),
                  render: ({ scope }) => scope ?? text("roles.everywhere"),
                },
                {
                  key: "members",
                  header: text("roles.column.members"),
                  render: ({ members, asOf }) =>
                    asOf === null
                      ? text("roles.groups.listed", { count: members })
                      : text("roles.groups.told", { count: members, day: day(asOf) }),
                },
              ]}
            />
          )}
        </div>
        <div>
          <h3>{text("roles.fields")}</h3>
          {peopleFields.length === 0 ? (
            <p>{text("roles.fields.empty")}</p>
          ) : (
            <DataTable
              caption={text("roles.fields")}
              rows={peopleFields}
              keyOf={({ field }) => field}
              columns={[
                { key: "field", header: text("roles.column.field"), render: ({ field }) => field },
                { ...role, render: (one) => <RoleLozenge role={one.role} /> },
              ]}
            />
          )}
        </div>
        <div>
          <h3>{text("roles.titles")}</h3>
          {jobTitles.length === 0 ? (
            <p>{text("roles.titles.empty")}</p>
          ) : (
            <DataTable
              caption={text("roles.titles")}
              rows={jobTitles}
              keyOf={({ contains }) => contains}
              columns={[
                { key: "title", header: text("roles.column.contains"), render: ({ contains }) => contains },
                { ...role, render: (one) => <RoleLozenge role={one.role} /> },
              ]}
            />
          )}
        </div>
      </div>
    </Panel>
  );
}

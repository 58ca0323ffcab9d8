import Button from "@atlaskit/button/new";
import Checkbox from "@atlaskit/checkbox";
import React, { useState } from "react";
import { useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { Panel } from "../../parts/panel";
import { adding, type Entry, type Roles } from "./entries";
import { RoleLozenge } from "./role-name";
import styles from "./roles.module.css";
import type { RolesChange } from "./use-roles-change";

type Proposal = Roles["proposals"][number];
const keyOf = ({ person, role }: Proposal): string => `${person} ${role}`;
const entryOf = ({ person, name, role }: Proposal): Entry => ({ person, name, role });

interface ProposalsPanelProps {
  proposals: readonly Proposal[];
  isWritable: boolean;
  change: RolesChange;
}

/** Roles that fields of the tracker suggest: nothing of it holds until somebody confirms it. */
export function ProposalsPanel({ proposals, isWritable, change }: ProposalsPanelProps) {
  const text = useText();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = proposals.filter((one) => chosen.has(keyOf(one)));
  const wanted = selected.length > 0 ? selected : proposals;
  const confirm = (some: readonly Proposal[]) =>
    change.save(adding(some.map(entryOf)), text("roles.proposals.done", { count: some.length }), () =>
      setChosen(new Set()),
    );
  const toggle = (one: Proposal) => {
    const next = new Set(chosen);
    if (!next.delete(keyOf(one))) next.add(keyOf(one));
    setChosen(next);
  };
  return (
    <Panel
      title={text("roles.proposals.title")}
      isFlush
      actions={
        isWritable && (
          <Button appearance="primary" isDisabled={change.isPending} onClick={() => confirm(wanted)}>
            {text(selected.length > 0 ? "roles.proposals.confirm-some" : "roles.proposals.confirm-all", {
              count: wanted.length,
            })}
          </Button>
        )
      }
    >
      <p className={styles["about"]}>{text("roles.proposals.about")}</p>
      <DataTable
        caption={text("roles.table", { title: text("roles.proposals.title") })}
        rows={proposals}
        keyOf={keyOf}
        columns={[
          {
            key: "name",
            header: text("roles.column.name"),
            render: (one) =>
              isWritable ? (
                <Checkbox label={one.name} isChecked={chosen.has(keyOf(one))} onChange={() => toggle(one)} />
              ) : (
                one.name
              ),
          },
          { key: "role", header: text("roles.column.role"), render: ({ role }) => <RoleLozenge role={role} /> },
          {
            key: "why",
            header: text("roles.column.why"),
            render: ({ reasons }) => <span lang="en">{reasons.join("; ")}</span>,
          },
          { key: "scopes", header: text("roles.column.scopes"), render: ({ scopes }) => scopes.join(", ") },
          ...(isWritable
            ? [
                {
                  key: "confirm",
                  header: <span className="visually-hidden">{text("roles.column.actions")}</span>,
                  align: "end" as const,
                  render: (one: Proposal) => (
                    <Button
                      spacing="compact"
                      isDisabled={change.isPending}
                      aria-label={text("roles.proposals.confirm-one", { name: one.name })}
                      onClick={() => confirm([one])}
                    >
                      {text("roles.proposals.confirm")}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

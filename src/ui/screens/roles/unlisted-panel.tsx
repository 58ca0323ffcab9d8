import Button from "@atlaskit/button/new";
import React, { useState } from "react";
import { useText } from "../../language";
import { DataTable } from "../../parts/data-table";
import { EmptyState } from "../../parts/empty-state";
import { Panel } from "../../parts/panel";
import { Select } from "../../parts/select";
import { adding, isRole, ROLES, type Entry, type Role, type Roles } from "./entries";
import styles from "./roles.module.css";
import type { RolesChange } from "./use-roles-change";

type Unlisted = Roles["unlisted"][number];
interface Choice {
  role: Role | "";
  scope: string;
}
const NOTHING: Choice = { role: "", scope: "" };
/** So many at once: the list may be of hundreds, with two fields each. */
const SHOWN = 25;

interface UnlistedPanelProps {
  /** All of them: what was chosen stays chosen while a search hides it. */
  all: readonly Unlisted[];
  people: readonly Unlisted[];
  count: number;
  isWritable: boolean;
  change: RolesChange;
}

/** Owners of whom nothing tells the role: somebody says it here, once. */
export function UnlistedPanel({ all, people, count, isWritable, change }: UnlistedPanelProps) {
  const text = useText();
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const [shown, setShown] = useState(SHOWN);
  const choiceOf = ({ person }: Unlisted): Choice => choices[person] ?? NOTHING;
  const choose = ({ person }: Unlisted, more: Partial<Choice>) =>
    setChoices((before) => ({ ...before, [person]: { ...(before[person] ?? NOTHING), ...more } }));
  const chosen = all.flatMap((one): Entry[] => {
    const { role, scope } = choiceOf(one);
    return role === "" ? [] : [{ person: one.person, name: one.name, role, scope }];
  });
  const save = () =>
    change.save(adding(chosen), text("roles.unlisted.done", { count: chosen.length }), () => setChoices({}));
  const roleOptions = [
    { value: "", label: text("roles.unlisted.choose") },
    ...ROLES.map((role) => ({ value: role, label: text(`roles.role.${role}`) })),
  ];
  return (
    <Panel title={text("roles.unlisted.title")} isFlush>
      <p className={styles["about"]}>{text("roles.unlisted.about")}</p>
      {people.length === 0 && <EmptyState title={text("roles.nobody-found")} />}
      {people.length > 0 && (
        <DataTable
          caption={text("roles.table", { title: text("roles.unlisted.title") })}
          rows={people.slice(0, shown)}
          keyOf={({ person }) => person}
          columns={[
            { key: "name", header: text("roles.column.name"), render: ({ name }) => name },
            { key: "scopes", header: text("roles.column.scopes"), render: ({ scopes }) => scopes.join(", ") },
            ...(isWritable
              ? [
                  {
                    key: "role",
                    header: text("roles.column.role"),
                    render: (one: Unlisted) => (
                      <div className={styles["choice"]}>
                        <Select
                          label={text("roles.unlisted.role-of", { name: one.name })}
                          isLabelHidden
                          value={choiceOf(one).role}
                          options={roleOptions}
                          onChange={(role) => choose(one, { role: isRole(role) ? role : "" })}
                        />
                      </div>
                    ),
                  },
                  {
                    key: "scope",
                    header: text("roles.column.where"),
                    render: (one: Unlisted) => (
                      <div className={styles["choice"]}>
                        <Select
                          label={text("roles.unlisted.scope-of", { name: one.name })}
                          isLabelHidden
                          isDisabled={choiceOf(one).role === ""}
                          value={choiceOf(one).scope}
                          options={[
                            { value: "", label: text("roles.everywhere") },
                            ...one.scopes.map((scope) => ({ value: scope, label: text("roles.only-in", { scope }) })),
                          ]}
                          onChange={(scope) => choose(one, { scope })}
                        />
                      </div>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      <div className={styles["foot"]}>
        {people.length > shown && (
          <Button onClick={() => setShown(shown + 100)}>
            {text("roles.unlisted.more", { count: people.length - shown })}
          </Button>
        )}
        {count > people.length && shown >= people.length && (
          <span className={styles["note"]}>{text("roles.unlisted.rest", { count: count - people.length })}</span>
        )}
      </div>
      {chosen.length > 0 && (
        <div className={styles["save"]}>
          <span role="status">{text("roles.unlisted.chosen", { count: chosen.length })}</span>
          <Button appearance="subtle" onClick={() => setChoices({})}>
            {text("roles.unlisted.forget")}
          </Button>
          <Button appearance="primary" isLoading={change.isPending} onClick={save}>
            {text("roles.unlisted.save", { count: chosen.length })}
          </Button>
        </div>
      )}
    </Panel>
  );
}

import Button from "@atlaskit/button/new";
import Textfield from "@atlaskit/textfield";
import React, { useId, useMemo, useState } from "react";
import { useText } from "../../language";
import { Dialog } from "../../parts/dialog";
import { Select } from "../../parts/select";
import { ChangeError } from "./change-error";
import { isRole, ROLES, toEntry, type Entry, type Roles } from "./entries";
import { knownPeople, knownScopes } from "./known-names";
import styles from "./roles.module.css";
import type { RolesChange } from "./use-roles-change";

interface EntryDialogProps {
  /** Left out for a new one. */
  entry?: Entry;
  roles: Roles;
  change: RolesChange;
  onSave: (entry: Entry) => void;
  onClose: () => void;
}

/** An entry of the policy: who has which role, where, and from when to when. */
export function EntryDialog({ entry, roles, change, onSave, onClose }: EntryDialogProps) {
  const text = useText();
  const id = useId();
  const known = useMemo(() => knownPeople(roles), [roles]);
  const scopes = useMemo(() => knownScopes(roles, entry?.scope), [roles, entry]);
  const [draft, setDraft] = useState<Entry>(entry ?? { person: "", role: "product-owner" });
  const [hasTried, setHasTried] = useState(false);
  const set = (more: Partial<Entry>) => setDraft((before) => ({ ...before, ...more }));
  // A name from the list stands for the reference under which every spelling of it is known.
  const setPerson = (typed: string) => {
    const ref = known.get(typed);
    setDraft(({ name: _name, ...before }) =>
      ref === undefined ? { ...before, person: typed } : { ...before, person: ref, name: typed },
    );
  };
  const isUnnamed = draft.person.trim() === "";
  const isBackwards = Boolean(draft.from && draft.to && draft.from > draft.to);
  const submit = () => {
    setHasTried(true);
    if (!isUnnamed && !isBackwards && !change.isPending) onSave(toEntry({ ...draft, person: draft.person.trim() }));
  };
  return (
    <Dialog
      title={text(entry ? "roles.entry.edit" : "roles.entry.add")}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button appearance="subtle" onClick={onClose}>
            {text("parts.cancel")}
          </Button>
          <Button appearance="primary" type="submit" isLoading={change.isPending}>
            {text("roles.entry.save")}
          </Button>
        </>
      }
    >
      <div className={styles["fields"]}>
        <div className={styles["wide"]}>
          <label className={styles["label"]} htmlFor={`${id}-person`}>
            {text("roles.entry.person")}
          </label>
          <Textfield
            isCompact
            id={`${id}-person`}
            list={`${id}-people`}
            autoComplete="off"
            maxLength={200}
            value={draft.name ?? draft.person}
            isInvalid={hasTried && isUnnamed}
            aria-describedby={`${id}-person-problem`}
            onChange={(event) => setPerson(event.currentTarget.value)}
          />
          <datalist id={`${id}-people`}>
            {[...known.keys()].map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <p
            role={hasTried && isUnnamed ? "alert" : undefined}
            id={`${id}-person-problem`}
            className={hasTried && isUnnamed ? styles["problem"] : styles["note"]}
          >
            {text(hasTried && isUnnamed ? "roles.entry.person.missing" : "roles.entry.person.about")}
          </p>
        </div>
        <Select
          label={text("roles.column.role")}
          value={draft.role}
          options={ROLES.map((role) => ({ value: role, label: text(`roles.role.${role}`) }))}
          onChange={(role) => {
            if (isRole(role)) set({ role });
          }}
        />
        <Select
          label={text("roles.column.where")}
          value={draft.scope ?? ""}
          options={[
            { value: "", label: text("roles.everywhere") },
            ...scopes.map((scope) => ({ value: scope, label: text("roles.only-in", { scope }) })),
          ]}
          onChange={(scope) => set({ scope })}
        />
        {(["from", "to"] as const).map((end) => (
          <div key={end}>
            <label className={styles["label"]} htmlFor={`${id}-${end}`}>
              {text(`roles.entry.${end}`)}
            </label>
            <Textfield
              isCompact
              id={`${id}-${end}`}
              type="date"
              value={draft[end] ?? ""}
              isInvalid={hasTried && isBackwards}
              aria-describedby={`${id}-days`}
              onChange={(event) => set({ [end]: event.currentTarget.value })}
            />
          </div>
        ))}
        <p
          role={hasTried && isBackwards ? "alert" : undefined}
          id={`${id}-days`}
          className={`${styles["wide"]} ${hasTried && isBackwards ? styles["problem"] : styles["note"]}`}
        >
          {text(hasTried && isBackwards ? "roles.entry.backwards" : "roles.entry.days")}
        </p>
      </div>
      <ChangeError change={change} />
    </Dialog>
  );
}

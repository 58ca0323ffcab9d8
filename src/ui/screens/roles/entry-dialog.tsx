import React, { useMemo, useState } from "react";
import { useText } from "../../language";
import { toEntry, type Entry, type Roles } from "./entries";
import { FormDialog } from "./form-dialog";
import { knownPeople, knownScopes } from "./known-names";
import { NameField } from "./name-field";
import type { RolesChange } from "./use-roles-change";
import { isBackwards, WhereAndWhen } from "./where-and-when";

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
  const known = useMemo(() => knownPeople(roles), [roles]);
  const scopes = useMemo(() => knownScopes(roles, entry?.scope), [roles, entry]);
  const [draft, setDraft] = useState<Entry>(entry ?? { person: "", role: "product-owner" });
  const [hasTried, setHasTried] = useState(false);
  // A name from the list stands for the reference under which every spelling of it is known.
  const setPerson = (typed: string) => {
    const ref = known.get(typed);
    setDraft(({ name: _name, ...before }) =>
      ref === undefined ? { ...before, person: typed } : { ...before, person: ref, name: typed },
    );
  };
  const isUnnamed = draft.person.trim() === "";
  const submit = () => {
    setHasTried(true);
    if (!isUnnamed && !isBackwards(draft)) onSave(toEntry({ ...draft, person: draft.person.trim() }));
  };
  return (
    <FormDialog
      title={text(entry ? "roles.entry.edit" : "roles.entry.add")}
      save={text("roles.entry.save")}
      change={change}
      onSubmit={submit}
      onClose={onClose}
    >
      <NameField
        label={text("roles.entry.person")}
        about={text("roles.entry.person.about")}
        problem={hasTried && isUnnamed ? text("roles.entry.person.missing") : undefined}
        value={draft.name ?? draft.person}
        suggestions={[...known.keys()]}
        onChange={setPerson}
      />
      <WhereAndWhen
        draft={draft}
        scopes={scopes}
        isChecked={hasTried}
        onEdit={(change) => setDraft((before) => ({ ...before, ...change }))}
      />
    </FormDialog>
  );
}

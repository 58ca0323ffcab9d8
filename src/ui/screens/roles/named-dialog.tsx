import React, { useState } from "react";
import { useText } from "../../language";
import { Select } from "../../parts/select";
import type { Role } from "./entries";
import { FormDialog } from "./form-dialog";
import { NameField } from "./name-field";
import type { ChangeState } from "./use-undoable";

interface NamedDialogProps<Given extends Role> {
  title: string;
  label: string;
  about: string;
  missing: string;
  /** Letters that a name has at least. */
  least: number;
  name: string;
  role: Given;
  roles: readonly Given[];
  suggestions?: readonly string[];
  change: ChangeState;
  onSave: (name: string, role: Given) => void;
  onClose: () => void;
}

/** A name, and the role that it gives: a people field, or a part of a job title. */
export function NamedDialog<Given extends Role>(props: NamedDialogProps<Given>) {
  const text = useText();
  const [name, setName] = useState(props.name);
  const [role, setRole] = useState(props.role);
  const [hasTried, setHasTried] = useState(false);
  const isTooShort = name.trim().length < props.least;
  const submit = () => {
    setHasTried(true);
    if (!isTooShort) props.onSave(name.trim(), role);
  };
  return (
    <FormDialog
      title={props.title}
      save={text("roles.sources.save")}
      change={props.change}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <NameField
        label={props.label}
        about={props.about}
        problem={hasTried && isTooShort ? props.missing : undefined}
        value={name}
        suggestions={props.suggestions ?? []}
        onChange={setName}
      />
      <Select
        label={text("roles.column.role")}
        value={role}
        options={props.roles.map((one) => ({ value: one, label: text(`roles.role.${one}`) }))}
        onChange={(chosen) => setRole(props.roles.find((one) => one === chosen) ?? role)}
      />
    </FormDialog>
  );
}

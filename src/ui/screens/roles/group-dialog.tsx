import Checkbox from "@atlaskit/checkbox";
import React, { useMemo, useState } from "react";
import { useText } from "../../language";
import type { Roles } from "./entries";
import { FormDialog } from "./form-dialog";
import { knownScopes } from "./known-names";
import { NameField } from "./name-field";
import styles from "./roles.module.css";
import type { Group } from "./sources";
import type { ChangeState } from "./use-undoable";
import { isBackwards, WhereAndWhen } from "./where-and-when";

interface GroupDialogProps {
  /** Null for a new one. */
  group: Group | null;
  title: string;
  roles: Roles;
  change: ChangeState;
  onSave: (group: Group) => void;
  onClose: () => void;
}

/** Which role the members of a group, or the holders of a project role, have. */
export function GroupDialog({ group, title, roles, change, onSave, onClose }: GroupDialogProps) {
  const text = useText();
  const scopes = useMemo(() => knownScopes(roles, group?.scope), [roles, group]);
  const [draft, setDraft] = useState<Group>(group ?? { group: "", role: "product-owner" });
  const [isForgotten, setForgotten] = useState(false);
  const [hasTried, setHasTried] = useState(false);
  const name = draft.group.trim();
  const listed = group?.members ?? [];
  const submit = () => {
    setHasTried(true);
    if (name === "" || isBackwards(draft)) return;
    const { role, scope, from, to } = draft;
    onSave({
      ...{ group: name, role },
      ...(scope ? { scope } : {}),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(listed.length > 0 ? { members: isForgotten ? [] : listed } : {}),
    });
  };
  return (
    <FormDialog title={title} save={text("roles.sources.save")} change={change} onSubmit={submit} onClose={onClose}>
      <NameField
        label={text("roles.groups.name")}
        about={text("roles.groups.about")}
        problem={hasTried && name === "" ? text("roles.groups.missing") : undefined}
        value={draft.group}
        suggestions={[...new Set(roles.groups.map((one) => one.group))]}
        onChange={(typed) => setDraft({ ...draft, group: typed })}
      />
      <WhereAndWhen
        draft={draft}
        scopes={scopes}
        isChecked={hasTried}
        onEdit={(more) => setDraft((before) => ({ ...before, ...more }))}
      />
      {listed.length > 0 && (
        <div className={styles["wide"]}>
          <Checkbox
            label={text("roles.groups.forget", { count: listed.length })}
            isChecked={isForgotten}
            onChange={(event) => setForgotten(event.currentTarget.checked)}
          />
        </div>
      )}
    </FormDialog>
  );
}

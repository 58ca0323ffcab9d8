import Textfield from "@atlaskit/textfield";
import React, { useId } from "react";
import { useText } from "../../language";
import { Select } from "../../parts/select";
import { isRole, ROLES, type Role } from "./entries";
import styles from "./roles.module.css";

export interface Extent {
  role: Role;
  scope?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Whether the last day is before the first. */
export const isBackwards = ({ from, to }: Extent): boolean => Boolean(from && to && from > to);

interface WhereAndWhenProps {
  draft: Extent;
  scopes: readonly string[];
  /** Somebody has tried to save it. */
  isChecked: boolean;
  onEdit: (change: Partial<Extent>) => void;
}

/** Which role, where, and from when to when. */
export function WhereAndWhen({ draft, scopes, isChecked, onEdit }: WhereAndWhenProps) {
  const text = useText();
  const id = useId();
  const isWrong = isChecked && isBackwards(draft);
  return (
    <>
      <Select
        label={text("roles.column.role")}
        value={draft.role}
        options={ROLES.map((role) => ({ value: role, label: text(`roles.role.${role}`) }))}
        onChange={(role) => {
          if (isRole(role)) onEdit({ role });
        }}
      />
      <Select
        label={text("roles.column.where")}
        value={draft.scope ?? ""}
        options={[
          { value: "", label: text("roles.everywhere") },
          ...scopes.map((scope) => ({ value: scope, label: text("roles.only-in", { scope }) })),
        ]}
        onChange={(scope) => onEdit({ scope })}
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
            isInvalid={isWrong}
            aria-describedby={`${id}-days`}
            onChange={(event) => onEdit({ [end]: event.currentTarget.value })}
          />
        </div>
      ))}
      <p
        role={isWrong ? "alert" : undefined}
        id={`${id}-days`}
        className={`${styles["wide"]} ${isWrong ? styles["problem"] : styles["note"]}`}
      >
        {text(isWrong ? "roles.entry.backwards" : "roles.entry.days")}
      </p>
    </>
  );
}

import Textarea from "@atlaskit/textarea";
import React, { useId } from "react";
import styles from "./fields.module.css";

interface NoteFieldProps {
  label: string;
  isRequired?: boolean;
  value: string;
  onChange: (text: string) => void;
}

/** Some sentences. Enter is a new line; with Ctrl or Cmd it sends the dialog. */
export function NoteField({ label, isRequired = false, value, onChange }: NoteFieldProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={styles["label"]}>
        {label}
      </label>
      <Textarea
        id={id}
        minimumRows={3}
        maxLength={2000}
        aria-required={isRequired}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
    </div>
  );
}

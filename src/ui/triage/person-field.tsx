import Textfield from "@atlaskit/textfield";
import React, { useId, useState } from "react";
import type { FindingDetail } from "#usecases/api/shapes";
import { useText } from "../language";
import { ErrorNotice } from "../parts/error-notice";
import { useCall } from "../queries";
import styles from "./fields.module.css";
import { Radios, type RadioOption } from "./radios";
import { useTypedText } from "./typed-text";

interface PersonFieldProps {
  /** What is asked; without one: who takes the work over. */
  legend?: string;
  suggestions: FindingDetail["suggestions"];
  /** Reference, or empty. */
  value: string;
  onChange: (ref: string, name: string) => void;
}

/** A person: those that Rolecall suggests first, or anybody by a part of their name. */
export function PersonField({ legend, suggestions, value, onChange }: PersonFieldProps) {
  const text = useText();
  const id = useId();
  const [wanted, setWanted] = useState("");
  const [typed, setTyped] = useTypedText(wanted, setWanted);
  const { data, error, refetch } = useCall(
    "findPeople",
    { text: wanted },
    { isEnabled: wanted !== "", isKeepingPrevious: true },
  );
  const suggested = new Set(suggestions.map(({ ref }) => ref));
  const found = wanted === "" ? [] : (data?.people ?? []).filter(({ ref }) => !suggested.has(ref));
  const options: RadioOption<string>[] = [
    ...suggestions.map(({ ref, name, reason }) => ({ value: ref, label: name, about: reason })),
    ...found.map(({ ref, name, role }) => ({
      ...{ value: ref, label: name },
      ...(role === null ? {} : { about: text(`item.role.${role}`) }),
    })),
  ];
  const choose = (ref: string) => onChange(ref, options.find((option) => option.value === ref)?.label ?? ref);
  return (
    <>
      {options.length > 0 && (
        <Radios legend={legend ?? text("findings.field.person")} options={options} value={value} onChange={choose} />
      )}
      <div>
        <label htmlFor={id} className={styles["label"]}>
          {text(suggestions.length > 0 ? "findings.person.other" : "findings.person.search")}
        </label>
        <Textfield
          id={id}
          maxLength={200}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            // Looks for somebody, does not send the dialog.
            if (event.key === "Enter") event.preventDefault();
          }}
        />
        <p role="status" className={styles["hint"]}>
          {wanted !== "" && data && text("findings.person.found", { count: data.people.length })}
        </p>
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
    </>
  );
}

import Textfield from "@atlaskit/textfield";
import React, { useState } from "react";
import type { Facet } from "#usecases/api/shapes";
import { Text, useFormats, useText } from "../../language";
import styles from "./facet-menu.module.css";
import { Menu } from "./menu";

interface FacetMenuProps {
  label: string;
  /** Values that there are with their counts; undefined while they are counted. */
  facet: Facet | undefined;
  chosen: readonly string[];
  /** A value as the person's language has it; without it the host's name is shown. */
  nameOf?: (value: string) => string;
  onChange: (values: readonly string[]) => void;
}

/** From so many values on there is a field to look for one. */
const MANY = 9;
/** Values in the panel at once: nobody reads more. */
const MOST = 100;

/** Chooses values of one field, each with the number of rows it would show. */
export function FacetMenu({ label, facet, chosen, nameOf, onChange }: FacetMenuProps) {
  const text = useText();
  const { number } = useFormats();
  const [typed, setTyped] = useState("");
  const named = namedValues(facet ?? [], chosen, nameOf);
  const wanted = typed.trim().toLowerCase();
  const found = wanted === "" ? named : named.filter(({ name }) => name.toLowerCase().includes(wanted));
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <Menu label={label} chosen={phraseChosen(named, chosen)}>
      {named.length > MANY && (
        <Textfield
          isCompact
          aria-label={text("findings.filter.search", { label })}
          placeholder={text("findings.filter.search", { label })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <div className={styles["values"]}>
        {found.slice(0, MOST).map(({ value, name, count }) => (
          <label key={value} className={styles["value"]}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            <span className={styles["name"]}>{name}</span>
            <span className={styles["count"]}>{number(count)}</span>
          </label>
        ))}
      </div>
      {found.length === 0 && (
        <p className={styles["note"]}>
          <Text id={facet ? "findings.filter.nothing" : "parts.loading"} />
        </p>
      )}
      {found.length > MOST && (
        <p className={styles["note"]}>{text("findings.filter.more", { count: found.length - MOST })}</p>
      )}
    </Menu>
  );
}

/** The values that there are, and chosen ones that no row has any more: else nobody could take them out. */
function namedValues(facet: Facet, chosen: readonly string[], nameOf?: (value: string) => string): Facet {
  const known = new Set(facet.map(({ value }) => value));
  const gone = chosen.filter((value) => !known.has(value)).map((value) => ({ value, name: value, count: 0 }));
  return [...facet, ...gone].map((one) => (nameOf ? { ...one, name: nameOf(one.value) } : one));
}

function phraseChosen(named: Facet, chosen: readonly string[]): string | undefined {
  const [first] = chosen;
  if (first === undefined) return undefined;
  return chosen.length > 1 ? String(chosen.length) : (named.find(({ value }) => value === first)?.name ?? first);
}

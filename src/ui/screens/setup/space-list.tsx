import Button from "@atlaskit/button/new";
import Checkbox from "@atlaskit/checkbox";
import Textfield from "@atlaskit/textfield";
import React, { useId, useState } from "react";
import { useText } from "../../language";
import fields from "../../triage/fields.module.css";
import styles from "./setup.module.css";
import { readKey, type Space } from "./spaces-draft";

interface SpaceListProps {
  spaces: readonly Space[];
  chosen: readonly string[];
  isDisabled: boolean;
  onChoose: (keys: string[]) => void;
}

/** From so many on they are searched. */
const MANY = 12;

/** Spaces to tick, and a field for the key of another one. */
export function SpaceList({ spaces, chosen, isDisabled, onChoose }: SpaceListProps) {
  const text = useText();
  const id = useId();
  const [wanted, setWanted] = useState("");
  const needle = wanted.trim().toLowerCase();
  const shown = spaces.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(needle));
  const about = ({ items }: Space): string =>
    items === null ? text("setup.spaces.unread") : text("setup.spaces.items", { items });
  const labelOf = (space: Space): string =>
    `${space.name === space.key ? space.key : `${space.name} (${space.key})`} · ${about(space)}`;
  return (
    <>
      {spaces.length > MANY && (
        <div className={styles["key"]}>
          <label className={fields["label"]} htmlFor={`${id}-find`}>
            {text("setup.spaces.find")}
          </label>
          <Textfield
            isCompact
            id={`${id}-find`}
            type="search"
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
      )}
      <fieldset className={fields["group"]}>
        <legend className={fields["label"]}>{text("setup.spaces.list")}</legend>
        <div className={styles["spaces"]}>
          {shown.map((space) => (
            <Checkbox
              key={space.key}
              label={labelOf(space)}
              isDisabled={isDisabled}
              isChecked={chosen.includes(space.key)}
              onChange={(event) =>
                onChoose(
                  event.currentTarget.checked ? [...chosen, space.key] : chosen.filter((key) => key !== space.key),
                )
              }
            />
          ))}
          {shown.length === 0 && <p className={styles["note"]}>{text("setup.spaces.none")}</p>}
        </div>
      </fieldset>
      <KeyField isDisabled={isDisabled} onAdd={(key) => onChoose([...new Set([...chosen, key])])} />
    </>
  );
}

function KeyField({ isDisabled, onAdd }: { isDisabled: boolean; onAdd: (key: string) => void }) {
  const text = useText();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const add = () => {
    const key = readKey(typed);
    setWrong(key === null);
    if (key === null) return;
    onAdd(key);
    setTyped("");
  };
  return (
    <form
      className={styles["key"]}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <label className={fields["label"]} htmlFor={id}>
        {text("setup.spaces.key")}
      </label>
      <div className={styles["adding"]}>
        <Textfield
          isCompact
          id={id}
          autoComplete="off"
          maxLength={50}
          isDisabled={isDisabled}
          isInvalid={isWrong}
          value={typed}
          aria-describedby={`${id}-about`}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" isDisabled={isDisabled}>
          {text("setup.spaces.add")}
        </Button>
      </div>
      <p id={`${id}-about`} role={isWrong ? "alert" : undefined} className={styles[isWrong ? "wrong" : "note"]}>
        {text(isWrong ? "setup.spaces.key.wrong" : "setup.spaces.key.about")}
      </p>
    </form>
  );
}

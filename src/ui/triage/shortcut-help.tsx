import React, { useId } from "react";
import { Text, useText, type MessageKey } from "../language";
import { Dialog } from "../parts/dialog";
import { KeyHint } from "../parts/key-hint";
import styles from "./shortcut-help.module.css";
import { turnSingleKeys, useSingleKeys } from "./single-keys";

export interface ShortcutLine {
  keys: readonly (readonly string[])[];
  about: MessageKey;
}

/** All keys of a list, and the switch that turns those of one character off. */
export function ShortcutHelp({ lines, onClose }: { lines: readonly ShortcutLine[]; onClose: () => void }) {
  const text = useText();
  const about = useId();
  const isOn = useSingleKeys();
  return (
    <Dialog title={text("findings.keys.title")} placement="side" onClose={onClose}>
      <dl className={styles["list"]}>
        {lines.map(({ keys, about: line }) => (
          <div key={line} className={styles["line"]}>
            <dt className={styles["keys"]}>
              {keys.map((combination) => (
                <span key={combination.join()}>
                  <span className="visually-hidden">{combination.join(" + ")} </span>
                  <KeyHint keys={combination} />
                </span>
              ))}
            </dt>
            <dd className={styles["about"]}>
              <Text id={line} />
            </dd>
          </div>
        ))}
      </dl>
      <label className={styles["switch"]}>
        <input
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-describedby={about}
          onChange={(event) => turnSingleKeys(event.currentTarget.checked)}
        />
        <Text id="findings.keys.switch" />
      </label>
      <p id={about} className={styles["note"]}>
        <Text id="findings.keys.switch.about" />
      </p>
    </Dialog>
  );
}

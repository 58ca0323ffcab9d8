import SearchIcon from "@atlaskit/icon/core/search";
import Textfield from "@atlaskit/textfield";
import React from "react";
import { useTypedText } from "../typed-text";
import styles from "./search-field.module.css";

interface SearchFieldProps {
  label: string;
  /** As kept in the address. */
  text: string;
  /** Called after a pause in typing. */
  onSearch: (text: string) => void;
  /** For a shortcut that moves the focus here. */
  inputRef?: React.Ref<HTMLInputElement>;
  shortcut?: string;
  /** Escape: out of the field. */
  onLeave?: () => void;
}

export function SearchField({ label, text, onSearch, inputRef, shortcut, onLeave }: SearchFieldProps) {
  const [typed, setTyped] = useTypedText(text, onSearch);
  return (
    <div className={styles["search"]}>
      <Textfield
        ref={inputRef}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        placeholder={label}
        isCompact
        maxLength={200}
        autoComplete="off"
        elemBeforeInput={
          <span className={styles["icon"]}>
            <SearchIcon label="" size="small" color="currentColor" />
          </span>
        }
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onLeave?.();
        }}
      />
    </div>
  );
}

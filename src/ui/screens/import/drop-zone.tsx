import Button from "@atlaskit/button/new";
import UploadIcon from "@atlaskit/icon/core/upload";
import React, { useId, useRef, useState, type DragEvent } from "react";
import { useText } from "../../language";
import styles from "./import.module.css";

/** Where exports are dropped, or chosen with a button. */
export function DropZone({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const text = useText();
  const about = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const hold = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    setIsOver(true);
  };
  return (
    <div
      className={styles["zone"]}
      data-over={isOver}
      onDragEnter={hold}
      onDragOver={hold}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        if (event.dataTransfer.files.length > 0) onFiles(event.dataTransfer.files);
      }}
    >
      <span className={styles["icon"]}>
        <UploadIcon label="" color="currentColor" />
      </span>
      <p className={styles["zone-title"]}>{text(isOver ? "import.zone.over" : "import.zone.title")}</p>
      <Button appearance="primary" aria-describedby={about} onClick={() => field.current?.click()}>
        {text("import.zone.choose")}
      </Button>
      <p id={about} className={styles["note"]}>
        {text("import.zone.about")}
      </p>
      <input
        ref={field}
        type="file"
        multiple
        hidden
        accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson,.gz"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          // The same file may be chosen again.
          event.currentTarget.value = "";
        }}
      />
    </div>
  );
}

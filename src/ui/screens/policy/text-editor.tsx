import React, { forwardRef, useMemo, useRef } from "react";
import styles from "./policy.module.css";

interface TextEditorProps {
  id: string;
  value: string;
  isReadOnly: boolean;
  /** Lines with something wrong in them, from 1. */
  marked: ReadonlySet<number>;
  describedBy?: string | undefined;
  onChange: (value: string) => void;
}

/** A plain text field with line numbers. Tab leaves it, as it leaves every field. */
export const TextEditor = forwardRef<HTMLTextAreaElement, TextEditorProps>(function TextEditor(props, ref) {
  const { id, value, isReadOnly, marked, describedBy, onChange } = props;
  const gutter = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => value.split("\n").length, [value]);
  return (
    <div className={styles["editor"]}>
      <div ref={gutter} className={styles["gutter"]} aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          <div key={index} data-marked={marked.has(index + 1)}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={ref}
        id={id}
        className={styles["text"]}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        autoCorrect="off"
        readOnly={isReadOnly}
        aria-describedby={describedBy}
        aria-invalid={marked.size > 0}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
});

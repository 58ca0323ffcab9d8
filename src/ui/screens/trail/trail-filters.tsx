import Checkbox from "@atlaskit/checkbox";
import Textfield from "@atlaskit/textfield";
import React, { useEffect, useId, useState } from "react";
import { useText } from "../../language";
import { Select } from "../../parts/select";
import { useCall } from "../../queries";
import type { UrlState } from "../../url-state";
import { KINDS, type TrailFilter } from "./trail-filter";
import styles from "./trail.module.css";

interface TrailFiltersProps {
  filter: TrailFilter;
  total: number | undefined;
  onChange: UrlState["change"];
}

/** What narrows the list. What is typed is asked for when the typing pauses. */
export function TrailFilters({ filter, total, onChange }: TrailFiltersProps) {
  const text = useText();
  const id = useId();
  const actor = useCall("getCapabilities", {}).data?.actor;
  const isNobody = actor !== undefined && actor.ref === null;
  const [typed, setTyped] = useState(filter.text ?? "");
  const asked = filter.text ?? "";
  // Back, forward and "clear" change what was asked.
  useEffect(() => setTyped((before) => (before.trim() === asked ? before : asked)), [asked]);
  useEffect(() => {
    if (typed.trim() === asked) return;
    const timer = setTimeout(() => onChange({ q: typed.trim() }, "replace"), 300);
    return () => clearTimeout(timer);
    // Only typing starts the clock: a change of the address must not ask for what was typed before it.
  }, [typed]);
  return (
    <div className={styles["filters"]} role="search" aria-label={text("trail.filters")}>
      <div className={styles["text"]}>
        <label className={styles["label"]} htmlFor={id}>
          {text("trail.search")}
        </label>
        <Textfield
          isCompact
          id={id}
          type="search"
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <Select
        label={text("trail.kind")}
        value={filter.kind ?? ""}
        options={[
          { value: "", label: text("trail.kind.all") },
          ...KINDS.map((kind) => ({ value: kind, label: text(`trail.kind.${kind}`) })),
        ]}
        onChange={(kind) => onChange({ kind })}
      />
      <div className={styles["mine"]}>
        <Checkbox
          label={text(isNobody ? "trail.mine.unknown" : "trail.mine")}
          isChecked={filter.isMine}
          isDisabled={isNobody && !filter.isMine}
          onChange={(event) => onChange({ mine: event.currentTarget.checked ? "1" : undefined })}
        />
      </div>
      <div role="status" className={styles["total"]}>
        {total !== undefined && text("trail.total", { count: total })}
      </div>
    </div>
  );
}

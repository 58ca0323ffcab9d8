import React, { type Ref } from "react";
import { useText } from "../../language";
import type { ApiOutput } from "../../call";
import { ChoiceMenu } from "../../triage/filters/choice-menu";
import { Chips } from "../../triage/filters/chips";
import { DaysMenu } from "../../triage/filters/days-menu";
import { FacetMenu } from "../../triage/filters/facet-menu";
import { SearchField } from "../../triage/filters/search-field";
import styles from "../../triage/list-card.module.css";
import { useUrlState } from "../../url-state";
import { isFiltered, LISTED_FIELDS, noFilters, readStates, writeStates, type ListedField } from "./finding-filter";
import { useFindingChips } from "./finding-chips";
import { useIsOneSpace } from "../../triage/one-space";
import { useValueNames } from "../../triage/value-names";

interface FindingFiltersProps {
  counts: ApiOutput<"countFindings"> | undefined;
  search: Ref<HTMLInputElement>;
  onLeaveSearch: () => void;
}

/** What the list is narrowed by: a menu for each field, and what is chosen as chips. */
export function FindingFilters({ counts, search, onLeaveSearch }: FindingFiltersProps) {
  const text = useText();
  const { values, first, change } = useUrlState();
  const nameOf = useValueNames();
  const isOneSpace = useIsOneSpace();
  const fields = LISTED_FIELDS.filter((field) => field !== "scope" || !isOneSpace);
  const chips = useFindingChips(counts);
  const chosenIn = (field: ListedField) => (field === "state" ? readStates(values) : (values[field] ?? []));
  const [min, max] = [first("minAge") ?? "", first("maxAge") ?? ""];
  const age = min === "" && max === "" ? undefined : text("findings.age.range", { min: min || "0", max: max || "∞" });
  return (
    <div className={styles["filters"]}>
      <div className={styles["bar"]} role="search">
        <SearchField
          label={text("findings.search")}
          text={first("text") ?? ""}
          inputRef={search}
          shortcut="/"
          onSearch={(typed) => change({ text: typed === "" ? undefined : typed }, "replace")}
          onLeave={onLeaveSearch}
        />
        {fields.map((field) => (
          <FacetMenu
            key={field}
            label={text(`findings.field.${field}`)}
            facet={counts?.[field]}
            chosen={chosenIn(field)}
            nameOf={nameOf(field)}
            onChange={(chosen) => change({ [field]: field === "state" ? writeStates(chosen) : chosen })}
          />
        ))}
        <ChoiceMenu
          label={text("findings.field.owner")}
          options={(["", "me", "none"] as const).map((value) => ({
            value,
            name: text(`findings.owner.${value === "" ? "any" : value}`),
          }))}
          value={first("owner") ?? ""}
          onChange={(owner) => change({ owner })}
        />
        <DaysMenu
          label={text("findings.field.age")}
          chosen={age}
          min={min}
          max={max}
          onMin={(days) => change({ minAge: days }, "replace")}
          onMax={(days) => change({ maxAge: days }, "replace")}
        />
      </div>
      <Chips chips={chips} onClear={isFiltered(values) ? () => change(noFilters) : undefined} />
    </div>
  );
}

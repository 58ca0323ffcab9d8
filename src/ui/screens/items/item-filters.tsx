import React from "react";
import type { ApiOutput } from "../../call";
import { useText } from "../../language";
import { Chips, type Chip } from "../../triage/filters/chips";
import { FacetMenu } from "../../triage/filters/facet-menu";
import { SearchField } from "../../triage/filters/search-field";
import { useIsOneSpace } from "../../triage/one-space";
import styles from "../../triage/list-card.module.css";
import { useUrlState } from "../../url-state";
import { isFiltered, ITEM_FIELDS, noFilters } from "./item-filter";
import { useItemValueNames } from "./item-value-names";

interface ItemFiltersProps {
  counts: ApiOutput<"countItems"> | undefined;
  search: React.Ref<HTMLInputElement>;
  onLeaveSearch: () => void;
}

/** What the items are narrowed by. Of texts only whole keys are looked for: nothing else is indexed. */
export function ItemFilters({ counts, search, onLeaveSearch }: ItemFiltersProps) {
  const text = useText();
  const { values, first, change } = useUrlState();
  const nameOf = useItemValueNames();
  const isOneSpace = useIsOneSpace();
  const name = first("name");
  const chips = ITEM_FIELDS.flatMap((field) => {
    const chosen = values[field] ?? [];
    return chosen.map((value): Chip => ({
      key: `${field} ${value}`,
      field: text(`items.field.${field}`),
      value: nameOf(field)?.(value) ?? counts?.[field].find((one) => one.value === value)?.name ?? value,
      onRemove: () => change({ [field]: chosen.filter((one) => one !== value) }),
    }));
  });
  const named: Chip[] =
    name === undefined
      ? []
      : [{ key: "name", field: text("items.field.name"), value: name, onRemove: () => change({ name: undefined }) }];
  return (
    <div className={styles["filters"]}>
      <div className={styles["bar"]} role="search">
        <SearchField
          label={text("items.search")}
          text={name ?? ""}
          inputRef={search}
          shortcut="/"
          onSearch={(typed) => change({ name: typed === "" ? undefined : typed }, "replace")}
          onLeave={onLeaveSearch}
        />
        {ITEM_FIELDS.filter((field) => field !== "scope" || !isOneSpace).map((field) => (
          <FacetMenu
            key={field}
            label={text(`items.field.${field}`)}
            facet={counts?.[field]}
            chosen={values[field] ?? []}
            nameOf={nameOf(field)}
            onChange={(chosen) => change({ [field]: chosen })}
          />
        ))}
      </div>
      <Chips chips={[...chips, ...named]} onClear={isFiltered(values) ? () => change(noFilters) : undefined} />
    </div>
  );
}

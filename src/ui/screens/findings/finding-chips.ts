import type { ApiOutput } from "../../call";
import { useText } from "../../language";
import type { Chip } from "../../triage/filters/chips";
import { useUrlState } from "../../url-state";
import { LISTED_FIELDS, readDays, readListed, writeStates } from "./finding-filter";
import { useValueNames } from "../../triage/value-names";

/** What the address narrows the list by, each with what takes it out. */
export function useFindingChips(counts: ApiOutput<"countFindings"> | undefined): Chip[] {
  const text = useText();
  const { values, first, change } = useUrlState();
  const nameOf = useValueNames();
  const listed = LISTED_FIELDS.flatMap((field) => {
    const chosen = readListed(field, values);
    return chosen.map((value): Chip => {
      const left = chosen.filter((one) => one !== value);
      const fromHost = counts?.[field].find((one) => one.value === value)?.name;
      return {
        key: `${field} ${value}`,
        field: text(`findings.field.${field}`),
        value: nameOf(field)?.(value) ?? fromHost ?? value,
        onRemove: () => change({ [field]: field === "state" ? writeStates(left) : left }),
      };
    });
  });
  const single = (name: string, field: string, phrase: (value: string) => string): Chip[] => {
    const value = first(name);
    if (value === undefined || (name.endsWith("Age") && readDays(value) === undefined)) return [];
    return [{ key: name, field, value: phrase(value), onRemove: () => change({ [name]: undefined }) }];
  };
  const age = text("findings.field.age");
  return [
    ...listed,
    ...single("owner", text("findings.field.owner"), (value) =>
      value === "me" || value === "none" ? text(`findings.owner.${value}`) : value,
    ),
    ...single("minAge", age, (days) => text("findings.age.chip.min", { days: Number(days) })),
    ...single("maxAge", age, (days) => text("findings.age.chip.max", { days: Number(days) })),
    ...single("text", text("findings.field.text"), (typed) => typed),
  ];
}

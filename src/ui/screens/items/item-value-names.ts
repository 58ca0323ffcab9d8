import { useText } from "../../language";
import { useValueNames } from "../../triage/value-names";
import type { ItemField } from "./item-filter";

/** Names of values in the person's language, by field; undefined for spaces, of which the host knows the names. */
export function useItemValueNames(): (field: ItemField) => ((value: string) => string) | undefined {
  const text = useText();
  const nameOf = useValueNames();
  return (field) => {
    if (field !== "focus") return nameOf(field);
    return (value) =>
      value === "strategic" || value === "tactical" || value === "unclear" ? text(`parts.focus.${value}`) : value;
  };
}

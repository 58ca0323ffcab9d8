import type { ApiOutput } from "../call";
import { useCall } from "../queries";

export type SectionName = ApiOutput<"getCapabilities">["screens"][number];

/** Whether the host has a screen for the person. Before it has answered: no. */
export function useHasScreen(): (name: SectionName) => boolean {
  const { data } = useCall("getCapabilities", {});
  return (name) => data?.screens.includes(name) ?? false;
}

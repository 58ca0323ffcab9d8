import type { ApiInput } from "../../call";
import type { UrlValues } from "../../url-state";

export const KINDS = ["dismiss", "snooze", "reassign", "override", "undo"] as const;
export type TrailFilter = Pick<ApiInput<"listTrail">, "kind" | "text"> & { isMine: boolean };

/** Which decisions, as the address says it. */
export function readTrailFilter(values: UrlValues): TrailFilter {
  const kind = KINDS.find((one) => one === values["kind"]?.[0]);
  const text = values["q"]?.[0]?.trim().slice(0, 200);
  return { isMine: values["mine"]?.[0] === "1", ...(kind ? { kind } : {}), ...(text ? { text } : {}) };
}

export const isNarrowed = ({ kind, text, isMine }: TrailFilter): boolean =>
  kind !== undefined || text !== undefined || isMine;

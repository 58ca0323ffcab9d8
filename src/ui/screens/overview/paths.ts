import { writeUrlValues, type UrlValues } from "../../url-state";

/** Where a selection of findings is listed. */
export const findingsPath = (values: UrlValues): string => `/findings?${writeUrlValues(values)}`;

/** Findings that nobody has decided on, narrowed further. */
export const openPath = (values: UrlValues = {}): string => findingsPath({ state: ["open"], ...values });

export const itemsPath = (values: UrlValues): string => `/items?${writeUrlValues(values)}`;

/** What changed between two audits. */
export const comparisonPath = (before: string, after: string): string =>
  `/reports?${writeUrlValues({ before: [before], after: [after] })}`;

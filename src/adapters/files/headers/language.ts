import type { Field } from "#adapters/files/fields";

/** How one language of Jira names its columns. Only names that the source shows; a missing one falls back to English. */
export interface HeaderLanguage {
  /** ISO 639-1, also the language of month names in the file. */
  code: string;
  /** Where the names were read. */
  source: string;
  names: Partial<Record<Field, readonly string[]>>;
}

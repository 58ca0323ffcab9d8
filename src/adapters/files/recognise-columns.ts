import type { Field } from "#adapters/files/fields";
import { isMappableField } from "#adapters/files/fields";
import { foldName } from "#adapters/files/fold-name";
import { english } from "#adapters/files/headers/english";
import { headerLanguages } from "#adapters/files/headers/index";
import type { HeaderLanguage } from "#adapters/files/headers/language";
import {
  linearExportSignature,
  linearImportColumns,
  linearImportSignature,
  linearNames,
} from "#adapters/files/headers/linear";
import type { Tracker } from "#core/model";

export type TableFormat = "jira-csv" | "linear-csv" | "linear-import-csv" | "csv";

/** What the columns of one table mean. */
export interface ColumnPlan {
  format: TableFormat;
  tracker: Tracker;
  /** ISO 639-1 language of the header, for month names. */
  language: string;
  header: readonly string[];
  /** Columns of each field, the most trusted first. */
  columns: Partial<Record<Field, readonly number[]>>;
  /** Further people columns by the name the policy has for them. */
  people: readonly { name: string; column: number; idColumn: number | undefined }[];
  /** Fields of the column map whose column this table does not have. */
  missing: readonly string[];
}

interface PlanOptions {
  /** Our field, or a people field of the policy, to the header it stands under. */
  columnMap: Readonly<Record<string, string>>;
  peopleFields: readonly string[];
}

/** Reads a header row; a plan without a title column means that nobody can tell what this table is. */
export function recogniseColumns(header: readonly string[], options: PlanOptions): ColumnPlan {
  const names = header.map(foldName);
  const { format, tracker, language } = recogniseFormat(names);
  const dictionaries = format.startsWith("linear") ? [linearNames] : [language.names, english.names];
  const columns: Partial<Record<Field, readonly number[]>> = {};
  for (const dictionary of dictionaries) {
    for (const [field, spellings] of Object.entries(dictionary) as [Field, readonly string[]][]) {
      if (columns[field]) continue;
      const found = findColumns(names, field, spellings);
      if (found.length > 0) columns[field] = found;
    }
  }
  const missing: string[] = [];
  const people = findPeople(names, options.peopleFields);
  for (const [field, column] of Object.entries(options.columnMap)) {
    const found = findAll(names, foldName(column));
    if (found[0] === undefined) missing.push(`${field}=${column}`);
    else if (isMappableField(field)) columns[field] = found;
    else people.push({ name: field, column: found[0], idColumn: idColumnOf(names, found[0]) });
  }
  return { format, tracker, language: language.code, header, columns, people, missing };
}

const findAll = (names: readonly string[], wanted: string): number[] =>
  names.flatMap((name, i) => (name === wanted ? [i] : []));

/** Fields of which one column is the whole truth: a second spelling must not fill its gaps. */
const SINGLE: ReadonlySet<Field> = new Set<Field>(["title", "key", "id"]);
/** Fields that Jira keeps in custom fields, whose columns read `Custom field (Epic Link)` in the language of the user. */
const CUSTOM: ReadonlySet<Field> = new Set<Field>(["estimate", "epicLink", "sprint", "owner"]);

function findColumns(names: readonly string[], field: Field, spellings: readonly string[]): number[] {
  const found: number[] = [];
  for (const spelling of spellings.map(foldName)) {
    found.push(...findAll(names, spelling));
    if (CUSTOM.has(field)) found.push(...findAll(names.map(innerName), spelling));
    if (SINGLE.has(field) && found.length > 0) break;
  }
  return found;
}

/** `Epic Link` of `Custom field (Epic Link)` in any language; "" for a plain name. */
const innerName = (name: string): string => /^[^()]+\((.+)\)$/.exec(name)?.[1]?.trim() ?? "";

function findPeople(
  names: readonly string[],
  fields: readonly string[],
): { name: string; column: number; idColumn: number | undefined }[] {
  // Read as fields of their own; a policy that says "Reporter" means the column.
  const canonical = new Set(["owner", "assignee", "reporter", "creator", "projectLead"]);
  return fields.flatMap((field) => {
    const wanted = foldName(field);
    if (canonical.has(field)) return [];
    // The policy's canonical names are written together: componentLead is the column "Component lead".
    const apart = foldName(field.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"));
    const column = names.findIndex((name) =>
      [name, innerName(name)].some((known) => known === wanted || known === apart),
    );
    return column < 0 ? [] : [{ name: field, column, idColumn: idColumnOf(names, column) }];
  });
}

/** Jira Cloud puts the account id into a column of its own, named after the person's. */
function idColumnOf(names: readonly string[], column: number): number | undefined {
  const at = names.indexOf(`${names[column] ?? ""} id`);
  return at < 0 ? undefined : at;
}

function recogniseFormat(names: readonly string[]): {
  format: TableFormat;
  tracker: Tracker;
  language: HeaderLanguage;
} {
  const has = new Set(names);
  if (linearExportSignature.every((name) => has.has(name)))
    return { format: "linear-csv", tracker: "linear", language: english };
  if (linearImportSignature.every((name) => has.has(name)) && names.every((name) => linearImportColumns.has(name))) {
    return { format: "linear-import-csv", tracker: "linear", language: english };
  }
  const language = bestLanguage(has) ?? english;
  const isJira = isJiraHeader(language, has);
  return { format: isJira ? "jira-csv" : "csv", tracker: isJira ? "jira" : "file", language };
}

/** The language with the most headers; English where it has as many. */
function bestLanguage(has: ReadonlySet<string>): HeaderLanguage | undefined {
  let best: HeaderLanguage | undefined;
  let most = 0;
  for (const language of headerLanguages) {
    const spellings = Object.values(language.names).flat().map(foldName);
    const hits = spellings.filter((name) => has.has(name)).length;
    if (hits > most) [best, most] = [language, hits];
  }
  return best;
}

/** Jira names the summary by one fixed word and gives at least a key, an id or a type with it. */
function isJiraHeader({ code, names }: HeaderLanguage, has: ReadonlySet<string>): boolean {
  const first = (field: Field): string => foldName(names[field]?.[0] ?? "\n");
  const marks =
    code === "en"
      ? ["issue key", "issue id", "issue type"]
      : [...(names.key ?? []), ...(names.id ?? []), ...(names.type ?? [])].map(foldName);
  return has.has(first("title")) && marks.some((name) => has.has(name));
}

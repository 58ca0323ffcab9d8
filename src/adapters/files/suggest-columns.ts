import { MAPPABLE_FIELDS, type MappableField } from "#adapters/files/fields";
import { foldName } from "#adapters/files/fold-name";
import { createDateParser } from "#adapters/files/parse-date";
import { categoryOfStatus } from "#adapters/files/status-names";

const KEY = /^[\p{L}][\p{L}\p{N}_]*-\d+$/u;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** Words that name a field in headers nobody listed; tried before the contents. */
const hints: readonly [field: MappableField, words: RegExp][] = [
  ["title", /title|titel|titre|titulo|summary|subject|betreff|asunto|objet|headline|\bname\b|nombre|\bnom\b/],
  ["description", /desc|beschreib|details|text|notes?\b/],
  ["status", /status|state|estado|etat|stato|zustand/],
  ["type", /type|typ\b|tipo|\bkind\b|art\b/],
  ["assignee", /assign|responsab|zugewiesen|bearbeiter|asignad/],
  ["dueDate", /due|deadline|fallig|\bbis\b|vencim|echeance|scadenza/],
  ["created", /creat|erstell|angelegt|\bdate\b|\bdatum\b|\bfecha\b|\bdata\b/],
];

/** Looking at more of a huge table would not make the guess better. */
const MOST_COLUMNS = 300;
const MOST_ROWS = 50;

const PROSE: ReadonlySet<MappableField> = new Set<MappableField>(["title", "description"]);

const DATES: ReadonlySet<MappableField> = new Set<MappableField>(["dueDate", "created"]);

interface Column {
  header: string;
  name: string;
  values: readonly string[];
}

/**
 * Which column may be what, told by header words and by what the cells of some rows look like. Always names a title when
 * any column holds text; a suggestion for a person to correct, never used unasked.
 */
export function suggestColumns(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Partial<Record<MappableField, string>> {
  const columns = header.slice(0, MOST_COLUMNS).map((text, i): Column => {
    const values = rows.slice(0, MOST_ROWS).map((row) => (row[i] ?? "").trim());
    return { header: text.trim(), name: foldName(text), values: values.filter((value) => value !== "") };
  });
  const taken = new Set<Column>();
  const suggestion: Partial<Record<MappableField, string>> = {};
  const take = (field: MappableField, column: Column | undefined): void => {
    if (!column || suggestion[field] !== undefined) return;
    suggestion[field] = column.header;
    taken.add(column);
  };
  const free = (): Column[] => columns.filter((column) => !taken.has(column) && /^\P{Cc}+$/u.test(column.header));
  const readDate = createDateParser("en", "day-first");
  const fits = (field: MappableField, column: Column): boolean =>
    PROSE.has(field)
      ? isProse(column)
      : !DATES.has(field) || share(column, (value) => readDate(value) !== undefined) > 0.8;
  for (const [field, words] of hints)
    take(
      field,
      free().find((column) => words.test(column.name) && fits(field, column)),
    );
  take(
    "key",
    free().find((column) => share(column, (value) => KEY.test(value)) > 0.8),
  );
  take(
    "status",
    free().find((column) => share(column, (value) => categoryOfStatus(value) !== undefined) > 0.6),
  );
  take(
    "assignee",
    free().find((column) => share(column, (value) => EMAIL.test(value)) > 0.8),
  );
  const texts = free().filter((column) => share(column, (value) => /\p{L}{2}/u.test(value)) > 0.8);
  take("title", longest(texts.filter((column) => averageLength(column) >= 8 && averageLength(column) < 80)));
  take("title", longest(texts.filter((column) => averageLength(column) < 200)));
  take("description", longest(free().filter((column) => averageLength(column) >= 40)));
  take(
    "id",
    free().find((column) => isUnique(column) && share(column, (value) => /^[\w.-]{1,40}$/.test(value)) === 1),
  );
  take("title", longest(free()));
  return suggestion;
}

/** The options that say a suggestion, ready to paste: `--map title=Resumen --map "key=Clave nueva"`. */
export function mapOptions(suggestion: Partial<Record<MappableField, string>>): string {
  return MAPPABLE_FIELDS.flatMap((field) => {
    const column = suggestion[field];
    if (column === undefined) return [];
    const pair = `${field}=${column}`;
    return [`--map ${/^[\w=.:/-]+$/.test(pair) ? pair : `"${pair.replace(/(["\\$`])/g, "\\$1")}"`}`];
  }).join(" ");
}

const isProse = (column: Column): boolean =>
  averageLength(column) > 1 && share(column, (value) => /\p{L}{2}/u.test(value)) > 0.5;

function share(column: Column, holds: (value: string) => boolean): number {
  return column.values.length === 0 ? 0 : column.values.filter(holds).length / column.values.length;
}

const averageLength = ({ values }: Column): number =>
  values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length);

const isUnique = ({ values }: Column): boolean => values.length > 0 && new Set(values).size === values.length;

/** The column with the longest cells, those that repeat counting for less: titles differ, states and names come back. */
function longest(columns: readonly Column[]): Column | undefined {
  const score = (column: Column): number =>
    (averageLength(column) * new Set(column.values).size) / Math.max(1, column.values.length);
  return columns.reduce<Column | undefined>(
    (best, column) => (!best || score(column) > score(best) ? column : best),
    undefined,
  );
}

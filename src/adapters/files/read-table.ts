import { toEntry, type Entry, type ReadingContext } from "#adapters/files/entry";
import { createFieldDates } from "#adapters/files/field-dates";
import { MAPPABLE_FIELDS, isMappableField, type Field } from "#adapters/files/fields";
import { mapCsvRow } from "#adapters/files/map-csv-row";
import { counted, quoteText, shortText } from "#adapters/files/notices";
import { orderOfDates } from "#adapters/files/parse-date";
import { isBroken, readCsv, type BrokenCsvRow, type CsvRow } from "#adapters/files/read-csv";
import { recogniseColumns, type ColumnPlan } from "#adapters/files/recognise-columns";
import { mapOptions, suggestColumns } from "#adapters/files/suggest-columns";
import type { SkippedRow } from "#core/report";
import { SourceError } from "#ports";

/** Rows looked at before the first is mapped: for the order of dates and for a suggestion. */
const SAMPLE_ROWS = 200;

/** Items of a table: Jira's, Linear's or any other. Throws SourceError when no column is known to be the title. */
export async function* readTable(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  fileKey: string,
  context: ReadingContext,
): AsyncGenerator<Entry[]> {
  rejectUnknownFields(context);
  const waiting: (CsvRow | BrokenCsvRow)[] = [];
  let map: ((row: CsvRow | BrokenCsvRow) => Entry) | undefined;
  for await (const batch of readCsv(chunks, delimiter)) {
    if (map) {
      yield batch.map(map);
      continue;
    }
    waiting.push(...batch.filter((row) => waiting.length > 0 || !isSeparatorLine(row)));
    if (waiting.length > SAMPLE_ROWS) {
      map = createRowMapper(waiting.splice(0, 1)[0], waiting, fileKey, context);
      yield waiting.splice(0).map(map);
    }
  }
  if (!map) {
    map = createRowMapper(waiting.splice(0, 1)[0], waiting, fileKey, context);
    yield waiting.map(map);
  }
}

/** Excel's `sep=;` before the header. */
const isSeparatorLine = (row: CsvRow | BrokenCsvRow): boolean =>
  !isBroken(row) && row.cells.length <= 2 && /^sep=/i.test(row.cells[0] ?? "");

function rejectUnknownFields({ columnMap, peopleFields }: ReadingContext): void {
  const unknown = Object.keys(columnMap).filter((field) => !isMappableField(field) && !peopleFields.includes(field));
  if (unknown.length > 0) {
    throw new SourceError(
      `The column map names ${unknown.map(quoteText).join(", ")}, which is no field; fields are ${MAPPABLE_FIELDS.join(", ")}, and the people fields of the policy.`,
    );
  }
}

function createRowMapper(
  first: CsvRow | BrokenCsvRow | undefined,
  sample: readonly (CsvRow | BrokenCsvRow)[],
  fileKey: string,
  context: ReadingContext,
): (row: CsvRow | BrokenCsvRow) => Entry {
  if (!first)
    throw new SourceError(`${context.name} has no header row: every row in it is blank; export the backlog again.`);
  if (isBroken(first))
    throw new SourceError(
      `The header row of ${context.name} cannot be read: a quotation mark in it is not closed; correct it or export the file again.`,
    );
  const plan = recogniseColumns(first.cells, context);
  const rows = sample.flatMap((row) => (isBroken(row) ? [] : [row.cells]));
  if (!plan.columns.title) throw unknownTable(plan, rows, context.name);
  context.setFormat(plan.format);
  const { notices } = context;
  if (plan.missing.length > 0)
    notices.say(`The column map asks for ${plan.missing.map(quoteText).join(", ")}, which this file does not have.`);
  if (!plan.columns.status && !plan.columns.statusCategory)
    notices.say("No column tells the status: items without a date of resolution count as to do.");
  const dates = createFieldDates(plan.language, orderOfDates(dateCells(plan, rows)), notices);
  return (row) => {
    if (isBroken(row)) return { skipped: brokenRow(row, plan, context.name) };
    if (row.isRepaired)
      notices.count(
        "quotes",
        row.cells[0] ?? "",
        (count) =>
          `${counted(count, "row")} with quotation marks that are not doubled ${count === 1 ? "was" : "were"} read as well as possible.`,
      );
    return toEntry(mapCsvRow(row, { plan, dates, fileKey, notices }), row.line, context);
  };
}

const DATE_FIELDS: readonly Field[] = ["created", "updated", "dueDate", "resolved"];

function* dateCells(plan: ColumnPlan, rows: readonly (readonly string[])[]): Generator<string> {
  for (const column of DATE_FIELDS.flatMap((field) => plan.columns[field] ?? []))
    for (const row of rows) yield row[column] ?? "";
}

const MOST_COLUMNS_NAMED = 20;

function unknownTable({ header }: ColumnPlan, rows: readonly (readonly string[])[], name: string): SourceError {
  const named = header.slice(0, MOST_COLUMNS_NAMED).map(quoteText).join(", ");
  const more = header.length > MOST_COLUMNS_NAMED ? ` and ${header.length - MOST_COLUMNS_NAMED} more` : "";
  const suggestion = suggestColumns(header, rows);
  const advice =
    suggestion.title === undefined
      ? "say which holds the title: --map title=COLUMN"
      : `if this is right, add: ${mapOptions(suggestion)}`;
  return new SourceError(
    `${name} has no column that is known to be the title. Its columns are ${named}${more}; ${advice}`,
  );
}

function brokenRow({ line, column, isTooLong }: BrokenCsvRow, { header }: ColumnPlan, file: string): SkippedRow {
  const field = header[column] === undefined ? undefined : shortText(header[column]);
  return {
    file,
    line,
    ...(field !== undefined && { field }),
    problem: isTooLong
      ? `A quotation mark opened in this row${field === undefined ? "" : ` ("${field}")`} is not closed within 16 MB.`
      : `Quotation marks do not match: one opened in this row${field === undefined ? "" : ` ("${field}")`} is not closed where its cell ends.`,
    remedy: 'Close it, or double it ("") where it belongs to the text; the rows before and after this one were read.',
  };
}

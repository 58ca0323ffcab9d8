import { counted, quoteText, type Notices } from "#adapters/files/notices";
import { createDateParser, type DateOrder, type DateParser } from "#adapters/files/parse-date";

/** Reads the dates of one file's fields; what cannot be read stays empty, with one notice per field. */
export interface FieldDates {
  /** ISO 8601 time, or undefined. */
  time(text: string | undefined, field: string): string | undefined;
  /** YYYY-MM-DD, or undefined. */
  day(text: string | undefined, field: string): string | undefined;
}

/** `order` undefined: the file's own dates do not tell whether the day or the month comes first. */
export function createFieldDates(language: string, order: DateOrder | undefined, notices: Notices): FieldDates {
  const parse: DateParser = createDateParser(language, order ?? "day-first");
  const read = (text: string | undefined, field: string): ReturnType<DateParser> => {
    if (text === undefined || text.trim() === "") return undefined;
    const date = parse(text);
    if (!date) {
      notices.count(
        `date ${field}`,
        text,
        (rows, examples) =>
          `${counted(rows, "value")} of ${quoteText(field)} could not be read as ${rows === 1 ? "a date" : "dates"} (${examples}); the field was left empty.`,
      );
    } else if (date.isAmbiguous && order === undefined) {
      notices.count(
        "date order",
        text,
        (_rows, examples) =>
          `Dates such as ${examples} were read with the day first; write them as YYYY-MM-DD if the month comes first.`,
      );
    }
    return date;
  };
  return {
    time: (text, field) => read(text, field)?.iso,
    day: (text, field) => read(text, field)?.day,
  };
}

import { isValid, parse, parseISO } from "date-fns";
import { enUS } from "date-fns/locale/en-US";
import { foldName } from "#adapters/files/fold-name";
import { monthNumber } from "#adapters/files/month-names";

/** A point in time as a file writes it. */
export interface FileDate {
  /** ISO 8601: UTC with `Z` where the text tells the zone, else the local time as written, else the day alone. */
  iso: string;
  /** The day as written, YYYY-MM-DD: what a due date means in its own zone. */
  day: string;
  /** The text does not say which number is the month. */
  isAmbiguous?: true;
}

export type DateOrder = "day-first" | "month-first";

/** Reads one column's dates; undefined for text that is no date. */
export type DateParser = (text: string) => FileDate | undefined;

/** Two-digit years are the ones around this date, as Java's and date-fns' `yy` does. */
const REFERENCE = new Date(Date.UTC(2026, 0, 1));
const MOST_REMEMBERED = 20_000;

/**
 * Jira's `dd/MMM/yy h:mm a` in every known language, numeric dates in the given order, ISO 8601, and the JavaScript
 * dates of Linear's exports. Days and times are remembered apart: a large file has few of each.
 */
export function createDateParser(language: string, order: DateOrder): DateParser {
  const days = remember((text) => parseDay(text, language, order));
  const times = remember(parseTime);
  return (raw) => {
    const text = raw.trim();
    const zoned = parseZoned(text);
    if (zoned) return zoned;
    const match = /^(.*?\d[日일]?)(?:,?[T\s]+(?=\D*\d{1,2}[:.]\d{2})(.*))?$/su.exec(text) ?? /^(.*)$/su.exec(text);
    const day = days(match?.[1] ?? "");
    if (!day) return undefined;
    if (match?.[2] === undefined) return day;
    const time = times(match[2]);
    return time === undefined ? undefined : { ...day, iso: `${day.iso}T${time}` };
  };
}

/** Texts that name their zone: `2021-03-10T06:04:34.014-0600`, `Mon Feb 06 2023 05:00:00 GMT+0000 (GMT)`. */
function parseZoned(text: string): FileDate | undefined {
  const script = /^[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{2} \d{4} \d{2}:\d{2}:\d{2}) GMT([+-]\d{4})/.exec(text);
  if (script)
    return instant(
      parse(`${script[1]} ${script[2]}`, "MMM dd yyyy HH:mm:ss xx", REFERENCE, { locale: enUS }),
      scriptDay(script[1] ?? ""),
    );
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}.*?) ?(Z|UTC|[+-]\d{2}:?\d{2})$/.exec(text);
  if (iso) return instant(parseISO(`${iso[1]}T${iso[2]}${iso[3]?.replace("UTC", "Z")}`), iso[1] ?? "");
  return undefined;
}

function instant(date: Date, day: string): FileDate | undefined {
  return isValid(date) ? { iso: date.toISOString(), day } : undefined;
}

const scriptDay = (text: string): string => parseUtc(text.slice(0, 11), "MMM dd yyyy")?.slice(0, 10) ?? "";

/** Three numbers, one of which may be a name. */
const DAY =
  /^(\d{1,4}|\p{L}[\p{L}\p{M}'’]*)[\s/.,-]+(?:de )?(\d{1,2}|\p{L}[\p{L}\p{M}'’]*)[\s/.,-]+(?:de )?(\d{1,4})\.?$/u;

/** `21/abr/26`, `Apr 21, 2026`, `16/02/2017`, `2026-03-26`, `2026年3月26日`. */
function parseDay(text: string, language: string, order: DateOrder): FileDate | undefined {
  const parts = DAY.exec(text.replace(/(?<=\d)[年月년월]\s*/gu, "/").replace(/[日일]$/u, ""))?.slice(1) ?? [];
  if (parts.length !== 3) return undefined;
  const named = parts.findIndex((part) => /^\p{L}/u.test(part));
  const month = named < 0 ? undefined : monthNumber(parts[named] ?? "", language);
  if (named >= 0 && month === undefined) return undefined;
  const numbers = parts.map((part, i) => (i === named ? String(month) : part));
  const text3 = numbers.join("/");
  if (/^\d{4}$/.test(numbers[0] ?? "")) return dayOf(parseUtc(text3, "yyyy/M/d"));
  const year = /^\d{4}$/.test(numbers[2] ?? "") ? "yyyy" : "yy";
  if (named >= 0) return dayOf(parseUtc(text3, named === 0 ? `M/d/${year}` : `d/M/${year}`));
  const [asked, other] = order === "day-first" ? [`d/M/${year}`, `M/d/${year}`] : [`M/d/${year}`, `d/M/${year}`];
  const first = dayOf(parseUtc(text3, asked));
  const second = dayOf(parseUtc(text3, other));
  if (first && second && first.iso !== second.iso) return { ...first, isAmbiguous: true };
  return first ?? second;
}

const dayOf = (iso: string | undefined): FileDate | undefined =>
  iso === undefined ? undefined : { iso: iso.slice(0, 10), day: iso.slice(0, 10) };

const morning = new Set(["am", "a.m.", "a. m.", "午前", "上午"].map(foldName));
const evening = new Set(["pm", "p.m.", "p. m.", "午後", "下午"].map(foldName));

/** `11:37 PM`, `15:26`, `06:04:34.014`, `下午10:37` as HH:mm:ss. */
function parseTime(text: string): string | undefined {
  const match = /^(\D*?)\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(\D*)$/u.exec(text.trim());
  if (!match) return undefined;
  const half = foldName(`${match[1] ?? ""}${match[5] ?? ""}`);
  const clock = `${match[2]}:${match[3]}:${match[4] ?? "00"}`;
  if (half === "") return parseUtc(clock, "H:mm:ss")?.slice(11, 19);
  const marker = morning.has(half) ? "AM" : evening.has(half) ? "PM" : undefined;
  return (
    marker &&
    (parseUtc(`${clock} ${marker}`, "h:mm:ss a") ?? parseUtc(`${clock} ${marker}`, "H:mm:ss a"))?.slice(11, 19)
  );
}

/** As if the text stood in UTC, so that no daylight saving of this machine moves it. */
function parseUtc(text: string, format: string): string | undefined {
  const date = parse(`${text} Z`, `${format} X`, REFERENCE, { locale: enUS });
  return isValid(date) ? date.toISOString() : undefined;
}

function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}

/** The order the numeric dates of a sample need; undefined where none of them decides. */
export function orderOfDates(sample: Iterable<string>): DateOrder | undefined {
  for (const text of sample) {
    const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b/.exec(text);
    if (match && Number(match[1]) > 12) return "day-first";
    if (match && Number(match[2]) > 12) return "month-first";
  }
  return undefined;
}

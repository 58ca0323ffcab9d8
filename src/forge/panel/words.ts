import { createContext, useContext } from "react";
import { de } from "./words-de";
import { en } from "./words-en";
import { es } from "./words-es";

export type WordKey = keyof typeof en;
/** Every word of one language. */
export type Catalogue = Readonly<Record<WordKey, string>>;

const catalogues: Readonly<Record<string, Catalogue>> = { en, de, es };

/** The words of a panel in the reader's language, with numbers and dates as that language writes them. */
export interface Words {
  (key: WordKey, values?: Readonly<Record<string, string | number>>): string;
  /** Day and time of day. */
  at: (instant: string) => string;
  day: (instant: string) => string;
  /** "3 hours ago". */
  ago: (instant: string) => string;
  /** "+1.20". */
  signed: (weight: number) => string;
}

/** `locale` is the platform's: `de-DE`. */
export function createWords(locale: string): Words {
  const words = catalogues[locale.slice(0, 2).toLowerCase()] ?? en;
  const tag = words === en && !locale.startsWith("en") ? "en" : locale.replaceAll("_", "-");
  const number = new Intl.NumberFormat(tag, {
    ...({ signDisplay: "exceptZero", minimumFractionDigits: 2, maximumFractionDigits: 2 } as const),
  });
  const fill = (key: WordKey, values: Readonly<Record<string, string | number>> = {}): string =>
    words[key].replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
  return Object.assign(fill, {
    at: (instant: string) => new Date(instant).toLocaleString(tag, { dateStyle: "medium", timeStyle: "short" }),
    day: (instant: string) => new Date(instant).toLocaleDateString(tag, { dateStyle: "medium" }),
    ago: (instant: string) => ago(Date.now() - Date.parse(instant), tag),
    signed: (weight: number) => number.format(weight).replace("-", "−"),
  });
}

const HOUR = 3_600_000;

function ago(milliseconds: number, tag: string): string {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  if (milliseconds < HOUR) return format.format(-Math.max(1, Math.round(milliseconds / 60_000)), "minute");
  if (milliseconds < 48 * HOUR) return format.format(-Math.round(milliseconds / HOUR), "hour");
  return format.format(-Math.round(milliseconds / 24 / HOUR), "day");
}

const Language = createContext<Words>(createWords("en"));
/** Gives a panel its words. */
export const LanguageProvider = Language.Provider;
/** The words of the panel that is drawn. */
export const useWords = (): Words => useContext(Language);

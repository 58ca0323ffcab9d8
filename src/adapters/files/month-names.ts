import { foldName } from "#adapters/files/fold-name";
import { headerLanguages } from "#adapters/files/headers/index";

/**
 * Jira writes months as its Java locale abbreviates them (`21/abr/26`, `19/févr./26`). Both Java and Node take those names
 * from Unicode's CLDR, so they are read from Intl instead of a table; date-fns knows other abbreviations in some languages.
 */
const SPELLINGS = [
  { month: "short" },
  { month: "long" },
  { month: "short", day: "numeric" },
  { month: "long", day: "numeric" },
] as const;

/** Java up to 8 used its own abbreviation of the German March. */
const FURTHER: Readonly<Record<string, readonly [name: string, month: number]>> = { de: ["mrz", 3] };

const byLanguage = new Map<string, ReadonlyMap<string, number>>();
let inAnyLanguage: ReadonlyMap<string, number> | undefined;

/** 1 to 12; the file's own language first, then any other that is not ambiguous. */
export function monthNumber(name: string, language: string): number | undefined {
  const folded = foldName(name).replace(/\.$/, "");
  const own = namesIn(language).get(folded);
  if (own !== undefined) return own;
  inAnyLanguage ??= mergeUnambiguous(headerLanguages.map(({ code }) => namesIn(code)));
  return inAnyLanguage.get(folded);
}

function namesIn(language: string): ReadonlyMap<string, number> {
  let names = byLanguage.get(language);
  if (!names) byLanguage.set(language, (names = collectNames(language)));
  return names;
}

/** Short and long names, alone and beside a day (which inflects them in Slavic languages), and their first three letters. */
function collectNames(language: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  const prefixes = new Map<string, Set<number>>();
  for (const spelling of SPELLINGS) {
    const format = new Intl.DateTimeFormat(language, { ...spelling, timeZone: "UTC" });
    for (let month = 1; month <= 12; month += 1) {
      const parts = format.formatToParts(Date.UTC(2024, month - 1, 15));
      const name = foldName(parts.find((part) => part.type === "month")?.value ?? "").replace(/\.$/, "");
      if (/\p{L}/u.test(name)) names.set(name, month);
      const prefix = name.slice(0, 3);
      prefixes.set(prefix, (prefixes.get(prefix) ?? new Set()).add(month));
    }
  }
  for (const [prefix, months] of prefixes) {
    const [month] = months;
    if (months.size === 1 && month !== undefined && /^\p{L}+$/u.test(prefix) && !names.has(prefix))
      names.set(prefix, month);
  }
  const further = FURTHER[language];
  return further ? names.set(...further) : names;
}

function mergeUnambiguous(maps: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const merged = new Map<string, number>();
  const disputed = new Set<string>();
  for (const [name, month] of maps.flatMap((map) => [...map])) {
    if (merged.has(name) && merged.get(name) !== month) disputed.add(name);
    merged.set(name, month);
  }
  for (const name of disputed) merged.delete(name);
  return merged;
}

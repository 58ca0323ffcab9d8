import type { LexiconEntry } from "#core/lexicon/entry";
import { gendersOf, withForms } from "#core/lexicon/word-forms";

/** Plurals whose accent moves, and words whose last accent is often left out. */
const OTHER_FORMS: Readonly<Record<string, string>> = {
  imagen: "imágenes",
  orden: "órdenes",
  margen: "márgenes",
  volumen: "volúmenes",
  resumen: "resúmenes",
  comité: "comite",
  menú: "menu",
  caché: "cache",
};

function formsOf(word: string): readonly string[] {
  if (word.endsWith("@")) return gendersOf(word.slice(0, -1));
  const other = OTHER_FORMS[word];
  return other ? [word, other] : [word];
}

/** Spanish entries, whose patterns also know both genders where they say `@`, and what the rules of the grammar leave out. */
export const withWordForms = (entries: readonly LexiconEntry[]): readonly LexiconEntry[] => withForms(entries, formsOf);

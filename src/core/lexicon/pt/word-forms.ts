import type { LexiconEntry } from "#core/lexicon/entry";
import { gendersOf, withForms } from "#core/lexicon/word-forms";

/** How words began before the agreement of 1990; many in Portugal still write them so. */
const OLD_SPELLING: readonly (readonly [now: RegExp, before: string])[] = [
  [/^projet/, "project"],
  [/^objetiv/, "objectiv"],
  [/^atualiz/, "actualiz"],
  [/^otimiz/, "optimiz"],
  [/^(inter|trans|re|)aç(ão|ões)/, "$1acç$2"],
  [/^(des|re|)ativ/, "$1activ"],
  [/^(dire|sele|cole|prote|corre|dete)ç(ão|ões)/, "$1cç$2"],
  [/^adoç/, "adopç"],
  [/^diret/, "direct"],
  [/^setor/, "sector"],
  [/^contat/, "contact"],
  [/^fatur/, "factur"],
  [/^arquitet/, "arquitect"],
];

function formsOf(word: string): readonly string[] {
  const now = word.endsWith("@") ? gendersOf(word.slice(0, -1)) : word === "comitê" ? [word, "comite"] : [word];
  const rule = OLD_SPELLING.find(([start]) => start.test(word));
  return rule ? [...now, ...now.map((form) => form.replace(rule[0], rule[1]))] : now;
}

/** Portuguese entries, whose patterns also know both genders where they say `@`, and the older spelling of Portugal. */
export const withWordForms = (entries: readonly LexiconEntry[]): readonly LexiconEntry[] => withForms(entries, formsOf);

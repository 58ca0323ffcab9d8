import type { Grammar } from "#core/lexicon/grammar";
import { isNumberWithEnding, leaveAccentsOut } from "#core/lexicon/spelling";

/** Nouns that end like an infinitive. */
const NOUNS = new Set("lugar celular mulher bar colher militar titular pilar prazer lazer".split(" "));

/** Plurals by ending, the first that fits. */
const PLURALS: readonly (readonly [ending: string, plurals: readonly string[]])[] = [
  ["ão", ["ões", "ãos", "ães"]],
  ["al", ["ais"]],
  ["el", ["eis", "éis"]],
  ["ol", ["ois", "óis"]],
  ["ul", ["uis"]],
  ["il", ["is", "eis"]],
  ["m", ["ns"]],
];

export const portuguese: Grammar = {
  formsOf(word) {
    if (word.length < 3 || !/\p{Ll}$/u.test(word) || /[^ê]s$/.test(word)) return [];
    const special = PLURALS.find(([ending]) => word.endsWith(ending));
    if (special) return special[1].map((plural) => word.slice(0, -special[0].length) + plural);
    if (word.endsWith("ês")) return [`${word.slice(0, -2)}eses`];
    // Borrowed words take -s alone: stakeholders.
    return /[rz]$/.test(word) ? [`${word}es`, `${word}s`] : [`${word}s`];
  },
  plainSpelling: leaveAccentsOut,
  reach: { near: 5, unless: 4, needs: 7 },
  elisions: {},
  abbreviations: new Set(
    (
      "etc ex aprox núm num pág pag art máx max mín min tel ref sr sra dr dra jan fev mar abr jun jul ago set out nov dez " +
      "cia obs qtd"
    ).split(" "),
  ),
  hasOrdinalStops: false,
  isPlainWord: (token) => isNumberWithEnding(token) || /^[kMGT]Wh$/.test(token),
  articles: "o a os as um uma uns umas nosso nossa nossos nossas este esta estes estas".split(" "),
  headFirst: {
    adjectives: (
      "novo nova novos novas grande grandes pequeno pequena primeiro primeira segundo segunda outro outra outros outras " +
      "melhor bom boa mau má mesmo mesma duplo"
    ).split(" "),
    isInfinitive: (word) => /(?:ar|er|ir|por|pôr)$/.test(word) && !NOUNS.has(word),
  },
};

import type { Grammar } from "#core/lexicon/grammar";
import { isNumberWithEnding, leaveAccentsOut, withoutAccents } from "#core/lexicon/spelling";

/** Nouns that end like an infinitive. */
const NOUNS = new Set(
  "taller alquiler lugar hogar celular par mujer bar militar titular pilar placer deber ayer".split(" "),
);

export const spanish: Grammar = {
  formsOf(word) {
    if (word.length < 3 || !/\p{Ll}$/u.test(word) || /[^é]s$/.test(word)) return [];
    if (/[aeiouáéíóú]$/.test(word)) return [`${word}s`];
    if (word.endsWith("z")) return [`${word.slice(0, -1)}ces`];
    if (/[áéíóú][ns]$/.test(word)) return [`${word.slice(0, -2)}${withoutAccents(word.slice(-2))}es`];
    // Borrowed words take -s alone: stakeholders.
    return /[lrndyj]$/.test(word) ? [`${word}es`, `${word}s`] : [`${word}s`];
  },
  plainSpelling: leaveAccentsOut,
  reach: { near: 5, unless: 4, needs: 7 },
  elisions: {},
  abbreviations: new Set(
    (
      "etc ej aprox núm num pág pag art máx max mín min tel ref ud uds sr sra dr dra ene feb abr jun jul ago sep sept oct " +
      "nov dic cía"
    ).split(" "),
  ),
  hasOrdinalStops: false,
  isPlainWord: (token) => isNumberWithEnding(token) || /^(?:[kMGT]Wh|SdeRL)$/.test(token),
  articles: "el la los las un una unos unas nuestro nuestra nuestros nuestras este esta estos estas".split(" "),
  headFirst: {
    adjectives: (
      "nuevo nueva nuevos nuevas gran grandes pequeño pequeña primer primera segundo segunda otro otra otros otras mejor " +
      "mejores buen buena mal mala mismo misma doble"
    ).split(" "),
    isInfinitive: (word) => /(?:ar|er|ir)(?:se|lo|la|los|las)?$/.test(word) && !NOUNS.has(word),
  },
};

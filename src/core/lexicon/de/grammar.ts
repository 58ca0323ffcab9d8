import type { Grammar } from "#core/lexicon/grammar";
import { isNumberWithEnding } from "#core/lexicon/spelling";

/** Names with a capital inside, beside those of laws (UStG, BetrVG): no code. */
const INNER_CAPITALS = /^(?:g?GmbH|mbH|GbR|KdöR|eG|eV|[kMGT]Wh|PhD|(?:\p{Lu}\p{Ll}{0,3}){1,3}GB?)$/u;
/** NutzerInnen, Nutzer_innen. */
const BOTH_GENDERS = /^\p{Lu}\p{Ll}+(?:In|Innen|_in|_innen)$/u;

export const german: Grammar = {
  formsOf: nounForms,
  plainSpelling(word) {
    const plain = word.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue").replaceAll("ß", "ss");
    return plain === word ? undefined : plain;
  },
  // The verb ends the sentence, so more stands between it and its object.
  reach: { near: 7, unless: 5, needs: 8 },
  elisions: {},
  abbreviations: new Set(
    (
      "bzw ca usw etc evtl ggf ggfs inkl exkl zzgl zzt bspw vgl nr abs art max min mind std stk allg gem lt sog insb " +
      "einschl tel str mio mrd tsd jan feb apr aug sep sept okt nov dez sen jun kap abb tab hrsg ugs vorl zus"
    ).split(" "),
  ),
  hasOrdinalStops: true,
  isPlainWord: (token) => INNER_CAPITALS.test(token) || BOTH_GENDERS.test(token) || isNumberWithEnding(token),
  articles: "der die das den dem ein eine einen einem einer unser unsere unseren".split(" "),
  headFirst: null,
};

/** Regular plurals and cases of a noun. Plurals with another vowel (Märkte) are words of their own. */
function nounForms(word: string): string[] {
  if (word.length < 3 || !/\p{Ll}$/u.test(word)) return [];
  if (word.endsWith("e")) return [`${word}n`];
  if (/(?:ung|heit|keit|ion|schaft|tät|enz|anz|ik)$/.test(word)) return [`${word}en`];
  if (/(?:er|el)$/.test(word)) return [`${word}n`, `${word}s`];
  if (/[aiouy]$/.test(word) || word.endsWith("en")) return [`${word}s`];
  if (/[sßxz]$/.test(word)) return [`${word}e`, `${word}es`, ...dative(word)];
  return [`${word}s`, `${word}es`, `${word}e`, ...dative(word)];
}

/** A short word with -en would rather be a verb: planen, testen. */
const dative = (word: string): string[] => (word.length > 5 ? [`${word}en`] : []);

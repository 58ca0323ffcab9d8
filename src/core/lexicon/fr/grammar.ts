import type { Grammar } from "#core/lexicon/grammar";
import { isNumberWithEnding, leaveAccentsOut } from "#core/lexicon/spelling";

/** Nouns that end like an infinitive. */
const NOUNS = new Set(
  (
    "panier fichier calendrier dossier courrier atelier cahier chantier quartier papier clavier tiroir miroir avenir loisir plaisir " +
    "filtre titre cadre offre lettre fenêtre paramètre registre centre chiffre ordre formulaire salaire horaire inventaire " +
    "sommaire questionnaire commentaire partenaire histoire procédure structure mesure ouverture facture lecture couverture " +
    "fermeture signature architecture voiture serveur affaire annuaire glossaire"
  ).split(" "),
);

export const french: Grammar = {
  formsOf(word) {
    if (word.length < 3 || !/\p{Ll}$/u.test(word) || /[sxz]$/.test(word)) return [];
    if (/(?:eau|au|eu)$/.test(word)) return [`${word}x`, `${word}s`];
    if (word.endsWith("al")) return [`${word.slice(0, -2)}aux`, `${word}s`];
    return [`${word}s`];
  },
  plainSpelling: leaveAccentsOut,
  reach: { near: 5, unless: 4, needs: 7 },
  elisions: { l: "article", d: "link", qu: "link" },
  abbreviations: new Set(
    "etc ex env cf av art nb max min tél réf ref janv févr avr juil sept oct nov déc resp vol chap éd soc sté".split(
      " ",
    ),
  ),
  hasOrdinalStops: false,
  isPlainWord: (token) => isNumberWithEnding(token) || /^(?:[kMGT]Wh|SàRL|SaRL)$/.test(token),
  articles: "le la les un une des du notre nos votre ce cet cette ces".split(" "),
  headFirst: {
    adjectives:
      "nouveau nouvel nouvelle nouveaux nouvelles petit petite petits petites grand grande grands grandes bon bonne premier première second seconde deuxième autre autres même double vrai mauvais mauvaise".split(
        " ",
      ),
    isInfinitive: (word) => /(?:er|ir|re)$/.test(word) && !NOUNS.has(word),
  },
};

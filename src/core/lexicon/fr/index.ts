import { entries as frames } from "#core/lexicon/fr/frames";
import { entries as strategic } from "#core/lexicon/fr/strategic";
import { entries as tactical } from "#core/lexicon/fr/tactical";
import type { LanguagePack } from "#core/lexicon/language";

/** French, as written in France, Belgium, Switzerland and Canada. Deterministic and tested on its examples only: no figures exist for it. */
export const french: LanguagePack = {
  language: "fr",
  isMeasured: false,
  terms: [...strategic, ...tactical],
  frames,
  headEnders: [
    ..."de du des pour dans sur avec à au aux en par sans vers chez entre selon via depuis pendant contre".split(" "),
    ..."lors quand lorsque si que qui dont où après avant et ou afin suite".split(" "),
    ..."est sont ne doit doivent peut peuvent a ont".split(" "),
  ],
  story: {
    openers: ["tant", "etq"],
    // "J'aimerais pouvoir", "j'ai besoin": pronoun and verb are one word to the tokeniser.
    subjects: "je nous on j'aimerais j'ai".split(" "),
    wishes:
      "veux veut voudrais souhaite souhaiterais dois peux désire voulons souhaitons pouvoir besoin que voir".split(" "),
  },
};

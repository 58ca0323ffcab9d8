import { entries as compounds } from "#core/lexicon/de/compounds";
import { entries as frames } from "#core/lexicon/de/frames";
import { entries as strategic } from "#core/lexicon/de/strategic";
import { entries as tactical } from "#core/lexicon/de/tactical";
import type { LanguagePack } from "#core/lexicon/language";

/** German, as written in Germany, Austria and Switzerland. Deterministic and tested on its examples only: no figures exist for it. */
export const german: LanguagePack = {
  language: "de",
  isMeasured: false,
  terms: [...strategic, ...tactical, ...compounds],
  frames,
  headEnders: [
    ..."für fuer von vom in im ins an am ans auf aufs bei beim mit zu zum zur aus nach vor über ueber unter um bis ab".split(
      " ",
    ),
    ..."durch gegen ohne wegen während trotz seit zwischen innerhalb je pro per via laut".split(" "),
    ..."der des dem den die das eines einer einem einen".split(" "),
    ..."und oder als wenn dass damit sodass falls weil nachdem bevor sobald wie statt".split(" "),
    ..."ist sind wird werden war kann können soll sollen muss müssen hat haben lässt nicht kein keine".split(" "),
    ..."funktioniert lädt stürzt zeigt fehlt bricht bleibt".split(" "),
  ],
  // German puts the verb before "I" ("Als Nutzer möchte ich"), hasty writers after it: either may come first.
  story: {
    openers: ["als"],
    subjects: "ich wir möchte moechte möchten will wollen brauche benötige kann muss würde hätte wünsche".split(" "),
    wishes: "ich wir möchte moechte möchten will wollen brauche benötige kann muss würde hätte wünsche".split(" "),
  },
};

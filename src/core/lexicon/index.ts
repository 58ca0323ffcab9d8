import { german } from "#core/lexicon/de/index";
import { english } from "#core/lexicon/en/index";
import { spanish } from "#core/lexicon/es/index";
import { french } from "#core/lexicon/fr/index";
import type { LanguagePack } from "#core/lexicon/language";
import { portuguese } from "#core/lexicon/pt/index";

/** Language packs by ISO 639-1 code. Text in any other language counts for nothing. */
export const languagePacks: Readonly<Record<string, LanguagePack>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
};

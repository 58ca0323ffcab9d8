import { english } from "#core/lexicon/en/index";
import type { LanguagePack } from "#core/lexicon/language";

/** Language packs by ISO 639-1 code. Text in any other language counts for nothing. */
export const languagePacks: Readonly<Record<string, LanguagePack>> = { en: english };

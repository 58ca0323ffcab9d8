import { chinese } from "#adapters/files/headers/chinese";
import { dutch } from "#adapters/files/headers/dutch";
import { english } from "#adapters/files/headers/english";
import { french } from "#adapters/files/headers/french";
import { german } from "#adapters/files/headers/german";
import { italian } from "#adapters/files/headers/italian";
import { japanese } from "#adapters/files/headers/japanese";
import type { HeaderLanguage } from "#adapters/files/headers/language";
import { polish } from "#adapters/files/headers/polish";
import { portuguese } from "#adapters/files/headers/portuguese";
import { russian } from "#adapters/files/headers/russian";
import { spanish } from "#adapters/files/headers/spanish";

/** Languages whose header rows are known, English first; others are read with a column map. */
export const headerLanguages: readonly HeaderLanguage[] = [
  english,
  german,
  spanish,
  french,
  portuguese,
  italian,
  dutch,
  polish,
  russian,
  chinese,
  japanese,
];

/** What a character is to the tokeniser, and its lower case: tables, so that no locale and no regular expression is involved. */

export const OTHER = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** Ends a sentence when a space follows. */
export const STOP = 3;
/** Always ends a phrase: line ends, semicolons, bullets, table bars. */
export const HARD_BREAK = 4;
/** Joins two halves of a word: don't. */
export const APOSTROPHE = 5;
/** A token of its own: per cent, currency, ampersand. */
export const SYMBOL = 6;

const TABLE_SIZE = 0x600;

const kinds = new Uint8Array(TABLE_SIZE);
const lower = new Uint16Array(TABLE_SIZE);

for (let code = 0; code < TABLE_SIZE; code++) {
  const char = String.fromCharCode(code);
  const small = char.toLowerCase();
  lower[code] = small.length === 1 ? small.charCodeAt(0) : code;
  if (code >= 48 && code <= 57) kinds[code] = DIGIT;
  else if (/[\p{L}\p{M}_]/u.test(char)) kinds[code] = LETTER;
}
for (const char of ".!?") kinds[char.charCodeAt(0)] = STOP;
for (const char of "\n\r;|•") if (char.charCodeAt(0) < TABLE_SIZE) kinds[char.charCodeAt(0)] = HARD_BREAK;
kinds[39] = APOSTROPHE;
for (const char of "%&$£€") if (char.charCodeAt(0) < TABLE_SIZE) kinds[char.charCodeAt(0)] = SYMBOL;

/** Kind of a UTF-16 unit. Beyond the table: punctuation, symbols and halves of emoji are no letters, everything else is. */
export function kindOf(code: number): number {
  if (code < TABLE_SIZE) return kinds[code] ?? OTHER;
  if (code === 0x2019) return APOSTROPHE;
  if (code === 0x20ac) return SYMBOL;
  if (code === 0x2022 || code === 0x2028 || code === 0x2029) return HARD_BREAK;
  if (code >= 0x2000 && code <= 0x2bff) return OTHER;
  if (code >= 0x3000 && code <= 0x303f) return OTHER;
  if (code >= 0xd800 && code <= 0xf8ff) return OTHER;
  if (code >= 0xfe00 && code <= 0xfe0f) return OTHER;
  if (code >= 0xff00 && code <= 0xff0f) return OTHER;
  return LETTER;
}

/** Lower case of a UTF-16 unit, one to one; scripts beyond the table (all without case in our lexicons) stay as they are. */
export function lowerOf(code: number): number {
  return code < TABLE_SIZE ? (lower[code] ?? code) : code;
}

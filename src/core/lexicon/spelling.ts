const MARKS = /[\u0300-\u036f]/g;

/** A word without its accents. */
export const withoutAccents = (word: string): string => word.normalize("NFD").replaceAll(MARKS, "");

/**
 * A word without its accents, for those who leave them out. Undefined for short words and those that end in an accented vowel:
 * without it they are other words, most of them frequent (marché, validó, está).
 */
export function leaveAccentsOut(word: string): string | undefined {
  if (word.length < 4 || /[áéíóúàèìòùâêôã]s?\*?$/.test(word)) return undefined;
  const plain = withoutAccents(word);
  return plain === word ? undefined : plain;
}

/** 2ème, 1ère, 3teilig: a number with a word's ending is no identifier. */
export const isNumberWithEnding = (token: string): boolean => /^\d+\p{Ll}+$/u.test(token);

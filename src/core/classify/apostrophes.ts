import { APOSTROPHE, DIGIT, LETTER, kindOf } from "#core/classify/characters";

/** Whether the character at i, no letter and no digit, holds two halves of one word together: don't, a.b, 1,000. */
export function joinsWord(text: string, kind: number, code: number, i: number, to: number): boolean {
  if ((kind !== APOSTROPHE && code !== 46 && code !== 44) || i + 1 >= to) return false;
  const before = kindOf(text.charCodeAt(i - 1));
  const after = kindOf(text.charCodeAt(i + 1));
  if (kind === APOSTROPHE) return before === LETTER && after === LETTER && !isPossessive(text, i, to);
  if (code === 46) return (before === LETTER || before === DIGIT) && (after === LETTER || after === DIGIT);
  return before === DIGIT && after === DIGIT;
}

/** Where to go on behind a word that ends at i: a possessive 's is no part of it. */
export function skipPossessive(text: string, i: number, to: number): number {
  if (i + 1 >= to || kindOf(text.charCodeAt(i)) !== APOSTROPHE) return i;
  return isPossessive(text, i, to) ? i + 2 : i;
}

function isPossessive(text: string, i: number, to: number): boolean {
  if ((text.charCodeAt(i + 1) | 32) !== 115) return false;
  if (i + 2 >= to) return true;
  const after = kindOf(text.charCodeAt(i + 2));
  return after !== LETTER && after !== DIGIT;
}

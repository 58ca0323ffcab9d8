/**
 * Words are known by two 32-bit hashes of their lower-case UTF-16 units, in integers only, the same on every platform:
 * hash = imul(hash ^ unit, PRIME), check = imul(check, CHECK_PRIME) + unit. Two different words with the same hash and the same upper
 * half of the check are not to be expected in any amount of text (48 bits), and comparing characters would cost more than all the rest.
 */
export const HASH_SEED = 0x811c9dc5 | 0;
export const HASH_PRIME = 0x01000193;
export const CHECK_PRIME = 0x2c1b3c6d;

/** Both hashes of a word given as a string. */
export function hashesOf(word: string): { hash: number; check: number } {
  let hash = HASH_SEED;
  let check = 0;
  for (let i = 0; i < word.length; i++) {
    hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME);
    check = (Math.imul(check, CHECK_PRIME) + word.charCodeAt(i)) | 0;
  }
  return { hash, check };
}

import type { Documents } from "#ports";

/** Characters of one document: a request to a database of Forge holds 1 MiB. */
const PIECE = 300_000;

/** A text in the pieces of which it is kept, and what it goes by. */
export interface Pieces {
  period: string;
  /** Of the text: of two for the same period, made at the same time, neither writes over the other's pieces. */
  hash: string;
  parts: number;
}

/** Keeps a text; answers of how many pieces. */
export async function putPieces(documents: Documents, name: Omit<Pieces, "parts">, text: string): Promise<number> {
  const pieces = splitText(text);
  for (const [index, piece] of pieces.entries()) await documents.put(pieceName(name, index), piece);
  return pieces.length;
}

/** The text; null where a piece is not there. */
export async function getPieces(documents: Documents, pieces: Pieces): Promise<string | null> {
  const names = Array.from({ length: pieces.parts }, (_, index) => pieceName(pieces, index));
  const found = await Promise.all(names.map((name) => documents.get(name)));
  return found.includes(null) ? null : found.join("");
}

/** Removes the texts of earlier periods, also those that nothing holds any more. */
export const removePieces = (documents: Documents, before: string): Promise<void> =>
  removeBefore(documents, "weekly ", before);

/** Removes documents whose names go on with an earlier period; one at a time, because each may be large. */
export async function removeBefore(documents: Documents, prefix: string, period: string): Promise<void> {
  for (;;) {
    const [first] = await documents.list(prefix, 1);
    if (!first || first.name.slice(prefix.length, prefix.length + period.length) >= period) return;
    await documents.remove(first.name);
  }
}

const pieceName = ({ period, hash }: Omit<Pieces, "parts">, index: number): string =>
  `weekly ${period} ${hash} ${String(index).padStart(4, "0")}`;

function splitText(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    // The halves of a character beyond the first plane stay together: a database takes no half.
    const end = start + PIECE - (isHighHalf(text.charCodeAt(start + PIECE - 1)) ? 1 : 0);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

const isHighHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

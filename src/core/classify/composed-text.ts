import type { Segments } from "#core/classify/tokens";

/** A text in which every letter and its accents are one character, and the way back to the text as it came. */
export interface ComposedText {
  source: string;
  text: string;
  segments: Segments;
  /** Offset in the source of an offset in the composed text. */
  toSource: (offset: number) => number;
}

/** Accents that follow their letter as characters of their own. */
export const isMark = (code: number): boolean => code >= 0x300 && code <= 0x36f;

/** Composes letters and accents (NFC); offsets of segments move along. */
export function composeText(source: string, segments: Segments): ComposedText {
  const sourceOffsets: number[] = [];
  const offsetBySource = new Int32Array(source.length + 1);
  let text = "";
  for (let at = 0; at < source.length;) {
    let end = at + 1;
    while (end < source.length && isMark(source.charCodeAt(end))) end++;
    const cluster = end - at > 1 ? source.slice(at, end).normalize("NFC") : source.charAt(at);
    offsetBySource.fill(text.length, at, end);
    for (let i = 0; i < cluster.length; i++) sourceOffsets.push(i === 0 ? at : end);
    text += cluster;
    at = end;
  }
  offsetBySource[source.length] = text.length;
  sourceOffsets.push(source.length);
  return {
    source,
    text,
    segments: segments.map((offset) => offsetBySource[offset] ?? text.length),
    toSource: (offset) => sourceOffsets[offset] ?? source.length,
  };
}

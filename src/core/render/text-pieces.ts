import type { DecidedFocus } from "#core/model";
import type { Evidence } from "#core/verdict";

/** A run of text; `speaksFor` is set on words that are evidence. */
export interface TextPiece {
  text: string;
  speaksFor?: DecidedFocus;
}

/**
 * Cuts a field's raw text where evidence stands in it. Where spans overlap, the heavier evidence has the characters.
 * The pieces put together are the text again; lines that weigh nothing mark nothing.
 */
export function markEvidence(text: string, field: string, evidence: readonly Evidence[]): TextPiece[] {
  const lines = evidence
    .filter((line) => line.field === field && line.span !== undefined && line.weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const taken: { start: number; end: number; speaksFor: DecidedFocus }[] = [];
  for (const { span, weight } of lines) {
    const [start, end] = span ?? [0, 0];
    const isInside = start >= 0 && start < end && end <= text.length;
    if (!isInside || taken.some((other) => start < other.end && other.start < end)) continue;
    taken.push({ start, end, speaksFor: weight > 0 ? "strategic" : "tactical" });
  }
  taken.sort((a, b) => a.start - b.start);
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { start, end, speaksFor } of taken) {
    if (start > at) pieces.push({ text: text.slice(at, start) });
    pieces.push({ text: text.slice(start, end), speaksFor });
    at = end;
  }
  if (at < text.length || pieces.length === 0) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** How many characters of context an excerpt shows on either side of the words. */
const CONTEXT = 48;

/** Short passages around the evidence in a long text, in its order, at most `limit`; passages that touch become one. */
export function excerptEvidence(
  text: string,
  field: string,
  evidence: readonly Evidence[],
  limit: number,
): TextPiece[][] {
  const spans = evidence
    .flatMap((line) =>
      line.field === field && line.span && line.weight !== 0 ? [{ span: line.span, weight: line.weight }] : [],
    )
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, limit)
    .map(({ span }) => ({ start: wordStart(text, span[0] - CONTEXT), end: wordEnd(text, span[1] + CONTEXT) }))
    .sort((a, b) => a.start - b.start);
  const passages: { start: number; end: number }[] = [];
  for (const span of spans) {
    const last = passages.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else passages.push({ ...span });
  }
  return passages.map(({ start, end }) => {
    const inside = evidence.flatMap((line) =>
      line.span ? [{ ...line, span: [line.span[0] - start, line.span[1] - start] as const }] : [],
    );
    const pieces = markEvidence(text.slice(start, end), field, inside);
    return [...(start > 0 ? [{ text: "… " }] : []), ...pieces, ...(end < text.length ? [{ text: " …" }] : [])];
  });
}

function wordStart(text: string, near: number): number {
  if (near <= 0) return 0;
  const space = text.slice(near, near + 20).search(/\s/u);
  return space < 0 ? near : near + space + 1;
}

function wordEnd(text: string, near: number): number {
  if (near >= text.length) return text.length;
  const space = text.lastIndexOf(" ", near);
  return space > near - 20 && space > 0 ? space : near;
}

import { splitCode } from "#core/render/code-spans";
import { printable } from "#core/render/printable";

/**
 * As much of the Atlassian Document Format as an announcement needs
 * (developer.atlassian.com/cloud/jira/platform/apis/document/structure).
 */
export interface AdfDocument {
  type: "doc";
  version: 1;
  content: readonly AdfBlock[];
}

export type AdfBlock =
  | { type: "paragraph"; content: readonly AdfText[] }
  | { type: "heading"; attrs: { level: 2 | 3 }; content: readonly AdfText[] }
  | { type: "bulletList"; content: readonly AdfListItem[] };

export interface AdfListItem {
  type: "listItem";
  content: readonly AdfBlock[];
}

export interface AdfText {
  type: "text";
  text: string;
  marks?: readonly AdfMark[];
}

export type AdfMark = { type: "strong" | "code" } | { type: "link"; attrs: { href: string } };

/** The only door for text: one line, cut to a length; none where nothing is left, because an empty text is no node. */
export function text(value: string, longest: number, ...marks: readonly AdfMark[]): AdfText[] {
  const shown = cut(printable(value), longest);
  return shown === "" ? [] : [{ type: "text", text: shown, ...(marks.length > 0 && { marks }) }];
}

/** A sentence of ours, in which backticks mean code. */
export const prose = (value: string, longest: number): AdfText[] =>
  splitCode(cut(printable(value), longest)).flatMap((part) =>
    text(part.text, longest, ...(part.isCode ? [{ type: "code" } as const] : [])),
  );

export const paragraph = (...content: readonly AdfText[]): AdfBlock => ({ type: "paragraph", content });
export const heading = (level: 2 | 3, ...content: readonly AdfText[]): AdfBlock => ({
  ...{ type: "heading", attrs: { level }, content },
});
export const bulletList = (items: readonly (readonly AdfText[])[]): AdfBlock => ({
  type: "bulletList",
  content: items.map((content) => ({ type: "listItem", content: [paragraph(...content)] })),
});

/** Cut between characters, never inside one. */
function cut(value: string, longest: number): string {
  if (value.length <= longest) return value;
  return `${value.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

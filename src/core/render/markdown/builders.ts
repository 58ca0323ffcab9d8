import type { BlockContent, Heading, List, ListItem, Paragraph, PhrasingContent, RootContent, Table } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { toMarkdown, type Unsafe } from "mdast-util-to-markdown";
import { splitCode } from "#core/render/code-spans";
import { printable } from "#core/render/printable";
import type { TextPiece } from "#core/render/text-pieces";

/**
 * The pieces a Markdown report is built of. Every text passes `text`: the only door, where what a forge or a wiki would
 * act on is made inert; the serialiser escapes the rest.
 */
export function text(value: string): PhrasingContent {
  return { type: "text", value: disarm(printable(value)) };
}

/**
 * Mentions, references and bare addresses work after escaping is undone, so no backslash stops them. A zero-width space
 * behind the character that starts them does, and changes nothing for a reader.
 */
function disarm(value: string): string {
  return value
    .replaceAll(/@(?=[\p{L}\p{N}_-])/gu, "@\u200B")
    .replaceAll(/([#!&])(?=\d)/g, "$1\u200B")
    .replaceAll(/\/\/(?=[\p{L}\p{N}])/gu, "/\u200B/")
    .replaceAll(/\b(www)\./gi, "$1\u200B.");
}

export const strong = (...children: PhrasingContent[]): PhrasingContent => ({ type: "strong", children });
export const emphasis = (...children: PhrasingContent[]): PhrasingContent => ({ type: "emphasis", children });
export const code = (value: string): PhrasingContent => ({ type: "inlineCode", value: printable(value) });
export const link = (url: string | null, ...children: PhrasingContent[]): PhrasingContent[] =>
  url === null ? children : [{ type: "link", url, children }];

/** A sentence of ours, in which backticks mean code. */
export const prose = (value: string): PhrasingContent[] =>
  splitCode(value).map((part) => (part.isCode ? code(part.text) : text(part.text)));

/** A title in which the words that are evidence are emphasised. */
export const marked = (pieces: readonly TextPiece[]): PhrasingContent[] =>
  pieces.map((piece) =>
    piece.speaksFor === undefined || piece.text.trim() !== piece.text || piece.text === ""
      ? text(piece.text)
      : emphasis(text(piece.text)),
  );

export const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: "paragraph", children });
export const heading = (depth: Heading["depth"], ...children: PhrasingContent[]): Heading => ({
  type: "heading",
  depth,
  children,
});
export const item = (...children: PhrasingContent[]): ListItem => ({
  type: "listItem",
  spread: false,
  children: [paragraph(...children)],
});
export const itemWith = (first: Paragraph, ...blocks: BlockContent[]): ListItem => ({
  type: "listItem",
  spread: false,
  children: [first, ...blocks],
});
export const list = (...children: ListItem[]): List => ({ type: "list", ordered: false, spread: false, children });
/** A list of long entries, with a line between them. */
export const spreadList = (...children: ListItem[]): List => ({ ...list(...children), spread: true });

/** A table; the first row is the head, columns from `numbersFrom` on are aligned to the right. */
export function table(rows: readonly (readonly PhrasingContent[][])[], numbersFrom = Infinity): Table {
  const columns = rows[0]?.length ?? 0;
  return {
    type: "table",
    align: Array.from({ length: columns }, (_, index) => (index >= numbersFrom ? "right" : "left")),
    children: rows.map((cells) => ({
      type: "tableRow",
      children: cells.map((children) => ({ type: "tableCell", children })),
    })),
  };
}

/** Strikethrough and mathematics, which the serialiser does not know. */
const unsafe: Unsafe[] = ["~", "$"].map((character) => ({ character, inConstruct: "phrasing" }));

export function serialize(children: RootContent[]): string {
  return toMarkdown(
    { type: "root", children },
    { bullet: "-", emphasis: "_", extensions: [gfmTableToMarkdown({ tablePipeAlign: false }), { unsafe }] },
  );
}

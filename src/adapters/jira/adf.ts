import { z } from "zod";

/**
 * Plain text of an Atlassian Document Format document (developer.atlassian.com/cloud/jira/platform/apis/document/structure),
 * with the light Markdown that text preparation knows how to set aside: `#` headings, `-` lists, `- [x]` tasks, `>` quotes
 * and ``` fences. A string is returned as it is (Jira Server and REST v2), anything else becomes "".
 * Node types of the future keep their text. Link targets, colours and media are dropped.
 */
export function adfToText(document: unknown): string {
  if (typeof document === "string") return document;
  return writeNode(document, 0)
    .replace(/(?<![ \t])[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const adfNode = z.object({
  type: z.string(),
  text: z.string().nullish(),
  content: z.array(z.unknown()).nullish(),
  attrs: z.record(z.string(), z.unknown()).nullish(),
  marks: z.array(z.unknown()).nullish(),
});
type AdfNode = z.output<typeof adfNode>;

/** Deeper than any editor writes; keeps a hostile document from exhausting the stack. */
const MAX_DEPTH = 200;

function writeNode(value: unknown, depth: number): string {
  const parsed = adfNode.safeParse(value);
  if (!parsed.success || depth > MAX_DEPTH) return "";
  const node = parsed.data;
  const children = (): string[] => (node.content ?? []).map((child) => writeNode(child, depth + 1));
  const inner = (): string => children().join("");
  switch (node.type) {
    case "text":
      return isCode(node) ? `\`${node.text ?? ""}\`` : (node.text ?? "");
    case "hardBreak":
      return "\n";
    case "paragraph":
    case "caption":
      return `${inner()}\n\n`;
    case "heading":
      return `${"#".repeat(headingLevel(node))} ${inner()}\n\n`;
    case "codeBlock":
      return fence(inner(), attribute(node, "language"));
    case "rule":
      return "---\n\n";
    case "blockquote":
      return prefixLines(inner(), "> ", "> ");
    case "bulletList":
    case "orderedList":
    case "taskList":
    case "decisionList":
    case "table":
      return `${inner()}\n`;
    case "listItem":
    case "decisionItem":
      return prefixLines(inner(), "- ", "  ");
    case "taskItem":
      return prefixLines(inner(), attribute(node, "state") === "DONE" ? "- [x] " : "- [ ] ", "  ");
    case "tableRow":
      return `${children()
        .map((cell) => cell.trim().replace(/\n+/g, " "))
        .join(" | ")}\n`;
    case "expand":
    case "nestedExpand":
      return `${attribute(node, "title")}\n\n${inner()}`;
    default:
      return writeInline(node) ?? inner();
  }
}

/** Nodes that stand in a line of text and carry their words in attributes; undefined for every other node. */
function writeInline(node: AdfNode): string | undefined {
  switch (node.type) {
    case "mention":
    case "status":
    case "placeholder":
      return attribute(node, "text");
    case "emoji":
      return attribute(node, "text") || attribute(node, "shortName");
    case "date":
      return dateOf(attribute(node, "timestamp"));
    case "inlineCard":
    case "blockCard":
    case "embedCard":
      return node.type === "inlineCard" ? attribute(node, "url") : `${attribute(node, "url")}\n\n`;
    default:
      return undefined;
  }
}

const attribute = (node: AdfNode, name: string): string => {
  const value = node.attrs?.[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

const isCode = (node: AdfNode): boolean =>
  (node.marks ?? []).some(
    (mark) => typeof mark === "object" && mark !== null && "type" in mark && mark.type === "code",
  );

const headingLevel = (node: AdfNode): number => Math.min(6, Math.max(1, Number(attribute(node, "level")) || 1));

/** A fence longer than any run of backticks inside, so that code cannot close it. */
function fence(code: string, language: string): string {
  let longest = 2;
  for (const [run] of code.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${language}\n${code}\n${ticks}\n\n`;
}

function prefixLines(text: string, first: string, rest: string): string {
  const lines = text.trim().split("\n");
  return `${lines.map((line, i) => `${i === 0 ? first : rest}${line}`).join("\n")}\n`;
}

/** Milliseconds since 1970 as an ISO date; "" for anything that is none. */
function dateOf(timestamp: string): string {
  const date = new Date(Number(timestamp || Number.NaN));
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

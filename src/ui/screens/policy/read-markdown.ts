export type Block =
  | { kind: "heading" | "paragraph" | "code"; text: string }
  | { kind: "list"; entries: readonly string[] }
  | { kind: "table"; header: readonly string[]; rows: readonly (readonly string[])[] };

/** Blocks of a rule's page. The pages are written by src/core/rule-page.ts and use no more of Markdown than this. */
export function readMarkdown(markdown: string): Block[] {
  return splitBlocks(markdown).flatMap((block): Block[] => {
    // The title of the whole page stands above it already.
    if (/^# /.test(block)) return [];
    if (/^#{2,} /.test(block)) return [{ kind: "heading", text: block.replace(/^#+ /, "") }];
    if (block.startsWith("```")) return [{ kind: "code", text: block.replace(/^```.*\n/, "").replace(/\n?```$/, "") }];
    const lines = block.split("\n");
    if (lines.every((line) => /^[-*] /.test(line)))
      return [{ kind: "list", entries: lines.map((line) => line.slice(2)) }];
    if (lines.length > 1 && lines.every((line) => line.startsWith("|"))) {
      const [header = [], , ...rows] = lines.map(readCells);
      return [{ kind: "table", header, rows }];
    }
    return [{ kind: "paragraph", text: lines.join(" ") }];
  });
}

/** At blank lines, but not inside code. */
const splitBlocks = (markdown: string): string[] =>
  markdown.match(/```[^]*?```|[^\n](?:[^\n]|\n(?!\n|```))*/g)?.map((block) => block.trim()) ?? [];

const readCells = (line: string): string[] =>
  line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

/** Text with its `code` and **bold** parts. */
export const readSpans = (text: string): { kind: "text" | "code" | "bold"; text: string }[] =>
  text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((part) => part !== "")
    .map((part) => {
      if (part.startsWith("`") && part.endsWith("`")) return { kind: "code", text: part.slice(1, -1) };
      if (part.startsWith("**")) return { kind: "bold", text: part.slice(2, -2) };
      return { kind: "text", text: part };
    });

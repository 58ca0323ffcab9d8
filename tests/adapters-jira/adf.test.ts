import { describe, expect, it } from "vitest";
import { adfToText } from "#adapters/jira/adf";

type Node = Record<string, unknown>;
const doc = (...content: Node[]): Node => ({ type: "doc", version: 1, content });
const node = (type: string, ...content: Node[]): Node => ({ type, content });
const text = (words: string, ...marks: Node[]): Node => ({
  type: "text",
  text: words,
  ...(marks.length > 0 && { marks }),
});
const paragraph = (...content: Node[]): Node => node("paragraph", ...content);
const item = (words: string, ...rest: Node[]): Node => node("listItem", paragraph(text(words)), ...rest);

describe("the text of an Atlassian document", () => {
  it("keeps paragraphs apart and line breaks in place", () => {
    const document = doc(
      paragraph(
        text("Enter the "),
        text("DACH", { type: "strong" }),
        text(" market."),
        { type: "hardBreak" },
        text("This year."),
      ),
      paragraph(text("Why: growth.")),
    );
    expect(adfToText(document)).toBe("Enter the DACH market.\nThis year.\n\nWhy: growth.");
  });

  it("marks headings, nested lists, tasks, decisions and quotes as Markdown does", () => {
    const document = doc(
      { ...node("heading", text("Goal")), attrs: { level: 2 } },
      node("bulletList", item("Grow", node("orderedList", item("in Spain"), item("in Italy"))), item("Keep")),
      node(
        "taskList",
        { type: "taskItem", attrs: { state: "DONE" }, content: [text("Ask sales")] },
        { type: "taskItem", attrs: { state: "TODO" }, content: [text("Ask support")] },
      ),
      node("decisionList", node("decisionItem", text("We start in May"))),
      node("blockquote", paragraph(text("It is slow,")), paragraph(text("says Ada."))),
    );
    expect(adfToText(document)).toBe(
      [
        "## Goal",
        "",
        "- Grow",
        "",
        "  - in Spain",
        "  - in Italy",
        "- Keep",
        "",
        "- [x] Ask sales",
        "- [ ] Ask support",
        "",
        "- We start in May",
        "",
        "> It is slow,",
        ">",
        "> says Ada.",
      ].join("\n"),
    );
  });

  it("keeps code in a fence that the code itself cannot close", () => {
    const code = (source: string): Node => ({ type: "codeBlock", attrs: { language: "ts" }, content: [text(source)] });
    expect(adfToText(doc(code("const a = 1;")))).toBe("```ts\nconst a = 1;\n```");
    expect(adfToText(doc(code("```\nvision\n```")))).toBe("````ts\n```\nvision\n```\n````");
    expect(adfToText(doc(paragraph(text("Call "), text("getPrice()", { type: "code" }))))).toBe("Call `getPrice()`");
  });

  it("writes what stands in attributes: people, emoji, dates, statuses, cards, titles", () => {
    const document = doc(
      paragraph(
        { type: "mention", attrs: { id: "1", text: "@Mia" } },
        text(" "),
        { type: "emoji", attrs: { shortName: ":tada:", text: "🎉" } },
        { type: "emoji", attrs: { shortName: ":custom:" } },
        text(" by "),
        { type: "date", attrs: { timestamp: "1796083200000" } },
        text(" is "),
        { type: "status", attrs: { text: "AGREED", color: "green" } },
        text(", see "),
        { type: "inlineCard", attrs: { url: "https://example.com/plan" } },
      ),
      { type: "expand", attrs: { title: "Details" }, content: [paragraph(text("Inside"))] },
    );
    expect(adfToText(document)).toBe(
      "@Mia 🎉:custom: by 2026-12-01 is AGREED, see https://example.com/plan\n\nDetails\n\nInside",
    );
  });

  it("writes a table row by row", () => {
    const row = (kind: string, ...cells: string[]): Node =>
      node("tableRow", ...cells.map((cell) => node(kind, paragraph(text(cell)))));
    expect(adfToText(doc(node("table", row("tableHeader", "Market", "Size"), row("tableCell", "Spain", "3 m"))))).toBe(
      "Market | Size\nSpain | 3 m",
    );
  });

  it("keeps the text of nodes it does not know, and drops pictures", () => {
    const document = doc(node("layoutOfTheFuture", paragraph(text("Still here"))), {
      type: "mediaSingle",
      content: [{ type: "media", attrs: { id: "1", type: "file", collection: "c" } }],
    });
    expect(adfToText(document)).toBe("Still here");
  });

  it("takes a string as text and anything else as nothing", () => {
    expect(adfToText("h2. Old wiki markup")).toBe("h2. Old wiki markup");
    for (const other of [
      null,
      undefined,
      7,
      [],
      {},
      { type: "doc" },
      { type: "doc", content: [null, 3, { type: 4 }] },
    ]) {
      expect(adfToText(other)).toBe("");
    }
  });

  it("survives a document nested deeper than any editor writes, and a very long one", () => {
    let deep: Node = paragraph(text("bottom"));
    for (let depth = 0; depth < 20_000; depth += 1) deep = node("blockquote", deep);
    expect(adfToText(doc(paragraph(text("top")), deep))).toMatch(/^top/);
    const blanks = doc(paragraph(text(`a${" ".repeat(200_000)}b`)), {
      type: "codeBlock",
      content: [text("` ".repeat(200_000))],
    });
    expect(adfToText(blanks).length).toBeGreaterThan(600_000);
  });
});

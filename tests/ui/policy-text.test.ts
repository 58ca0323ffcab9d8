import { describe, expect, test } from "vitest";
import { ConfigError } from "#core/config";
import { renderRulePage } from "#core/rule-page";
import { rules } from "#core/rules/index";
import { parsePolicyText } from "#usecases/api/in-force";
import { readAuditResult } from "../../src/ui/screens/import/read-audit-result";
import { lineOfIssue } from "../../src/ui/screens/policy/issue-line";
import { readDocument, readRule, shownText, writeRule } from "../../src/ui/screens/policy/policy-text";
import { readMarkdown, readSpans } from "../../src/ui/screens/policy/read-markdown";
import { adding, replacing, toEntry, type Entry } from "../../src/ui/screens/roles/entries";

/** What the host says is wrong in a policy, each with the line that the editor leads to. */
function placesIn(text: string): [line: number | undefined, issue: string][] {
  try {
    parsePolicyText(text);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.issues.map((issue) => [lineOfIssue(text, issue), issue]);
  }
}

describe("The line of what is wrong in a policy", () => {
  test.each([
    ["a value", '{\n  "mode": "both"\n}', 2],
    ["a key that is not known, at the top", '{\n  "mode": "auto",\n\n  "ruels": {}\n}', 4],
    ["the same key elsewhere does not mislead", '{\n  "source": { "workspace": "mode" },\n  "mode": 7\n}', 3],
    [
      "an entry of a list",
      '{ "people": [\n  { "person": "Mia", "role": "other" },\n  { "person": "Oto", "role": "boss" }\n] }',
      3,
    ],
    ["a key that is missing: the nearest thing around it", '{\n  "people": [\n    { "person": "Mia" }\n  ]\n}', 3],
    ["a rule that nobody knows", '{\n  "rules": {\n    "unowned": "off",\n    "onwed": "off"\n  }\n}', 4],
    ["braces and quotes in texts are texts", '{\n  "source": { "workspace": "}]{\\"" },\n  "mode": 1\n}', 3],
    ["Windows line ends", '{\r\n  "version": 1,\r\n  "mode": 1\r\n}', 3],
  ])("%s", (_what, text, line) => {
    const places = placesIn(text);
    expect(places.length).toBeGreaterThan(0);
    expect(places[0]?.[0], JSON.stringify(places)).toBe(line);
  });

  test.each([
    ["a comma too many", '{\n  "mode": "auto",\n}', 3],
    ["a text that is not closed", '{\n  "mode": "auto\n}', 2],
    ["the end is missing", '{\n  "people": [\n', 3],
    ["no JSON at all", "mode: auto\n", 1],
    ["a word without quotes", '{\n  "mode": auto,\n  "people": [],\n  "version": 1\n}', 2],
    ["a comment", '{\n  "version": 1,\n  // by Dana\n  "mode": "auto"\n}', 3],
    ["a comma is missing", '{\n  "version": 1\n  "mode": "auto"\n}', 3],
    ["the wrong bracket", '{\n  "people": [\n  }\n}', 3],
    ["something behind the end", "{\n}\n\n{}\n", 4],
  ])("broken JSON: %s", (_what, text, line) => {
    const [first] = placesIn(text);
    expect(first?.[1]).toMatch(/^not valid JSON/);
    expect(first?.[0], first?.[1]).toBe(line);
  });

  test("an issue without a place leads nowhere, and nothing makes it fail", () => {
    expect(lineOfIssue('{ "mode": "auto" }', "Something is wrong somewhere.")).toBeUndefined();
    expect(lineOfIssue("", "people[0].role: missing")).toBeUndefined();
    expect(lineOfIssue('{"a', 'unknown key "\\u00"')).toBeUndefined();
  });
});

describe("A rule's setting in the text of a policy", () => {
  const text = `${JSON.stringify({ mode: "auto", rules: { unowned: "info", other: { options: { days: 3 } } }, people: [] }, null, 2)}\n`;
  const keysOf = (written: string | null): string[] => Object.keys(readDocument(written ?? "") ?? {});

  test("is read as it is written, in each of its forms", () => {
    const read = (id: string, rule: unknown) => readRule({ rules: { [id]: rule } }, id);
    expect(read("a", "off")).toEqual({ severity: "off", options: {} });
    expect(read("a", { severity: "error", options: { days: 3 } })).toEqual({ severity: "error", options: { days: 3 } });
    for (const nonsense of [undefined, null, 3, "loud", [], { severity: "loud", options: [] }])
      expect(read("a", nonsense)).toEqual({ severity: null, options: {} });
    expect(readRule(null, "a")).toEqual({ severity: null, options: {} });
  });

  test("a severity alone is a word, and goes back to what was there", () => {
    const off = writeRule(text, "unowned", { severity: "off", options: {} });
    expect(off).toBe(text.replace('"info"', '"off"'));
    expect(writeRule(off ?? "", "unowned", { severity: "info", options: {} })).toBe(text);
  });

  test("everything keeps its place, and the last setting takes `rules` along", () => {
    const without = writeRule(text, "unowned", { severity: null, options: {} }) ?? "";
    expect(keysOf(without)).toEqual(["mode", "rules", "people"]);
    expect(keysOf(writeRule(without, "other", { severity: null, options: {} }))).toEqual(["mode", "people"]);
  });

  test("an option that is cleared is left out; a severity beside options stays", () => {
    const both = writeRule(text, "other", { severity: "error", options: { days: 7, most: undefined } });
    expect(readRule(readDocument(both ?? ""), "other")).toEqual({ severity: "error", options: { days: 7 } });
    const one = writeRule(both ?? "", "other", { severity: "error", options: { days: undefined } });
    expect(JSON.parse(one ?? "")).toMatchObject({ rules: { other: "error" } });
  });

  test("nothing is written into what cannot be read", () => {
    for (const broken of ["", "{", "[]", "null", '"text"', "// note\n{}"])
      expect([broken, writeRule(broken, "unowned", { severity: "off", options: {} })]).toEqual([broken, null]);
  });

  test("a text that Windows begins with a mark is read; nothing is shown as an empty document", () => {
    expect(readDocument('\uFEFF{ "mode": "auto" }')).toEqual({ mode: "auto" });
    expect(shownText(" \n")).toBe("{}\n");
    expect(shownText('{ "a": 1 }')).toBe('{ "a": 1 }');
  });
});

describe("A rule's page", () => {
  test("headings, lists, tables and code are told apart; HTML is text", () => {
    const page = [
      "# Title",
      "",
      "## What it finds",
      "",
      "A line",
      "and its **rest** with `code`.",
      "",
      "- one",
      "- two",
      "",
      "```json",
      "{",
      "",
      '  "a": 1',
      "}",
      "```",
      "",
      "| Option | Default |",
      "| --- | --- |",
      "| `days` | 30 |",
      "",
      "<script>alert(1)</script>",
    ].join("\n");
    expect(readMarkdown(page)).toEqual([
      { kind: "heading", text: "What it finds" },
      { kind: "paragraph", text: "A line and its **rest** with `code`." },
      { kind: "list", entries: ["one", "two"] },
      { kind: "code", text: '{\n\n  "a": 1\n}' },
      { kind: "table", header: ["Option", "Default"], rows: [["`days`", "30"]] },
      { kind: "paragraph", text: "<script>alert(1)</script>" },
    ]);
  });

  test("spans: what is not closed is text", () => {
    expect(readSpans("a `b` **c** d")).toEqual([
      { kind: "text", text: "a " },
      { kind: "code", text: "b" },
      { kind: "text", text: " " },
      { kind: "bold", text: "c" },
      { kind: "text", text: " d" },
    ]);
    expect(readSpans("a ` b **c")).toEqual([{ kind: "text", text: "a ` b **c" }]);
    expect(readSpans("")).toEqual([]);
  });

  test.each(rules.map((rule) => [rule.id, renderRulePage(rule)]))("nothing of %s is left as Markdown", (_id, page) => {
    const blocks = readMarkdown(page);
    expect(blocks.filter(({ kind }) => kind === "heading").length).toBeGreaterThan(2);
    const shown = blocks.flatMap((block) => {
      if (block.kind === "code") return [];
      if (block.kind === "list") return block.entries;
      return block.kind === "table" ? [...block.header, ...block.rows.flat()] : [block.text];
    });
    for (const line of shown) {
      const text = readSpans(line)
        .filter(({ kind }) => kind !== "code")
        .map((span) => span.text)
        .join("");
      expect(text).not.toMatch(/^#|^\s*[-*] |\*\*|`|^\||\]\(/);
    }
  });
});

describe("Entries of the policy", () => {
  const mia: Entry = { person: "mia", role: "product-manager" };
  const oto: Entry = { person: "oto", name: "Oto", role: "product-owner", scope: "Payments", from: "2026-01-01" };

  test("are added at the end, and none twice, however it is spelt", () => {
    expect(adding([oto])([mia])).toEqual([mia, oto]);
    expect(adding([{ ...mia, scope: "", name: "" }])([mia])).toEqual([mia]);
    // The same person may have the other role elsewhere.
    expect(adding([{ ...mia, scope: "Payments" }])([mia])).toHaveLength(2);
  });

  test("one is replaced or taken out at its place; one that is gone fits no more", () => {
    const changed = { ...mia, to: "2026-06-30" };
    expect(replacing(mia, changed)([mia, oto])).toEqual([changed, oto]);
    expect(replacing(mia)([mia, oto])).toEqual([oto]);
    expect(replacing(mia)([oto])).toBeNull();
  });

  test("what is empty is not sent, nor what only the host says", () => {
    expect(toEntry({ ...mia, scope: "", from: "", to: "" })).toEqual(mia);
    expect(toEntry({ ...oto, state: "future" } as Entry)).toEqual(oto);
  });
});

describe("What an audit ended with", () => {
  test("is read from a number, or from counts by severity", () => {
    const result = {
      totals: { items: 12, duplicateRows: 2, findings: { error: 1, warning: 2, info: 0 } },
      incompleteBecause: ["A page is missing."],
      left: { files: ["old.csv"], scopes: ["Payments"] },
    };
    expect(readAuditResult(result)).toEqual({
      items: 12,
      findings: 3,
      repeated: 2,
      incompleteBecause: ["A page is missing."],
      left: { files: ["old.csv"], scopes: ["Payments"] },
    });
    expect(readAuditResult({ totals: { findings: 0 } }).findings).toBe(0);
  });

  test.each([undefined, null, 7, "done", [], {}, { totals: null, left: [], incompleteBecause: "no" }])(
    "%j tells nothing, and breaks nothing",
    (result) =>
      expect(readAuditResult(result)).toEqual({
        items: null,
        findings: null,
        repeated: 0,
        incompleteBecause: [],
        left: { files: [], scopes: [] },
      }),
  );
});

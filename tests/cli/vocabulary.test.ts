import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { VocabularyTerm } from "#core/vocabulary";
import type { CalibrationProposal } from "#usecases/propose-calibration";
import type { DomainTermSuggestions } from "#usecases/suggest-domain-terms";
import { createCheckout, runCli } from "../build-apart";

let checkout: ReturnType<typeof createCheckout>;
let cli: string;
let folder: string;
beforeAll(() => {
  checkout = createCheckout();
  cli = checkout.build();
});
afterAll(() => checkout.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolecall-vocabulary-"));
  return () => rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => runCli(cli, folder, args);
const write = (name: string, content: string): void => writeFileSync(join(folder, name), content);
const ndjson = (rows: readonly { key: string }[]): string =>
  rows.map((row) => `${JSON.stringify({ id: row.key, ...row })}\n`).join("");

describe("rolecall vocabulary list", () => {
  test("finds terms by word, those that are read in the words first, with what a policy may call them", async () => {
    const { code, stdout } = await run("vocabulary", "list", "product", "vision", "--json");
    expect(code).toBe(0);
    const terms = JSON.parse(stdout) as VocabularyTerm[];
    expect(terms[0]).toMatchObject({ id: "product-strategy/product-vision", focus: "strategic" });
    expect(Object.keys(terms[0] ?? {}).sort()).toEqual(
      ["elsewhere", "focus", "id", "kind", "language", "reason", "responsibility", "term", "weight", "words"].sort(),
    );
    const text = (await run("vocabulary", "list", "product vision")).stdout;
    expect(text).toMatch(/^\+\d\.\d\d +strategic +product-strategy\/product-vision /);
  });

  test("shows the weights of the policy in force, a team's own terms among them", async () => {
    const vocabulary = {
      add: [{ term: "quorble", focus: "tactical", weight: 2 }],
      weights: { "product-strategy/product-vision": 0.25 },
    };
    write("rolecall.config.json", JSON.stringify({ vocabulary }));
    expect((await run("vocabulary", "list", "quorble")).stdout).toMatch(/^-2\.00 +tactical +own\/\S*quorble /);
    expect((await run("vocabulary", "list", "product vision")).stdout).toMatch(/^\+0\.25 +strategic/);
  });

  test("says what to do where nothing is found", async () => {
    expect(await run("vocabulary", "list", "xyzzyplugh")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("add it under vocabulary.add") as string,
    });
  });
});

/** A backlog of a product that is made of quorbles, in a team that also has other work. */
const QUORBLES = [
  ...Array.from({ length: 12 }, (_, i) => ({ key: `Z-${i}`, title: `Add quorble export number ${i}`, project: "Z" })),
  { key: "Z-90", title: "Who needs quorbles", project: "Z" },
  ...Array.from({ length: 60 }, (_, i) => ({ key: `Z-${100 + i}`, title: `Fix crash ${i}`, project: "Z" })),
];
const OWN = { vocabulary: { add: [{ term: "quorble", focus: "strategic", weight: 2 }] } };

describe("rolecall vocabulary suggest", () => {
  test("proposes the word the product is made of, with counts, examples and a block to paste, and writes nothing", async () => {
    write("b.ndjson", ndjson(QUORBLES));
    write("rolecall.config.json", JSON.stringify(OWN));
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await run("vocabulary", "suggest", "b.ndjson", "--json");
    expect([code, stderr]).toEqual([0, ""]);
    const { proposals, policy, items } = JSON.parse(stdout) as DomainTermSuggestions & { policy: object };
    expect(items).toBe(73);
    expect(proposals).toMatchObject([
      {
        term: "quorble",
        items: 13,
        inTitles: 13,
        inBuildingTitles: 12,
        scope: { name: "Z", items: 13 },
        examples: [{ key: "Z-0" }, { key: "Z-1" }],
      },
    ]);
    expect(policy).toEqual({ vocabulary: { domainTerms: ["quorble", "quorbles"] } });
    expect(readdirSync(folder)).toEqual(before);
    // Pasted, it has done its work: nothing is left to propose.
    write(
      "rolecall.config.json",
      JSON.stringify({ vocabulary: { ...OWN.vocabulary, domainTerms: ["quorble", "quorbles"] } }),
    );
    expect((await run("vocabulary", "suggest", "b.ndjson")).stdout).toMatch(/^No word of 73 items is proposed/);
  });

  test("leaves a word alone that titles plan with, or that is rare", async () => {
    write("rolecall.config.json", JSON.stringify(OWN));
    const planned = QUORBLES.map((item, i) => (i < 12 ? { ...item, title: `Quorble for the north ${i}` } : item));
    const rare = [...QUORBLES.slice(0, 4), ...QUORBLES.slice(13)];
    for (const rows of [planned, rare]) {
      write("b.ndjson", ndjson(rows));
      expect((await run("vocabulary", "suggest", "b.ndjson")).stdout).toMatch(/^No word of/);
    }
  });

  test("outside text does nothing to a terminal, and an unreadable row is told", async () => {
    write("rolecall.config.json", JSON.stringify(OWN));
    const rows = QUORBLES.map((item) => ({ ...item, title: `${item.title} \u001b[31m` }));
    write("b.ndjson", `${ndjson(rows)}{"id": "Z-999", "project": "Z"}\n`);
    const { code, stdout, stderr } = await run("vocabulary", "suggest", "b.ndjson", "--strict");
    expect(stdout).toContain("Z-0");
    expect(stdout).not.toContain("\u001b");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^b\.ndjson:74: /);
  });
});

/** A policy that pins what the figures below depend on: training may change every weight of the lexicon. */
const VISION = "product-strategy/product-vision";
const PINNED = {
  baseRate: 0.5,
  thresholds: { strategic: 0.8, tactical: 0.2 },
  vocabulary: { weights: { [VISION]: 2 } },
};
/** Titles that all hold one strategic term, decided tactical by people. */
const VISIONS = ["glimmet", "trindle", "vossar", "pandrel", "wumbit", "quorble"].map((what, i) => ({
  key: `C-${i}`,
  title: `Product vision of the ${what}`,
  project: "C",
}));
const OTHERS = [
  { key: "C-50", title: "Product vision", project: "C" },
  { key: "C-51", title: "Interview ten customers about pricing", project: "C" },
  { key: "C-52", title: "Fix crash on login", project: "C" },
];
const decide = (rows: readonly { key: string }[], focus: string) =>
  rows.map(({ key }) => ({ item: key, focus, reason: "Our vision is a camera." }));

describe("rolecall calibrate", () => {
  test("proposes few and small changes, and what it promises is what the changed policy does", async () => {
    write("b.ndjson", ndjson([...VISIONS, ...OTHERS]));
    write("rolecall.config.json", JSON.stringify(PINNED));
    write(
      "o.json",
      JSON.stringify([...decide(VISIONS, "tactical"), { item: "C-77", focus: "tactical", reason: "Gone." }]),
    );
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await run("calibrate", "--overrides", "o.json", "b.ndjson", "--json");
    expect([code, stderr]).toEqual([0, ""]);
    expect(readdirSync(folder)).toEqual(before);
    const proposal = JSON.parse(stdout) as CalibrationProposal;
    expect(proposal.decisions).toMatchObject({ listed: 7, found: 6, missing: ["C-77"] });
    expect(proposal.refusal).toBeNull();
    expect(proposal.changes.length).toBeGreaterThan(0);
    expect(proposal.changes.length).toBeLessThanOrEqual(5);
    for (const { before: now, after } of proposal.changes) expect(Math.abs(after - now)).toBeLessThanOrEqual(1);

    const fociWith = async (vocabulary: object): Promise<Record<string, string>> => {
      write("policy.json", JSON.stringify({ ...PINNED, vocabulary }));
      const lines = (await run("classify", "b.ndjson", "--config", "policy.json")).stdout.trim().split("\n");
      return Object.fromEntries(
        lines.map((line) => {
          const { key, focus } = JSON.parse(line) as { key: string; focus: string };
          return [key, focus];
        }),
      );
    };
    const now = await fociWith(PINNED.vocabulary);
    const then = await fociWith({ weights: proposal.weights });
    const changed = Object.keys(now).filter((key) => now[key] !== then[key]);
    const promised = [...proposal.becomeRight, ...proposal.becomeUnclear, ...proposal.others.items];
    expect(promised.map(({ key }) => key).sort()).toEqual(changed.sort());
    for (const { key, from, to } of promised) expect([now[key], then[key]]).toEqual([from, to]);
    expect(proposal.becomeRight.length + proposal.becomeUnclear.length).toBeGreaterThanOrEqual(2);
  });

  test("prints the block to paste and the items it would change", async () => {
    write("b.ndjson", ndjson([...VISIONS, ...OTHERS]));
    write("rolecall.config.json", JSON.stringify({ ...PINNED, overrides: decide(VISIONS, "tactical") }));
    const { stdout } = await run("calibrate", "--overrides", "rolecall.config.json", "b.ndjson");
    expect(stdout).toMatch(
      /^product-strategy\/product-vision: 2\.00 to 1\.\d\d; helps C-0, .*; 1 other item changes$/m,
    );
    expect(stdout).toMatch(/1 other item changes:\n {2}C-50 {2}strategic to unclear {2}Product vision/);
    expect(stdout).toMatch(/For rolecall\.config\.json, if you agree:\n\{\n {2}"vocabulary"/);
  });

  test.each([
    ["too few decisions", decide(VISIONS.slice(0, 3), "tactical"), /Only 3 decided items .* 5 are needed/],
    ["decisions that agree with the classifier", decide([...VISIONS.slice(0, 5)], "strategic"), /nothing to calibrate/],
    [
      "decisions that contradict each other",
      [...decide(VISIONS.slice(0, 3), "tactical"), ...decide(VISIONS.slice(3), "strategic")],
      /The decisions contradict each other: C-\d was decided strategic and C-\d tactical, and both hold product-strategy\/product-vision/,
    ],
  ])("refuses %s and says so", async (_name, overrides, said) => {
    write("rolecall.config.json", JSON.stringify(PINNED));
    write("b.ndjson", ndjson([...VISIONS, ...OTHERS]));
    write("o.json", JSON.stringify(overrides));
    const { code, stdout } = await run("calibrate", "--overrides", "o.json", "b.ndjson");
    expect(code).toBe(0);
    expect(stdout).toMatch(said);
    expect(stdout).not.toContain("if you agree");
  });

  test("mistakes in the list of decisions name the file and the place", async () => {
    write("b.ndjson", ndjson(VISIONS));
    const stderrOf = async (content: string): Promise<string> => {
      write("o.json", content);
      const { code, stderr } = await run("calibrate", "--overrides", "o.json", "b.ndjson");
      expect(code).toBe(2);
      return stderr;
    };
    expect(await stderrOf('[{ "item": "C-1", "focus": "tacticle", "reason": "x" }]')).toMatch(
      /o\.json: overrides\[0\]\.focus: .*found "tacticle"/,
    );
    expect(await stderrOf("[]")).toContain("o.json: overrides: none");
    expect(await stderrOf("{")).toContain("o.json: not valid JSON");
    expect((await run("calibrate", "b.ndjson")).stderr).toContain("--overrides");
  });
});

describe("rolecall config check", () => {
  test("explains a failing case by its evidence and the nearest fix, and the fix works", async () => {
    const tests = [{ title: "Product vision of the glimmet", expect: "unclear" }];
    write("rolecall.config.json", JSON.stringify({ ...PINNED, tests }));
    const { code, stderr } = await run("config", "check");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^rolecall: tests: \[0\] "Product vision of the glimmet": expected unclear, got Strategic/);
    expect(stderr).toMatch(
      /\n {2}for strategic: \+2\.00 "Product vision" in the title \(product-strategy\/product-vision\)/,
    );
    const fix = /nearest fix: (\{.*\}) \(now/.exec(stderr)?.[1] ?? "";
    write("rolecall.config.json", JSON.stringify({ ...PINNED, tests, ...(JSON.parse(fix) as object) }));
    expect(await run("config", "check")).toMatchObject({ code: 0, stderr: "" });
  });

  test("says what is missing where no weight helps", async () => {
    write("rolecall.config.json", JSON.stringify({ tests: [{ title: "Quorble", expect: "strategic" }] }));
    const { stderr } = await run("config", "check");
    expect(stderr).toContain("for strategic: nothing");
    const weight = Number(/vocabulary\.add with focus strategic and a weight of (\d\.\d) or more/.exec(stderr)?.[1]);
    const add = [{ term: "quorble", focus: "strategic", weight }];
    write(
      "rolecall.config.json",
      JSON.stringify({ vocabulary: { add }, tests: [{ title: "Quorble", expect: "strategic" }] }),
    );
    expect((await run("config", "check")).code).toBe(0);
  });
});

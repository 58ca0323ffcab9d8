import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, bench, describe } from "vitest";
import type * as Classifier from "#core/classify/classify";
import type * as Config from "#core/config";
import { languagePacks } from "#core/lexicon/index";
import type { WorkItem } from "#core/model";
import { parseLabelled } from "#lab/labelled";

/**
 * What a verdict with all its evidence costs beside two yardsticks on the same items: naive Bayes of the npm package natural, and
 * a bare pass that lower-cases the text and splits it into words. The methods take turns, and medians of many rounds are
 * compared: a busy machine slows all of them alike.
 */
const SHARED = process.env["ROLECALL_SHARED"];
const ROUNDS = 15;
const ONCE = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0, throws: true };

/** Real labelled items where they are at hand, else the invented ones. */
const labelled = SHARED
  ? parseLabelled(readFileSync(`${SHARED}/data/labelled-dev.jsonl`, "utf8"))
  : readdirSync("src/lab/items").flatMap((name) => parseLabelled(readFileSync(`src/lab/items/${name}`, "utf8"), name));
const items = labelled.map(({ item }) => item);

/** The classifier as it is shipped. A test runner loads modules in a way that makes every call into another one slower. */
const folder = mkdtempSync(join(tmpdir(), "rolecall-bench-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const outfile = join(folder, "classifier.mjs");
await build({
  stdin: {
    contents: 'export * from "#core/classify/classify"; export { parsePolicy } from "#core/config";',
    resolveDir: process.cwd(),
  },
  ...{ bundle: true, platform: "node", format: "esm", target: "node20", outfile },
});
const { classify, compileRuleset, parsePolicy } = (await import(
  /* @vite-ignore */ pathToFileURL(outfile).href
)) as typeof Classifier & Pick<typeof Config, "parsePolicy">;

const given = compileRuleset(parsePolicy({ languages: ["en"] }));
const detected = compileRuleset(parsePolicy({}));

const { terms } = languagePacks["en"] ?? { terms: [] };
/** Signs, a word, triggers, all guards of the lexicon and all its examples, each repeated. */
const STRANGE = [
  ...["[", "{", "`", "<a ", "```", "{code}", "x", "l'", "e\u0301", "a: ", "word\n", "* x\n", "- [ ] ", "/a", "1,"],
  ...["roadmap ", "reduce churn ", "as a user I want ", "Preisstrategie"],
  terms.flatMap(({ unless = [], needs = [] }) => [...unless, ...needs]).join(" "),
  terms.map(({ ok }) => ok).join(". "),
];

/** The part of the package that is used: its own types are source files that do not pass our compiler. */
interface BayesClassifier {
  addDocument(text: string, label: string): void;
  train(): void;
  getClassifications(text: string): unknown;
}
const PACKAGE = "natural";

const textOf = ({ title, description }: WorkItem): string => `${title}\n${description}`;
const bareSplit = (item: WorkItem): number =>
  textOf(item)
    .toLowerCase()
    .split(/[^a-z]+/).length;

describe("a verdict with its evidence", () => {
  bench(
    "against naive Bayes and a bare pass over the text",
    async () => {
      const { default: natural } = (await import(PACKAGE)) as {
        default: { BayesClassifier: new () => BayesClassifier };
      };
      // The package as it comes, taught on the same items; the baseline of `rolecall eval` looks words up faster than it does.
      const naiveBayes = new natural.BayesClassifier();
      for (const { item, label } of labelled) naiveBayes.addDocument(textOf(item), label);
      naiveBayes.train();
      const few = items.filter((_, i) => i % 20 === 0);
      const median = compareMedians({
        bare: () => void items.forEach(bareSplit),
        given: () => void items.forEach((item) => classify(item, given)),
        detected: () => void items.forEach((item) => classify(item, detected)),
        naiveBayes: () => void few.forEach((item) => naiveBayes.getClassifications(textOf(item))),
      });
      const bayes = (median.naiveBayes / few.length) * items.length;
      report("microseconds an item, language given", (median.given / items.length) * 1000, "");
      report("times as fast as naive Bayes, language given", bayes / median.given, "target 100");
      report("times as fast as naive Bayes, language detected", bayes / median.detected, "target 20");
      report("of the speed of a bare lower-case-and-split pass", median.bare / median.given, "target 0.25");
    },
    ONCE,
  );

  bench(
    "of a description of 1, 10 and 100 kB",
    () => {
      const sized = [1, 10, 100].map((kilobytes) => ({ kilobytes, item: withDescriptionOf(kilobytes * 1000) }));
      const median = compareMedians(
        Object.fromEntries(
          sized.map(({ kilobytes, item }) => [
            kilobytes,
            () => {
              for (let i = 0; i < 200 / kilobytes; i++) classify(item, given);
            },
          ]),
        ),
      );
      report("times the cost per kB at 10 kB", (median["10"] ?? 0) / (median["1"] ?? 1), "linear: about 1");
      report("times the cost per kB at 100 kB", (median["100"] ?? 0) / (median["1"] ?? 1), "linear: about 1");
    },
    ONCE,
  );

  bench(
    "of texts that nobody wrote",
    () => {
      const cost = (text: string, kilobytes: number): number => {
        const description = text.repeat(Math.ceil((kilobytes * 1000) / text.length));
        const item = { ...withDescriptionOf(0), description };
        return Math.min(...Array.from({ length: 3 }, () => timeOf(() => void classify(item, detected)))) / kilobytes;
      };
      const prose = cost(withDescriptionOf(100_000).description, 100);
      for (const text of STRANGE) {
        const atMost = Math.max(cost(text, 100), cost(text, 1000));
        report(
          `times the cost of prose per kB: ${JSON.stringify(text).slice(0, 40)}`,
          atMost / prose,
          "no more than 20",
        );
      }
    },
    ONCE,
  );
});

const timeOf = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

/** Median milliseconds of each, over rounds in which they take turns. */
function compareMedians<K extends string>(methods: Readonly<Record<K, () => void>>): Record<K, number> {
  const names = Object.keys(methods) as K[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = -3; round < ROUNDS; round++)
    for (const name of names) {
      const start = performance.now();
      methods[name]();
      if (round >= 0) times[name].push(performance.now() - start);
    }
  const medianOf = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return Object.fromEntries(names.map((name) => [name, medianOf(times[name])])) as Record<K, number>;
}

const report = (what: string, figure: number, target: string): void =>
  void process.stderr.write(`${figure.toFixed(2).padStart(10)} ${what}${target ? ` (${target})` : ""}\n`);

function withDescriptionOf(length: number): WorkItem {
  const [first] = items;
  if (!first) throw new Error("There are no items.");
  const text = items.map((item) => textOf(item)).join("\n");
  return { ...first, description: text.repeat(Math.ceil(length / text.length)).slice(0, length) };
}

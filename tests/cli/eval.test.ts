import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Evaluation } from "#lab/evaluation";
import { createCheckout, runCli } from "../build-apart";
import { inventLines, toJsonLines } from "../lab/labelled-set";

let checkout: ReturnType<typeof createCheckout>;
let cli: string;
let folder: string;
beforeAll(() => {
  checkout = createCheckout();
  cli = checkout.build();
  folder = mkdtempSync(join(tmpdir(), "rolecall-eval-"));
  writeFileSync(join(folder, "set.jsonl"), toJsonLines(inventLines(6)));
});
afterAll(() => {
  checkout.remove();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: readonly string[], input?: string) => runCli(cli, folder, ["eval", ...args], input);
const evaluationOf = (text: string): Evaluation => JSON.parse(text) as Evaluation;

describe("rolecall eval", () => {
  test("prints JSON and nothing else, beside every baseline, trained anew for each fold", async () => {
    const { code, stdout, stderr } = await run(["set.jsonl", "--folds", "3", "--prior", "0.05", "--format", "json"]);
    expect([code, stderr]).toEqual([0, ""]);
    const { method, items, baselines, atBaseRates, notes } = evaluationOf(stdout);
    expect(method).toMatchObject({ weights: "trained", folds: 3, by: "project", seed: 1 });
    expect(items).toMatchObject({ all: 72, projects: 6 });
    expect(baselines).toHaveLength(5);
    expect(atBaseRates.prior?.baseRate).toBe(0.05);
    expect(notes.join(" ")).not.toContain("optimistic");
  });

  test("judges with the published weights for a reader, and warns that it may flatter itself", async () => {
    const { code, stdout, stderr } = await run(["set.jsonl"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/these figures are optimistic; --folds 10\s+trains anew/);
    expect(stdout).toContain("naive Bayes");
    expect(stdout).toContain("By draw");
  });

  test("reads gzip, standard input, a policy and further items to train on", async () => {
    writeFileSync(join(folder, "set.jsonl.gz"), gzipSync(readFileSync(join(folder, "set.jsonl"))));
    writeFileSync(join(folder, "strict.json"), '{ "baseRate": 0.05 }');
    const packed = await run(["set.jsonl.gz", "--format", "json", "--config", "strict.json"]);
    expect(evaluationOf(packed.stdout).method.baseRate).toBe(0.05);
    const piped = await run(
      ["-", "--folds", "2", "--also-train", "set.jsonl", "--format", "json"],
      toJsonLines(inventLines(2)),
    );
    expect(evaluationOf(piped.stdout)).toMatchObject({ items: { all: 24 }, method: { alsoLearned: 72 } });
  });

  test("installed without the package of the checkout it leaves one baseline out and says so", async () => {
    const installed = mkdtempSync(join(tmpdir(), "rolecall-installed-"));
    cpSync(dirname(cli), join(installed, "dist"), { recursive: true });
    // A folder above the temporary one may have the package; this hides it.
    mkdirSync(join(installed, "node_modules/natural"), { recursive: true });
    writeFileSync(join(installed, "node_modules/natural/package.json"), '{ "name": "natural", "exports": {} }');
    const { code, stdout, stderr } = await runCli(join(installed, "dist/cli.js"), folder, [
      ...["eval", "set.jsonl", "--format", "json"],
    ]);
    rmSync(installed, { recursive: true });
    expect([code, stderr]).toEqual([0, ""]);
    const { baselines, notes } = evaluationOf(stdout);
    expect(baselines.map(({ name }) => name)).not.toContain("naive Bayes (npm natural)");
    expect(baselines).toHaveLength(4);
    expect(notes.join(" ")).toContain("Naive Bayes is left out");
  });

  test.each([
    [["gone.jsonl"], "gone.jsonl does not exist"],
    [["bad.jsonl"], 'bad.jsonl:1: label: cannot be "PM"; write strategic'],
    [["set.jsonl", "--folds", "9"], "9 folds need 9 projects and there are 6; use --by item, or fewer folds."],
    [["set.jsonl", "--folds", "1"], "Give a whole number, 2 or more."],
    [["set.jsonl", "--prior", "5"], "Give a share between 0 and 1"],
    [["set.jsonl", "--by", "team"], "Allowed choices are project, item"],
  ])("%j is one sentence with the remedy and exit code 2", async (args, said) => {
    writeFileSync(join(folder, "bad.jsonl"), '{"title": "Fix login", "label": "PM"}\n');
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test("its help describes the labelled file, with examples", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    for (const said of ["JSON lines", "confidence", "draw", "go-to-market", "rolecall eval labelled.jsonl --folds 10"])
      expect(stdout).toContain(said);
  });

  test("costs other commands nothing: it is a chunk of its own", () => {
    const chunks = readdirSync(join(dirname(cli), "chunks"));
    const own = chunks.filter((name) => /^eval-\w+\.js$/.test(name));
    expect(own).toHaveLength(1);
    const [entry, chunk] = [cli, join(dirname(cli), "chunks", own[0] ?? "")].map((file) => readFileSync(file, "utf8"));
    expect(chunk).toContain("bare keyword counter");
    expect(entry).not.toContain("bare keyword counter");
    expect(entry).not.toMatch(/from"\.\/chunks\/eval-/);
  });
});

import { auditFiles } from "#cli/commands/audit";
import { boundHeap } from "#cli/bound-heap";
import { type MemoryOptions, prepare, readPolicy, requireMemory } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { print } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { version } from "#cli/version";
import { compileRuleset, type Ruleset } from "#core/classify/classify";
import { printable } from "#core/render/printable";
import { layOutTable } from "#core/render/terminal/table";
import { compareAudits, type SimulatedFinding, simulateStored, type Simulation } from "#usecases/simulate-policy";

/** Findings of each kind that are listed; all of them are in the JSON. */
const SHOWN = 20;

export interface SimulateOptions extends ReadOptions, MemoryOptions {
  json?: boolean;
  source: string[];
}

/** `rolecall config simulate NEW.json [FILES]`: what would go and what would appear, in files or in what is remembered. Nothing is saved. */
export async function runSimulate(file: string, named: readonly string[], options: SimulateOptions): Promise<void> {
  const rulesets = [await prepare(options), compileRuleset(await readPolicy(file))] as const;
  const files = [...named, ...options.source];
  const simulation = await (files.length > 0
    ? simulateFiles(files, rulesets, options)
    : simulateMemory(rulesets, options));
  await print(
    options.json ? `${JSON.stringify(simulation, null, 2)}\n` : tell(simulation, file).map((line) => `${line}\n`),
  );
}

type Rulesets = readonly [now: Ruleset, next: Ruleset];

async function simulateFiles(files: readonly string[], rulesets: Rulesets, options: ReadOptions): Promise<Simulation> {
  const before = await auditFiles(files, rulesets[0], options);
  const after = await auditFiles(files, rulesets[1], options);
  return compareAudits([before, after], rulesets);
}

async function simulateMemory(rulesets: Rulesets, options: MemoryOptions): Promise<Simulation> {
  boundHeap();
  const store = await requireMemory(options, rulesets[0].policy).catch((error: unknown) => {
    throw error instanceof UsageError ? new UsageError(`${error.message} Or name an export: --source FILE.`) : error;
  });
  try {
    return await simulateStored(store, rulesets, { now: new Date().toISOString(), version });
  } finally {
    await store.close();
  }
}

function tell(simulation: Simulation, file: string): string[] {
  const { goes, appears, changes, byRule, before, after, unjudged } = simulation;
  if (simulation.isSameRuleset) return [`${file} judges as the policy in force does: nothing would change.`];
  const count = (list: readonly unknown[]): string => (list.length === 1 ? "1 finding" : `${list.length} findings`);
  const mix = (["strategic", "tactical", "unclear"] as const)
    .filter((focus) => before[focus] !== after[focus])
    .map((focus) => `${focus} ${before[focus]} → ${after[focus]}`);
  return [
    `With ${file}: ${count(goes)} would go, ${count(appears)} would appear, ${count(changes)} would change severity or kind.`,
    mix.length === 0 ? "No work item would be read otherwise." : `Work items: ${mix.join(", ")}.`,
    ...(byRule.length === 0
      ? []
      : [
          "",
          ...layOutTable(
            [
              ["Rule", "Goes", "Appears", "Changes"],
              ...byRule.map((row) => [row.rule, String(row.goes), String(row.appears), String(row.changes)]),
            ],
            ["left", "right", "right", "right"],
          ),
        ]),
    ...(unjudged === 0 ? [] : ["", sayUnjudged(unjudged, before.items)]),
    ...list("Would go", goes),
    ...list("Would appear", appears),
    ...list("Would change", changes),
    "",
    "Nothing was saved. What is set aside is counted, too.",
  ];
}

const sayUnjudged = (unjudged: number, all: number): string =>
  `${unjudged} of ${all} work items may read otherwise under it: that takes their texts, which are not kept. \`--source FILE\` with an export tells.`;

function list(title: string, findings: readonly SimulatedFinding[]): string[] {
  if (findings.length === 0) return [];
  const more = findings.length > SHOWN ? [`  and ${findings.length - SHOWN} more: --json lists all`] : [];
  const lines = findings
    .slice(0, SHOWN)
    .map(
      ({ subject, rule, severity, title: name }) =>
        `  ${printable(subject)}  ${rule} (${severity})${name ? `  ${printable(name)}` : ""}`,
    );
  return ["", title, ...lines, ...more];
}

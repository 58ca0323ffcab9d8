import { auditFiles } from "#cli/commands/audit";
import { prepare, readPolicy } from "#cli/compose";
import { print } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { compileRuleset } from "#core/classify/classify";
import { printable } from "#core/render/printable";
import { layOutTable } from "#core/render/terminal/table";
import { compareAudits, type SimulatedFinding, type Simulation } from "#usecases/simulate-policy";

/** Findings of each kind that are listed; all of them are in the JSON. */
const SHOWN = 20;

/** `rolecall config simulate NEW.json FILES`: what would go and what would appear. Nothing is saved. */
export async function runSimulate(
  file: string,
  files: readonly string[],
  options: ReadOptions & { json?: boolean },
): Promise<void> {
  const now = await prepare(options);
  const changed = compileRuleset(await readPolicy(file));
  const before = await auditFiles(files, now, options);
  const after = await auditFiles(files, changed, options);
  const simulation = compareAudits([before, after], [now, changed]);
  await print(
    options.json ? `${JSON.stringify(simulation, null, 2)}\n` : tell(simulation, file).map((line) => `${line}\n`),
  );
}

function tell(simulation: Simulation, file: string): string[] {
  const { goes, appears, changes, byRule, before, after } = simulation;
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
    ...list("Would go", goes),
    ...list("Would appear", appears),
    ...list("Would change", changes),
    "",
    "Nothing was saved. Decisions are not applied here: what is set aside is counted, too.",
  ];
}

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

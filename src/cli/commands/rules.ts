import { closest } from "fastest-levenshtein";
import { type StoreOptions, withStore } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { print } from "#cli/output";
import { judgeTriage } from "#core/backlog-report";
import { layOutTable } from "#core/render/terminal/table";
import { renderRulePage } from "#core/rule-page";
import { rules } from "#core/rules/index";
import { readHistory } from "#usecases/backlog-report";

/** `rolecall rules [ID]`. */
export async function runRules(id: string | undefined): Promise<void> {
  if (id !== undefined) {
    const rule = rules.find((candidate) => candidate.id === id);
    const guess = closest(
      id,
      rules.map((candidate) => candidate.id),
    );
    if (!rule) throw new UsageError(`There is no rule "${id}"; did you mean "${guess}"?`);
    return print(renderRulePage(rule));
  }
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const lines = rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}`);
  await print(
    `${lines.join("\n")}\n\n\`rolecall rules ID\` shows what a rule finds, why it matters, how to fix it and when it is wrong.\n`,
  );
}

/** `rolecall rules stats`: which rules people disagree with, over everything that is remembered. */
export const runRuleStats = (options: RuleStatsOptions): Promise<void> =>
  withStore(options, async (store) => {
    const { findings, decisions, now } = await readHistory(store, new Date().toISOString());
    const open = findings.filter(({ state, goneBecause }) => goneBecause === null && state === "open");
    const all = judgeTriage(findings, open, decisions, now).byRule;
    const rows = all.filter(({ found }) => found >= (options.min ?? 1));
    if (options.json) {
      await print(`${JSON.stringify(rows, null, 2)}\n`);
      return;
    }
    const share = (value: number): string => `${Math.round(value * 100)} %`;
    const table = [
      ["Rule", "Found", "Open", "Dismissed", "Called wrong", "Read otherwise"],
      ...rows.map((row) => [
        row.rule,
        String(row.found),
        String(row.open),
        `${row.dismissed} (${share(row.dismissShare)})`,
        String(row.calledWrong),
        `${row.overridden} (${share(row.overrideShare)})`,
      ]),
    ];
    const lines = layOutTable(table, ["left", "right", "right", "right", "right", "right"]);
    await print(
      rows.length > 0 ? lines.map((line) => `${line}\n`) : phraseNone(Math.max(0, ...all.map(({ found }) => found))),
    );
  });

/** Why the table is empty; `most` is what the busiest rule has found. */
const phraseNone = (most: number): string =>
  most === 0
    ? "No rule has found anything so far.\n"
    : `No rule has found as many (--min): the most are ${most === 1 ? "1 finding" : `${most} findings`}.\n`;

export interface RuleStatsOptions extends StoreOptions {
  min?: number;
  json?: boolean;
}

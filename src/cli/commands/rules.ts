import { closest } from "fastest-levenshtein";
import { UsageError } from "#cli/errors";
import { print } from "#cli/output";
import { renderRulePage } from "#core/rule-page";
import { rules } from "#core/rules/index";

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

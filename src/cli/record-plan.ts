import { EXIT } from "#cli/errors";
import { print, say } from "#cli/output";
import type { Decision } from "#core/decision";
import { printable } from "#core/render/printable";
import { type DecideDeps, type DecisionPlan, recordDecisions } from "#usecases/decide";

const UNKNOWN =
  "no remembered finding goes by this name. `rolecall triage list` shows them; an item without findings is overridden in the policy.";

/**
 * Shows a plan and records it, unless it is only to be shown. What can be recorded is; what cannot is named on standard error
 * with the reason, and makes the exit code 2.
 */
export async function carryOut(
  plan: DecisionPlan,
  { dryRun = false }: { dryRun?: boolean },
  deps: DecideDeps,
  unknown = UNKNOWN,
): Promise<void> {
  for (const name of plan.unknown) say(`rolecall: ${printable(name)}: ${unknown}`);
  for (const { subject, why } of plan.refused) say(`rolecall: ${printable(subject)}: ${why}`);
  if (!dryRun) await recordDecisions(plan, deps);
  const lines = plan.decisions.map(({ id }, index) => `${printable(plan.subjects[index] ?? "")}  (${id})\n`);
  await print(withHeading(plan.decisions, lines, dryRun));
  const left = plan.unknown.length + plan.refused.length;
  if (left === 0) return;
  if (plan.decisions.length > 0)
    say(`rolecall: ${left} of ${left + plan.decisions.length} could not be done, for the reasons above.`);
  process.exitCode = EXIT.known;
}

/** One line for one decision; of several each under a heading. */
function withHeading([first]: readonly Decision[], lines: readonly string[], dryRun: boolean): string[] {
  if (!first) return ["Nothing to record.\n"];
  const heading = phraseDone(first, lines.length, dryRun);
  return lines.length === 1
    ? [`${heading}: ${lines.join("")}`]
    : [`${heading}:\n`, ...lines.map((line) => `  ${line}`)];
}

/** "Dismissed 2 findings", "Would read 1 item as tactical". */
function phraseDone(decision: Decision, count: number, dryRun: boolean): string {
  const say = (would: string, did: string): string => (dryRun ? `Would ${would}` : did);
  const many = (one: string): string => (count === 1 ? `1 ${one}` : `${count} ${one}s`);
  switch (decision.kind) {
    case "dismiss":
      return `${say("dismiss", "Dismissed")} ${many("finding")}`;
    case "snooze":
      return `${say("snooze", "Snoozed")} ${many("finding")}`;
    case "reassign":
      return `${say("plan", "Planned")} a new owner for ${many("finding")}`;
    case "override":
      return `${say("read", "Read")} ${many("item")} as ${decision.focus}`;
    case "undo":
      return `${say("take", "Took")} ${many("decision")} back`;
  }
}

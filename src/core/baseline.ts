import { z } from "zod";
import { describeFields } from "#core/describe-fields";
import { compareText } from "#core/key-order";
import type { AuditReport } from "#core/report";

/**
 * Old debt: findings that were there when a team began to look. They stay counted and out of the gate, so that only new ones fail
 * a build. Modelled on ESLint's suppressions file: meant to be reviewed in version control and to get shorter.
 */
const baselineSchema = z.strictObject({
  $comment: z.string().optional(),
  version: z.literal(1),
  findings: z
    .record(z.string(), z.record(z.string(), z.string()))
    .describe("By rule, the subject of each finding and what people call it."),
});

export type Baseline = z.infer<typeof baselineSchema>;

/** A baseline from what a file holds, or what is wrong with it, one phrase each. */
export function parseBaseline(content: unknown): { baseline: Baseline } | { issues: readonly string[] } {
  const result = baselineSchema.safeParse(content);
  return result.success ? { baseline: result.data } : { issues: describeFields(result.error, content) };
}

const COMMENT = "Findings that were there before. Written by rolecall audit --update-baseline; may only get shorter.";

/** Where a finding stands in a baseline: its id is `rule|subject`. */
function placeOf(id: string): [rule: string, subject: string] {
  const bar = id.indexOf("|");
  return [id.slice(0, bar), id.slice(bar + 1)];
}

export function isInBaseline(baseline: Baseline | null, id: string): boolean {
  const [rule, subject] = placeOf(id);
  return baseline?.findings[rule]?.[subject] !== undefined;
}

/** The findings of a report that nobody has decided on, as a baseline; `nameOf` is what people call the subject. */
export function createBaseline(report: Pick<AuditReport, "findings">, nameOf: (id: string) => string): Baseline {
  const findings: Baseline["findings"] = {};
  const listed = report.findings.filter(({ state }) => state === "open" || state === "baseline");
  for (const { id } of [...listed].sort((a, b) => compareText(a.id, b.id))) {
    const [rule, subject] = placeOf(id);
    (findings[rule] ??= {})[subject] = nameOf(id);
  }
  return { $comment: COMMENT, version: 1, findings };
}

/** Entries whose finding is gone, as finding ids. Only a report on the whole backlog can tell. */
export function staleEntries(baseline: Baseline, report: Pick<AuditReport, "findings">): string[] {
  const found = new Set(report.findings.map(({ id }) => id));
  return Object.entries(baseline.findings).flatMap(([rule, subjects]) =>
    Object.keys(subjects)
      .map((subject) => `${rule}|${subject}`)
      .filter((id) => !found.has(id)),
  );
}

/** The baseline without some findings. */
export function pruneBaseline(baseline: Baseline, gone: readonly string[]): Baseline {
  const left = new Set(gone);
  const findings = Object.entries(baseline.findings).flatMap(([rule, subjects]) => {
    const kept = Object.entries(subjects).filter(([subject]) => !left.has(`${rule}|${subject}`));
    return kept.length === 0 ? [] : [[rule, Object.fromEntries(kept)] as const];
  });
  return { ...baseline, findings: Object.fromEntries(findings) };
}

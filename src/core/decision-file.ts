import { z } from "zod";
import { type Decision, decisionSchema, sortDecisions } from "#core/decision";

/** Decisions as a file that people review: one after the other, oldest first, people by reference only. */
const fileSchema = z.object({ version: z.literal(1), decisions: z.array(z.unknown()) });

export interface DecisionFile {
  decisions: readonly Decision[];
  /** Entries that cannot be used, one sentence each: they set nothing aside. */
  issues: readonly string[];
}

/** Reads a file of decisions. A broken entry is reported and the others count: what cannot be read must never hide a finding. */
export function parseDecisionFile(text: string): DecisionFile {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return {
      decisions: [],
      issues: [`it is not valid JSON (${error instanceof Error ? error.message : "unreadable"}).`],
    };
  }
  const file = fileSchema.safeParse(content);
  if (!file.success)
    return { decisions: [], issues: ['it is no file of decisions: expected { "version": 1, "decisions": [...] }.'] };
  const decisions: Decision[] = [];
  const issues: string[] = [];
  for (const [index, entry] of file.data.decisions.entries()) {
    const result = decisionSchema.safeParse(entry);
    if (result.success) decisions.push(result.data);
    else issues.push(describeEntry(index, entry, result.error));
  }
  return { decisions: sortDecisions(decisions), issues };
}

function describeEntry(index: number, entry: unknown, error: z.ZodError): string {
  const id: unknown = typeof entry === "object" && entry !== null && "id" in entry ? entry.id : undefined;
  const name = typeof id === "string" ? `entry ${index + 1} (${id})` : `entry ${index + 1}`;
  const problems = error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join(".")}: ${message}` : message,
  );
  return `${name} is left out: ${problems.join("; ")}. Correct it, or export the decisions again.`;
}

/** The file of some decisions: same decisions, same bytes. */
export function formatDecisionFile(decisions: readonly Decision[]): string {
  return `${JSON.stringify({ version: 1, decisions: sortDecisions(decisions) }, null, 2)}\n`;
}

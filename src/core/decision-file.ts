import { z } from "zod";
import { type Decision, decisionSchema, sortDecisions } from "#core/decision";
import { describeFields, valueAt } from "#core/describe-fields";
import { parseJsonText } from "#core/json-document";

/** Decisions as a file that people review: one after the other, oldest first, people by reference only. */
const fileSchema = z.strictObject({ version: z.literal(1), decisions: z.array(z.unknown()) });

export interface DecisionFile {
  decisions: readonly Decision[];
  /** Entries that cannot be used, one sentence each: they set nothing aside. */
  issues: readonly string[];
}

/** Reads a file of decisions. A broken entry is reported and the others count: what cannot be read must never hide a finding. */
export function parseDecisionFile(text: string): DecisionFile {
  let content: unknown;
  try {
    content = parseJsonText(text);
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

/** The file of some decisions: same decisions, same bytes. */
export const formatDecisionFile = (decisions: readonly Decision[]): string => formatEntries(sortDecisions(decisions));

/** A readable file without some of its decisions. Every other entry stays where and as it is, also one that cannot be read. */
export function removeDecisions(text: string, ids: ReadonlySet<string>): string {
  const { decisions } = fileSchema.parse(parseJsonText(text));
  return formatEntries(
    decisions.filter((entry) => {
      const result = decisionSchema.safeParse(entry);
      return !result.success || !ids.has(result.data.id);
    }),
  );
}

const formatEntries = (decisions: readonly unknown[]): string =>
  `${JSON.stringify({ version: 1, decisions }, null, 2)}\n`;

function describeEntry(index: number, entry: unknown, error: z.ZodError): string {
  const known = [textAt(entry, ["id"]), keyOf(entry)].filter((name) => name !== undefined);
  const name = `entry ${index + 1}${known.length > 0 ? ` (${known.join(", ")})` : ""}`;
  const problems = describeFields(error, entry).join("; ");
  return `${name} is left out: ${problems}. Correct it, or export the decisions again.`;
}

/** What people call the item of an entry: of its names the one behind the id. */
const keyOf = (entry: unknown): string | undefined =>
  textAt(entry, ["about", "names", 1]) ?? textAt(entry, ["item", "names", 1]);

function textAt(value: unknown, path: readonly PropertyKey[]): string | undefined {
  const found = valueAt(value, path);
  return typeof found === "string" ? found : undefined;
}

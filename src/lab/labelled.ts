import { closest } from "fastest-levenshtein";
import { z } from "zod";
import type { Focus, WorkItem } from "#core/model";
import { RESPONSIBILITIES, type Responsibility, responsibilityDescriptions } from "#core/taxonomy";

/** A work item with the focus that people gave it. */
export interface LabelledItem {
  item: WorkItem;
  /** Items of one project stand or fall together: they are never split between training and test. */
  project: string;
  label: Focus;
  responsibility: Responsibility | null;
  /** 3: any careful reader would agree; 2: probably; 1: could go either way. */
  confidence: 1 | 2 | 3;
  /** How the item was found: `random`, `topic`, or whatever the set says. */
  draw: string | null;
}

/** Labelled items that cannot be used; `issues` say in which line, which field and what to write, one sentence each. */
export class LabelledFileError extends Error {
  readonly issues: readonly string[];
  constructor(issues: readonly string[]) {
    const shown = issues.slice(0, MOST_ISSUES);
    const rest = issues.length - shown.length;
    super([...shown, ...(rest > 0 ? [`${rest} more mistakes of this kind are not shown.`] : [])].join("\n"));
    this.name = "LabelledFileError";
    this.issues = issues;
  }
}

/** More lines than this are one mistake made often. */
const MOST_ISSUES = 10;

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

/** A line of the file. Fields that are not named here are not read. */
const rowSchema = z.looseObject({
  id: z.union([z.string(), z.number()]).nullish(),
  key: text,
  project: text,
  title: text,
  description: text,
  label: z.enum(["strategic", "tactical", "unclear"]),
  responsibility: z.enum(RESPONSIBILITIES).nullish(),
  confidence: z.literal([1, 2, 3]).nullish(),
  draw: text,
  type: text,
  level: z.enum(["initiative", "epic", "story", "subtask"]).nullish(),
  labels: texts,
  components: texts,
  estimate: z.number().nullish(),
  sprint: text,
  priority: text,
  dueDate: text,
  created: text,
});

type Row = z.output<typeof rowSchema>;

/** What to write into a field. */
const remedies: Readonly<Record<string, string>> = {
  label: "write strategic (a product manager's work), tactical (a product owner's) or unclear",
  confidence: "write 3 (any careful reader would agree), 2 (probably) or 1 (could go either way)",
  labels: 'write a list of texts, for example ["billing", "q3"]',
  components: 'write a list of texts, for example ["checkout"]',
  level: "write initiative, epic, story or subtask, or leave it out",
  estimate: "write a number, or leave it out",
};

/**
 * Reads JSON lines with at least `label` and `title`; `name` is what errors call the file.
 * Throws LabelledFileError with every mistake of the file at once.
 */
export function parseLabelled(content: string, name = "Labelled items"): LabelledItem[] {
  const issues: string[] = [];
  const lineOfId = new Map<string, { line: number; label: Focus }>();
  const items = content
    .replace(/^\uFEFF/, "")
    .split("\n")
    .flatMap((line, index): LabelledItem[] => {
      if (line.trim() === "") return [];
      const where = `${name}:${index + 1}`;
      const row = readRow(line, (problem) => issues.push(`${where}: ${problem}.`));
      if (!row) return [];
      const labelled = toLabelled(row, index + 1);
      const before = lineOfId.get(labelled.item.id);
      if (before && before.label !== labelled.label)
        issues.push(
          `${where}: label: ${labelled.item.key} is ${labelled.label} here and ${before.label} in line ${before.line}; keep one of them.`,
        );
      lineOfId.set(labelled.item.id, { line: index + 1, label: labelled.label });
      return [labelled];
    });
  if (issues.length > 0) throw new LabelledFileError(issues);
  if (items.length === 0)
    throw new LabelledFileError([`${name} holds no items; write one JSON object a line, with title and label.`]);
  return items;
}

function readRow(line: string, complain: (problem: string) => void): Row | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    complain("not valid JSON; every item is one line, from { to }");
    return undefined;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    complain("not a JSON object; write one item a line (of a JSON list: jq -c '.[]' list.json > items.jsonl)");
    return undefined;
  }
  const result = rowSchema.safeParse(value);
  if (!result.success) {
    for (const issue of result.error.issues) complain(describeIssue(issue, value as Record<string, unknown>));
    return undefined;
  }
  const problem = problemOf(result.data);
  if (problem) complain(problem);
  return problem ? undefined : result.data;
}

function describeIssue(issue: z.core.$ZodIssue, row: Record<string, unknown>): string {
  const field = String(issue.path[0] ?? "");
  const value = row[field];
  const found = value === undefined ? "is missing" : `cannot be ${JSON.stringify(value).slice(0, 60)}`;
  if (field === "responsibility" && typeof value === "string")
    return `responsibility: there is none called ${JSON.stringify(value)}; did you mean "${closest(value, [...RESPONSIBILITIES])}"`;
  return `${field}: ${found}; ${remedies[field] ?? "write a text, or leave it out"}`;
}

/** What a row says that cannot be, though each field of it can. */
function problemOf({ title, description, label, responsibility }: Row): string | undefined {
  if (!title?.trim() && !description?.trim())
    return "title: is missing, and so is description; an item without text cannot be judged";
  if (label === "unclear" || !responsibility) return undefined;
  const { focus } = responsibilityDescriptions[responsibility];
  return focus === label
    ? undefined
    : `responsibility: ${responsibility} is ${focus} and the label is ${label}; correct one of them`;
}

function toLabelled(row: Row, line: number): LabelledItem {
  const id = row.id === null || row.id === undefined || row.id === "" ? `line-${line}` : String(row.id);
  // Without a project every item stands for itself.
  const project = row.project?.trim() || `item ${id}`;
  return {
    item: toWorkItem(row, id, project),
    project,
    label: row.label,
    responsibility: row.responsibility ?? null,
    confidence: row.confidence ?? 3,
    draw: row.draw || null,
  };
}

function toWorkItem(row: Row, id: string, project: string): WorkItem {
  const { estimate, sprint, priority, dueDate, created } = row;
  return {
    id: `file:labelled:${id}`,
    key: row.key || id,
    tracker: "file",
    scope: { id: project, name: project },
    type: row.type || null,
    level: row.level ?? "story",
    levelIsInferred: !row.level,
    title: row.title ?? "",
    description: row.description ?? "",
    labels: row.labels ?? [],
    components: row.components ?? [],
    status: { name: "", category: "todo" },
    people: {},
    ...(typeof estimate === "number" ? { estimate } : {}),
    ...(sprint ? { sprint } : {}),
    ...(priority ? { priority } : {}),
    ...(dueDate ? { dueDate } : {}),
    ...(created ? { created } : {}),
  };
}

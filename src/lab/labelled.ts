import type { Focus, WorkItem } from "#core/model";
import { RESPONSIBILITIES, type Responsibility } from "#core/taxonomy";

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

/** A line of a labelled file that cannot be used; says which and why. */
export class LabelledFileError extends Error {
  constructor(line: number, problem: string) {
    super(`Labelled items, line ${line}: ${problem}.`);
    this.name = "LabelledFileError";
  }
}

/** Reads JSON lines with at least `title` and `label` (strategic, tactical or unclear). Throws LabelledFileError. */
export function parseLabelled(text: string): LabelledItem[] {
  return text.split("\n").flatMap((line, index) => (line.trim() === "" ? [] : [readLine(line, index + 1)]));
}

function readLine(line: string, number: number): LabelledItem {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw new LabelledFileError(number, "not valid JSON");
  }
  if (typeof row !== "object" || row === null) throw new LabelledFileError(number, "not a JSON object");
  const fields = row as Record<string, unknown>;
  const { label } = fields;
  if (label !== "strategic" && label !== "tactical" && label !== "unclear")
    throw new LabelledFileError(number, `label must be strategic, tactical or unclear, not ${JSON.stringify(label)}`);
  const title = textOf(fields.title);
  if (title === "" && textOf(fields.description) === "")
    throw new LabelledFileError(number, "neither title nor description");
  const confidence = fields.confidence === 1 || fields.confidence === 2 ? fields.confidence : 3;
  const project = textOf(fields.project) || textOf(fields.space) || `item ${number}`;
  return {
    item: toWorkItem(fields, project, number),
    project,
    label,
    responsibility: RESPONSIBILITIES.find((name) => name === fields.responsibility) ?? null,
    confidence,
    draw: textOf(fields.draw) || null,
  };
}

function toWorkItem(fields: Record<string, unknown>, project: string, number: number): WorkItem {
  const id = textOf(fields.id) || `line-${number}`;
  const item: WorkItem = {
    id: `file:labelled:${id}`,
    key: textOf(fields.key) || id,
    tracker: "file",
    scope: { id: project, name: project },
    type: textOf(fields.type) || null,
    level: "story",
    levelIsInferred: true,
    title: textOf(fields.title),
    description: textOf(fields.description),
    labels: listOf(fields.labels),
    components: listOf(fields.components),
    status: { name: "", category: "todo" },
    people: {},
  };
  if (typeof fields.estimate === "number") item.estimate = fields.estimate;
  for (const name of ["priority", "sprint", "dueDate", "created"] as const) {
    const value = textOf(fields[name]);
    if (value) item[name] = value;
  }
  const level = fields.level;
  if (level === "initiative" || level === "epic" || level === "story" || level === "subtask")
    return { ...item, level, levelIsInferred: false };
  return item;
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];

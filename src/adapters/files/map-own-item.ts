import { z } from "zod";
import type { FieldDates } from "#adapters/files/field-dates";
import type { ItemDraft, RowProblem } from "#adapters/files/item-draft";
import type { JsonObject } from "#adapters/files/json-values";
import { counted, quoteText, type Notices } from "#adapters/files/notices";
import { LEVELS, type Person } from "#core/model";

const text = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const optionalText = text.nullish().transform((value) => value || undefined);
const list = z
  .union([z.array(text), z.string().transform((value) => value.split(/[,;]/).map((part) => part.trim()))])
  .transform((parts) => parts.filter(Boolean));
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*-?\d+(\.\d+)?\s*$/)
    .transform(Number),
]);
const level = z
  .string()
  .transform((value) => LEVELS.find((known) => known === value))
  .refine((value) => value !== undefined);
const status = z.union([
  text.transform((name): { name: string; category?: string | undefined } => ({ name })),
  z.object({ name: text, category: z.enum(["todo", "in-progress", "done"]).optional() }),
]);
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);
const person = z.union([
  z
    .string()
    .trim()
    .min(1)
    .transform((name): Person => ({ id: name, ...(name.includes("@") ? { email: name } : { name }) })),
  z
    .object({
      id: optionalText,
      name: optionalText,
      email: optionalText,
      title: optionalText,
      isApp: flag,
      isActive: flag,
    })
    .refine(({ id, email, name }) => id ?? email ?? name)
    .transform(({ id, name, email, title, isApp, isActive }): Person => ({
      id: id ?? email ?? name ?? "",
      ...(name && { name }),
      ...(email && { email }),
      ...(title && { title }),
      ...(isApp !== undefined && { isApp }),
      ...(isActive !== undefined && { isActive }),
    })),
]);
const people = z.record(z.string(), z.unknown());

const KNOWN_KEYS: ReadonlySet<string> = new Set([
  ...[
    "id",
    "title",
    "key",
    "url",
    "project",
    "scope",
    "type",
    "level",
    "description",
    "labels",
    "components",
    "status",
    "priority",
    "estimate",
  ],
  ...["sprint", "dueDate", "parent", "assignee", "reporter", "owner", "people", "created", "updated"],
  // Annotations of fixtures and of labelled data: they say nothing about the item itself.
  ...["expect", "label", "responsibility", "confidence"],
]);
const MOST_KEYS_NAMED = 12;

/**
 * An item in Rolecall's own JSON; `id` and `title` are required, and what does not fit any other field is left empty with
 * a notice, as unknown keys are. `null` and `""` say nothing.
 */
export function mapOwnItem(
  item: JsonObject,
  { dates, notices }: { dates: FieldDates; notices: Notices },
): ItemDraft | RowProblem {
  const id = text.safeParse(item["id"]).data;
  if (!id)
    return {
      field: "id",
      problem: "The item has no id.",
      remedy: 'Give every item an "id": any text that stays the same.',
    };
  const title = text.safeParse(item["title"]).data;
  if (!title)
    return { field: "title", problem: `Item ${id} has no title.`, remedy: 'Give it a "title", or remove it.' };
  nameUnknownKeys(item, notices);
  const read = <T>(field: string, schema: z.ZodType<T>): T | undefined =>
    readValue(schema, item[field], field, notices);
  return {
    tracker: "file",
    id,
    key: read("key", text) ?? id,
    title,
    description: read("description", z.string()) ?? "",
    url: read("url", text),
    scopeName: read("project", text) ?? read("scope", text),
    type: read("type", text) ?? null,
    level: read("level", level),
    labels: read("labels", list) ?? [],
    components: read("components", list) ?? [],
    status: read("status", status)?.name ?? "",
    category: read("status", status)?.category,
    isResolved: false,
    isArchived: false,
    priority: read("priority", text),
    estimate: read("estimate", number),
    sprint: read("sprint", text),
    dueDate: dates.day(read("dueDate", text), "dueDate"),
    parent: read("parent", text),
    people: readPeople(item, notices),
    created: dates.time(read("created", text), "created"),
    updated: dates.time(read("updated", text), "updated"),
  };
}

function nameUnknownKeys(item: JsonObject, notices: Notices): void {
  for (const key of Object.keys(item)) {
    if (!KNOWN_KEYS.has(key))
      notices.count(
        "unknown keys",
        key,
        (_items, names) => `Keys that are not known were ignored: ${names}.`,
        MOST_KEYS_NAMED,
      );
  }
}

function readValue<T>(schema: z.ZodType<T>, value: unknown, field: string, notices: Notices): T | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  notices.count(
    `field ${field}`,
    typeof value === "string" ? value : JSON.stringify(value),
    (rows, examples) =>
      `${counted(rows, "value")} of ${quoteText(field)} could not be used (${examples}); the field was left empty.`,
  );
  return undefined;
}

function readPeople(item: JsonObject, notices: Notices): Record<string, Person> {
  const named = [
    ...Object.entries(readValue(people, item["people"], "people", notices) ?? {}),
    ...["reporter", "assignee", "owner"].map((field): [string, unknown] => [field, item[field]]),
  ].map(([field, value]): [string, Person | undefined] => [field, readValue(person, value, field, notices)]);
  return Object.fromEntries(named.filter((entry): entry is [string, Person] => entry[1] !== undefined));
}

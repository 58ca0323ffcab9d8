import type { z } from "zod";

/** What is wrong in a file that Rolecall writes and a person may edit, in the words of whoever edits it. */

/** One phrase for each field that is not as expected: which one, what is expected, what was found. */
export const describeFields = (error: z.ZodError, input: unknown): string[] =>
  error.issues.flatMap((issue) => describeField(issue, input));

/** What stands at a path; undefined where there is nothing. */
export const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  );

function describeField(issue: z.core.$ZodIssue, input: unknown): string[] {
  const field = issue.path.join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => `${[...issue.path, key].join(".")}: there is no such field`);
  const found = valueAt(input, issue.path);
  const expected = describeExpected(issue);
  if (found === undefined) return [`${field}: missing, expected ${expected}`];
  const value = JSON.stringify(found).slice(0, MOST);
  return [`${field === "" ? "" : `${field}: `}expected ${expected}, found ${value}`];
}

/** Letters of a value that are shown. */
const MOST = 60;

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "an object with fields",
  record: "an object with fields",
};

function describeExpected(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return joinOr(issue.values.map((value) => JSON.stringify(value)));
    case "invalid_type":
      return TYPES[issue.expected] ?? issue.expected;
    case "invalid_format":
      return issue.format === "date" ? "a day as YYYY-MM-DD" : "an instant such as 2027-01-31T09:00:00Z";
    case "too_small":
      return "a text that is not empty";
    case "invalid_union":
      return describeUnion(issue);
    default:
      return issue.message;
  }
}

/** Of alternatives told apart by a field, its values; of others what each of them expects. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion): string {
  const values = "options" in issue ? (issue.options ?? []).map((value) => JSON.stringify(value)) : [];
  if (values.length > 0) return joinOr(values);
  const shapes = issue.errors.map((fields) =>
    fields
      .filter(({ code }) => code !== "unrecognized_keys")
      .map((field) => `${field.path.join(".")}: ${describeExpected(field)}`)
      .join(" and "),
  );
  return shapes.map((shape) => `{ ${shape} }`).join(" or ");
}

const joinOr = (values: readonly string[]): string =>
  values.length > 1 ? `${values.slice(0, -1).join(", ")} or ${values.at(-1) ?? ""}` : values.join("");

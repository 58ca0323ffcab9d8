/** A JSON document as somebody wrote it: a policy of which a part is read or changed, whatever else is in it. */
export type JsonDocument = Readonly<Record<string, unknown>>;

/** Whether a value is an object of JSON, and no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value of a text. Editors on Windows write a mark in front. Throws SyntaxError. */
export const parseJsonText = (text: string): unknown => JSON.parse(text.replace(/^\uFEFF/, ""));

/** As a document is written: indented, with an end of line. */
export const formatJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A document with something else at a path; undefined takes it out, and what would be empty then. Everything else keeps its place. */
export function withValueAt(
  document: JsonDocument,
  [name = "", ...path]: readonly string[],
  value: unknown,
): JsonDocument {
  const before = document[name];
  const inner = path.length === 0 ? value : withValueAt(isRecord(before) ? before : {}, path, value);
  const isEmpty = inner === undefined || (path.length > 0 && isRecord(inner) && Object.keys(inner).length === 0);
  if (!isEmpty) return { ...document, [name]: inner };
  return Object.fromEntries(Object.entries(document).filter(([one]) => one !== name));
}

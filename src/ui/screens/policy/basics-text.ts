import { readDocument } from "./policy-text";

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a document has at a path; undefined where it says nothing. */
export const readAt = (document: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), document);

/** The text with something else at a path; undefined takes it out. Everything else keeps its place. Null for a text that cannot be read. */
export function writeAt(text: string, path: readonly string[], value: unknown): string | null {
  const document = readDocument(text);
  return document && `${JSON.stringify(change(document, path, value), null, 2)}\n`;
}

function change(document: Json, [name = "", ...path]: readonly string[], value: unknown): Json {
  const before = document[name];
  const inner = path.length === 0 ? value : change(isObject(before) ? before : {}, path, value);
  const isEmpty = inner === undefined || (path.length > 0 && isObject(inner) && Object.keys(inner).length === 0);
  if (!isEmpty) return { ...document, [name]: inner };
  return Object.fromEntries(Object.entries(document).filter(([one]) => one !== name));
}

/** A share as a person writes it, in percent; without the last digits of binary fractions. */
export const toPercent = (share: number): number => Number((share * 100).toFixed(6));
export const toShare = (percent: number): number => Number((percent / 100).toFixed(8));

/** Names as they are written one a line. */
export const toNames = (typed: string): string[] =>
  typed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

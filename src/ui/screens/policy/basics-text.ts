import { formatJson, isRecord, withValueAt } from "#core/json-document";
import { readDocument } from "./policy-text";

/** What a document has at a path; undefined where it says nothing. */
export const readAt = (document: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), document);

/** The text with something else at a path; undefined takes it out. Everything else keeps its place. Null for a text that cannot be read. */
export function writeAt(text: string, path: readonly string[], value: unknown): string | null {
  const document = readDocument(text);
  return document && formatJson(withValueAt(document, path, value));
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

import { findBreak } from "./find-break";

/**
 * The line of a text that an issue of `validatePolicy` is about, from 1; undefined where it names no place. Issues begin with a path
 * (`people[0].role: …`, `rules: unknown rule "x"`), or say that it is no JSON.
 */
export function lineOfIssue(text: string, issue: string): number | undefined {
  if (issue.startsWith("not valid JSON")) return lineAt(text, findBreak(text));
  const unknown = /unknown (?:key|rule) ("(?:[^"\\]|\\.)*")/.exec(issue)?.[1];
  const path = /^((?:[^\s:[]|\[\d+\])+): /.exec(issue)?.[1] ?? "";
  const wanted = unknown === undefined ? path : join(path, unescape(unknown));
  const places = readPlaces(text);
  // A key that is missing has no place: then the nearest thing around it that has one.
  for (let name = wanted; name !== ""; name = name.slice(0, Math.max(0, name.search(/(\.[^.[\]]*|\[\d+\])$/)))) {
    const place = places.get(name);
    if (place !== undefined) return lineAt(text, place);
  }
  return undefined;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);
const unescape = (literal: string): string => {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
};

/** Where each value of a JSON text begins, by its path; for a value in an object, where its key does. */
function readPlaces(text: string): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const tokens = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;
  type Level = { path: string; next: number | null; key: string; isKey: boolean };
  const levels: Level[] = [];
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    const level = levels.at(-1);
    const [sign] = token;
    if (sign === "}" || sign === "]") levels.pop();
    else if (sign === ":") {
      if (level) level.isKey = false;
    } else if (sign === ",") {
      if (level) level.isKey = level.next === null;
      if (level?.next != null) level.next += 1;
    } else if (level?.isKey) {
      level.key = unescape(sign);
      places.set(join(level.path, level.key), token.index);
    } else {
      const path = !level ? "" : level.next === null ? join(level.path, level.key) : `${level.path}[${level.next}]`;
      if (!places.has(path)) places.set(path, token.index);
      if (sign === "{") levels.push({ path, next: null, key: "", isKey: true });
      if (sign === "[") levels.push({ path, next: 0, key: "", isKey: false });
    }
  }
  return places;
}

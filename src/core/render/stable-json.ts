/** Characters that JSON leaves alone and that can still move a cursor or turn the text around in a viewer. */
const RISKY = /[\u007F-\u009F\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u206F\uFEFF]/g;

/**
 * JSON with keys in the order of the alphabet, or in `order` where that names them, so that equal values are equal bytes.
 * Data is not changed: characters that are no harm to a parser but to a screen are written as escapes.
 */
export function stringifyStable(value: unknown, indent = 0, order: readonly string[] = []): string {
  const text = JSON.stringify(sortKeys(value, order), null, indent);
  return text.replace(RISKY, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function sortKeys(value: unknown, order: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => sortKeys(one, []));
  if (typeof value !== "object" || value === null) return value;
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  const entries = Object.entries(value).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sortKeys(one, [])]));
}

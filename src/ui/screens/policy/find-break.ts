type Wanted = "value" | "first-value" | "key" | "first-key" | "colon" | "more";

const TOKEN =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[[\]{}:,]/y;
const SPACE = /[ \t\r\n]*/y;
const CLOSES: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

/** Where a text stops being JSON. The engines' own messages tell no place of some mistakes, and differ. */
export function findBreak(text: string): number {
  const open: string[] = [];
  let wanted: Wanted | null = "value";
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  for (;;) {
    SPACE.lastIndex = at;
    SPACE.test(text);
    TOKEN.lastIndex = at = SPACE.lastIndex;
    const [token] = TOKEN.exec(text) ?? [];
    wanted = token === undefined ? null : step(wanted, token, open);
    if (wanted === null) return at;
    at = TOKEN.lastIndex;
  }
}

/** What may come after a token; null: it must not be there. */
function step(wanted: Wanted, token: string, open: string[]): Wanted | null {
  const inside = open.at(-1);
  if ((wanted.startsWith("first") || wanted === "more") && inside !== undefined && token === CLOSES[inside]) {
    open.pop();
    return "more";
  }
  if (wanted === "colon") return token === ":" ? "value" : null;
  if (wanted === "key" || wanted === "first-key") return token.startsWith('"') ? "colon" : null;
  if (wanted === "more") {
    if (inside === undefined || token !== ",") return null;
    return inside === "[" ? "value" : "key";
  }
  if (token in CLOSES) {
    open.push(token);
    return token === "[" ? "first-value" : "first-key";
  }
  return /^[\]}:,]$/.test(token) ? null : "more";
}

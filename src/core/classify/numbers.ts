import { DIGIT, kindOf } from "#core/classify/characters";

/** What a token with digits is; null for anything else: a word with digits, a date. */
export type NumberKind = "number" | "version" | null;

const DATE = /^(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d$/;
/** Groups of three, with the other sign before decimals. Four groups behind full stops would be an address in a network. */
const AMOUNT = /^\d{1,3}(?:(?:\.\d{3}){1,2}(?:,\d+)?|(?:,\d{3})+(?:\.\d+)?)$/;

/** 20, 1,000, 3.5, 10k, 2m, 1bn, 1.000.000 count as numbers; 1.4.0, v2 and 2.x as versions; 31.12.2027 as neither. */
export function kindOfNumber(
  text: string,
  from: number,
  to: number,
  digits: number,
  letters: number,
  dots: number,
): NumberKind {
  const first = text.charCodeAt(from) | 32;
  const isVersion = dots >= 2 || (first === 118 && letters === 1 && digits + dots + 1 === to - from);
  if (isVersion) return letters === 0 ? kindOfGroups(text.slice(from, to)) : "version";
  if (kindOf(text.charCodeAt(from)) !== DIGIT) return null;
  if (letters === 0) return "number";
  if (letters > 2) return null;
  const unit = text.slice(to - letters, to).toLowerCase();
  return unit === "k" || unit === "m" || unit === "bn" || unit === "b" || unit === "x" || unit === "mm"
    ? "number"
    : null;
}

function kindOfGroups(token: string): NumberKind {
  if (DATE.test(token)) return null;
  return AMOUNT.test(token) ? "number" : "version";
}

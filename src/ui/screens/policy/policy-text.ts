import type { ApiOutput } from "../../call";

export type PolicyView = ApiOutput<"getPolicy">;
export type RuleView = PolicyView["rules"][number];
export type OptionValue = string | number | boolean;
export type Setting = NonNullable<RuleView["setting"]>;

export const SETTINGS = ["off", "error", "warning", "info"] as const satisfies readonly Setting[];
export const isSetting = (name: unknown): name is Setting => SETTINGS.some((setting) => setting === name);

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Nothing saved is the same as an empty document. */
export const shownText = (text: string): string => (text.trim() === "" ? "{}\n" : text);

/** The document of a text; null where it cannot be read, and so not be edited but by hand. */
export function readDocument(text: string): Json | null {
  try {
    const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return isObject(document) ? document : null;
  } catch {
    return null;
  }
}

export interface RuleSetting {
  /** Null: as the rule itself has it. */
  severity: Setting | null;
  options: Readonly<Record<string, unknown>>;
}

/** How a document sets a rule. */
export function readRule(document: Json | null, id: string): RuleSetting {
  const rules = document?.["rules"];
  const rule = isObject(rules) ? rules[id] : undefined;
  if (!isObject(rule)) return { severity: isSetting(rule) ? rule : null, options: {} };
  const { severity, options } = rule;
  return { severity: isSetting(severity) ? severity : null, options: isObject(options) ? options : {} };
}

/** The text with another setting of a rule; everything else keeps its place. Null for a text that cannot be read. */
export function writeRule(text: string, id: string, { severity, options }: RuleSetting): string | null {
  const document = readDocument(text);
  if (!document) return null;
  const set = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const rule =
    Object.keys(set).length > 0
      ? { ...(severity === null ? {} : { severity }), options: set }
      : (severity ?? undefined);
  const before = isObject(document["rules"]) ? document["rules"] : {};
  const rules =
    rule === undefined
      ? Object.fromEntries(Object.entries(before).filter(([name]) => name !== id))
      : { ...before, [id]: rule };
  const { rules: _rules, ...rest } = document;
  const next: Json = Object.keys(rules).length === 0 ? rest : { ...document, rules };
  return `${JSON.stringify(next, null, 2)}\n`;
}

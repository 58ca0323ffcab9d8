import { formatJson, isRecord, type JsonDocument, parseJsonText, withValueAt } from "#core/json-document";
import type { ApiOutput } from "../../call";

export type PolicyView = ApiOutput<"getPolicy">;
export type RuleView = PolicyView["rules"][number];
export type OptionValue = string | number | boolean;
export type Setting = NonNullable<RuleView["setting"]>;

export const SETTINGS = ["off", "error", "warning", "info"] as const satisfies readonly Setting[];
export const isSetting = (name: unknown): name is Setting => SETTINGS.some((setting) => setting === name);

/** Nothing saved is the same as an empty document. */
export const shownText = (text: string): string => (text.trim() === "" ? "{}\n" : text);

/** The document of a text; null where it cannot be read, and so not be edited but by hand. */
export function readDocument(text: string): JsonDocument | null {
  try {
    const document = parseJsonText(text);
    return isRecord(document) ? document : null;
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
export function readRule(document: JsonDocument | null, id: string): RuleSetting {
  const rules = document?.["rules"];
  const rule = isRecord(rules) ? rules[id] : undefined;
  if (!isRecord(rule)) return { severity: isSetting(rule) ? rule : null, options: {} };
  const { severity, options } = rule;
  return { severity: isSetting(severity) ? severity : null, options: isRecord(options) ? options : {} };
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
  return formatJson(withValueAt(document, ["rules", id], rule));
}

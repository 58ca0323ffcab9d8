export interface AuditOutcome {
  items: number | null;
  findings: number | null;
  /** Rows that repeat an item of another row. */
  repeated: number;
  incompleteBecause: readonly string[];
  /** What the audit before read and this one did not. */
  left: { files: readonly string[]; scopes: readonly string[] };
}

/** What a run tells of an audit. The contract leaves its shape open: what is missing is left out. */
export function readAuditResult(result: unknown): AuditOutcome {
  const totals = fieldOf(result, "totals");
  const findings = fieldOf(totals, "findings");
  const left = fieldOf(result, "left");
  return {
    items: numberOf(fieldOf(totals, "items")),
    findings: numberOf(findings) ?? sumOf(findings),
    repeated: numberOf(fieldOf(totals, "duplicateRows")) ?? 0,
    incompleteBecause: textsOf(fieldOf(result, "incompleteBecause")),
    left: { files: textsOf(fieldOf(left, "files")), scopes: textsOf(fieldOf(left, "scopes")) },
  };
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
const numberOf = (value: unknown): number | null => (typeof value === "number" ? value : null);
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

/** Findings may be counted by severity. */
function sumOf(value: unknown): number | null {
  if (typeof value !== "object" || value === null) return null;
  const counts = ["error", "warning", "info"].map((severity) => numberOf(fieldOf(value, severity)));
  return counts.every((count) => count === null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

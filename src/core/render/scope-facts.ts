import { joinPhrases } from "#core/explain";
import type { Role } from "#core/model";
import { nameOf } from "#core/render/finding-view";
import { isAnyOwnerChecked } from "#core/render/summary";
import type { AuditReport, ScopeReport } from "#core/report";
import { responsibilityDescriptions, RESPONSIBILITIES, type Responsibility } from "#core/taxonomy";

type OwnerColumn = Role | "none" | "unknown";

const columnNames: Record<OwnerColumn, string> = {
  "product-manager": "Product manager",
  "product-owner": "Product owner",
  both: "Both roles",
  other: "Neither role",
  unknown: "Role not known",
  none: "No owner",
};

/** The table of focus against the owner's role. Columns that are empty for both foci are left out, the two roles never. */
export interface OwnershipTable {
  columns: readonly string[];
  rows: readonly { focus: "strategic" | "tactical"; cells: readonly number[] }[];
  total: number;
}

export function describeOwnership({ ownership }: ScopeReport): OwnershipTable {
  const foci = ["strategic", "tactical"] as const;
  const countOf = (focus: (typeof foci)[number], column: OwnerColumn): number => ownership[focus][column] ?? 0;
  const columns = (Object.keys(columnNames) as OwnerColumn[]).filter(
    (column) =>
      column === "product-manager" || column === "product-owner" || foci.some((focus) => countOf(focus, column) > 0),
  );
  const rows = foci.map((focus) => ({ focus, cells: columns.map((column) => countOf(focus, column)) }));
  const total = rows.flatMap(({ cells }) => cells).reduce((a, b) => a + b, 0);
  return { columns: columns.map((column) => columnNames[column]), rows, total };
}

/** Decided items by responsibility, most first. */
export function describeResponsibilities(
  scope: ScopeReport,
): { id: Responsibility; name: string; about: string; focus: "strategic" | "tactical"; items: number }[] {
  return RESPONSIBILITIES.map((id) => ({
    id,
    ...responsibilityDescriptions[id],
    items: scope.responsibilities[id] ?? 0,
  }))
    .filter(({ items }) => items > 0)
    .sort((a, b) => b.items - a.items);
}

/**
 * How the roles of a scope are held, and what follows from it for this report; null where nothing is out of the ordinary,
 * and where the summary says it of the whole report.
 */
export function describeMode(scope: ScopeReport, report: AuditReport): string | null {
  const reason = scope.modeReason === "" ? "" : ` (${scope.modeReason})`;
  switch (scope.mode) {
    case "combined":
      return `Both roles are held together here${reason}: the mix is reported and nobody is flagged.`;
    case "unknown":
      return isAnyOwnerChecked(report) ? `The roles are not known here${reason}, so no owner was checked.` : null;
    case "separate":
      return null;
  }
}

/** Who holds which role, by name: never with counts of a person's items. */
export function describeHolders(scope: ScopeReport, report: AuditReport): string[] {
  const { mode, productManagers, productOwners } = scope;
  if (mode === "unknown") return [];
  const both = productManagers.filter((ref) => productOwners.includes(ref));
  const only = (refs: readonly string[]): string[] => refs.filter((ref) => !both.includes(ref));
  const [managers, owners] = [only(productManagers), only(productOwners)];
  return [
    ...(both.length > 0 ? [`Product manager and product owner in one: ${nameAll(both, report)}.`] : []),
    ...(managers.length > 0 || both.length === 0 ? [nameHolders("Product manager", managers, report)] : []),
    ...(owners.length > 0 || both.length === 0 ? [nameHolders("Product owner", owners, report)] : []),
  ];
}

function nameHolders(role: string, refs: readonly string[], report: AuditReport): string {
  if (refs.length === 0) return `${role}: nobody listed.`;
  return `${role}${refs.length === 1 ? "" : "s"}: ${nameAll(refs, report)}.`;
}

const nameAll = (refs: readonly string[], report: AuditReport): string =>
  joinPhrases(refs.map((ref) => nameOf(ref, report)));

import { joinPhrases } from "#core/explain";
import type { Role } from "#core/model";
import { nameOf } from "#core/render/finding-view";
import type { AuditReport, ScopeReport } from "#core/report";
import { responsibilityDescriptions, RESPONSIBILITIES, type Responsibility } from "#core/taxonomy";

type OwnerColumn = Role | "none" | "unknown";

const columnNames: Record<OwnerColumn, string> = {
  "product-manager": "product manager",
  "product-owner": "product owner",
  both: "both roles",
  other: "neither role",
  unknown: "role not known",
  none: "no owner",
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

/** How the roles of a scope are held, and what follows from it for this report; null where nothing is out of the ordinary. */
export function describeMode(scope: ScopeReport): string | null {
  const reason = scope.modeReason === "" ? "" : ` (${scope.modeReason})`;
  switch (scope.mode) {
    case "combined":
      return `Both roles are held together here${reason}: the mix is reported and nobody is flagged.`;
    case "unknown":
      return `The roles are not known here${reason}, so no owner was judged.`;
    case "separate":
      return null;
  }
}

/** Who holds which role, by name: never with counts of a person's items. */
export function describeHolders(scope: ScopeReport, report: AuditReport): string[] {
  if (scope.mode === "unknown") return [];
  return [
    nameHolders("Product manager", scope.productManagers, report),
    nameHolders("Product owner", scope.productOwners, report),
  ];
}

function nameHolders(role: string, refs: readonly string[], report: AuditReport): string {
  if (refs.length === 0) return `${role}: nobody listed.`;
  return `${role}${refs.length === 1 ? "" : "s"}: ${joinPhrases(refs.map((ref) => nameOf(ref, report)))}.`;
}

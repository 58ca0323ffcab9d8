import type { Policy } from "#core/config";
import type { ItemSummary, Person, ProductRole, Role, Scope } from "#core/model";
import { createRoleDirectory } from "#core/roles";
import type { WorkItemSource } from "#ports";
import { readPages } from "#usecases/read-pages";

/** A role that something other than a person's own items speaks for; a person confirms it. */
export interface RoleProposal {
  /** How the policy should name the person: e-mail or account id where known. */
  person: string;
  name: string;
  role: ProductRole;
  /** Every reason, one phrase each. */
  reasons: readonly string[];
  scopes: readonly string[];
}

export interface RoleSuggestions {
  proposals: readonly RoleProposal[];
  /** People who own items and whom neither the policy lists nor anything speaks for. */
  unlisted: readonly { person: string; name: string; scopes: readonly string[] }[];
  /** How many people the policy already lists among those seen. */
  listed: number;
}

/** Column names that name a role, as they are written in exports. */
export const ROLE_FIELDS: Readonly<Record<string, ProductRole>> = {
  "Product owner": "product-owner",
  PO: "product-owner",
  "Product Owner (PO)": "product-owner",
  "Product manager": "product-manager",
  PM: "product-manager",
  "Product Manager (PM)": "product-manager",
};

interface Seen {
  person: Person;
  scopes: Map<string, Scope>;
  reasons: Map<ProductRole, Set<string>>;
  isListed: boolean;
}

/**
 * Proposes roles from job titles, from columns and from labels that name the role. Never from what somebody's items
 * are about: that would make the audit agree with itself.
 */
export async function suggestRoles(source: WorkItemSource, policy: Policy, today: string): Promise<RoleSuggestions> {
  const directory = createRoleDirectory(policy, today);
  const seen = new Map<string, Seen>();
  const meet = (person: Person, item: ItemSummary): Seen => {
    const ref = directory.refOf(person);
    const known = seen.get(ref) ?? { person, scopes: new Map(), reasons: new Map(), isListed: false };
    seen.set(ref, known);
    known.scopes.set(item.scope.id, item.scope);
    const answer = directory.roleOf(person, item.scope);
    if (answer.source === "entry" || answer.source === "group") known.isListed = true;
    if (answer.source === "job-title" && isProductRole(answer.role)) addReason(known, answer.role, answer.reason);
    return known;
  };

  for await (const page of readPages(source)) for (const item of page.items) readItem(item, meet);

  const people = [...seen.values()].sort((a, b) => nameOf(a.person).localeCompare(nameOf(b.person), "en"));
  const open = people.filter((one) => !one.isListed);
  return {
    listed: people.length - open.length,
    proposals: open.flatMap((one) =>
      [...one.reasons].map(([role, reasons]) => ({ ...describe(one), role, reasons: [...reasons].sort() })),
    ),
    unlisted: open.filter((one) => one.reasons.size === 0).map(describe),
  };
}

function readItem(item: ItemSummary, meet: (person: Person, item: ItemSummary) => Seen): void {
  for (const field of ["owner", "assignee", "projectLead"]) {
    const person = item.people[field];
    if (!person || person.isApp) continue;
    const known = meet(person, item);
    for (const label of item.labels) {
      const role = roleInLabel(label, person);
      if (role) addReason(known, role, `label "${label}"`);
    }
  }
  for (const [field, role] of Object.entries(ROLE_FIELDS)) {
    const person = item.people[field];
    if (person && !person.isApp) addReason(meet(person, item), role, `named in the column "${field}"`);
  }
}

/** Labels such as `po:maria` or `product-manager/lee` that name a role and then the person. */
function roleInLabel(label: string, person: Person): ProductRole | undefined {
  const match = /^(po|product[- ]?owner|pm|product[- ]?manager)\s*[:=/@-]\s*(.+)$/i.exec(label.trim());
  if (!match?.[1] || !match[2]) return undefined;
  const named = match[2].trim().toLowerCase();
  const names = [person.name, person.name?.split(/\s+/)[0], person.email, person.email?.split("@")[0], person.id].map(
    (name) => name?.toLowerCase(),
  );
  if (!names.includes(named)) return undefined;
  return /^po|owner/i.test(match[1]) ? "product-owner" : "product-manager";
}

function addReason(seen: Seen, role: ProductRole, reason: string): void {
  seen.reasons.set(role, (seen.reasons.get(role) ?? new Set()).add(reason));
}

const isProductRole = (role: Role | undefined): role is ProductRole =>
  role === "product-manager" || role === "product-owner";

const nameOf = (person: Person): string => person.name ?? person.email ?? person.id;

function describe({ person, scopes }: Seen): { person: string; name: string; scopes: string[] } {
  return {
    person: person.email ?? person.id,
    name: nameOf(person),
    scopes: [...scopes.values()].map((scope) => scope.name).sort(),
  };
}

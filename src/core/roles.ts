import type { Policy } from "#core/config";
import { type ItemSummary, keyOfScope, type Person, type ProductRole, type Role, type Scope } from "#core/model";
import { shortHash } from "#core/short-hash";

/** Where a role came from, strongest first: the order in which the directory asks. */
export type RoleSource = "entry" | "group" | "people-field" | "job-title" | "unlisted";

export interface RoleAnswer {
  /** Undefined: nobody told, and the policy does not let silence mean `other`. */
  role: Role | undefined;
  source: RoleSource;
  /** For a reader: which entry, group, field or title gave it. */
  reason: string;
}

export interface ListedPerson {
  ref: string;
  name: string;
  /** Whether the policy gives the name to show; else it is only how the policy spells the person. */
  isNamed: boolean;
  isInactive: boolean;
  role: Role;
  source: RoleSource;
  reason: string;
}

/** Who has which role, where and on one day. */
export interface RoleDirectory {
  /** Opaque reference of a person: the same for every spelling that the policy lists as one person. */
  refOf: (person: Person) => string;
  /** Every reference the person may have had, as the policy listed them or not: what was recorded earlier may hold another one. */
  refsOf(person: Person): readonly string[];
  /** Role by entry, group, people field of the item, or job title; `unlisted` when none of them knows the person. */
  roleOf(person: Person, scope: Scope, item?: Pick<ItemSummary, "people">): RoleAnswer;
  /** Everyone whom an entry or a group lists for this scope. */
  listedIn(scope: Scope): readonly ListedPerson[];
  isInactive(person: Person): boolean;
}

type DatedEntry = { role: Role; scope?: string | undefined; from?: string | undefined; to?: string | undefined };

const fold = (text: string): string => text.trim().toLowerCase();

const REFERENCE = /^p-[0-9a-f]{12}$/;

/** Whether it is what is remembered of a person, and no name or account. */
export const isReference = (name: string): boolean => REFERENCE.test(name);

/** A short stable reference for a spelling in any case; one-way, so that what holds only references names nobody. */
function createReferences(): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const folded = fold(name);
    // What is remembered of a person is the reference itself.
    const ref = known.get(folded) ?? (isReference(folded) ? folded : `p-${shortHash(folded)}`);
    known.set(folded, ref);
    return ref;
  };
}

const referenceOf = createReferences();

/** References of all names by which entries may know a person, the strongest first. */
export const keysOfPerson = (person: Person): readonly string[] =>
  person.keys ?? [person.id, person.email, person.name].flatMap((name) => (name ? [referenceOf(name)] : []));

/**
 * Builds the directory as it stands on `today` (ISO date): entries outside their dates do not exist.
 * Precedence: explicit entry, then group or project role, then people field, then job title; within one source an
 * entry for the scope wins over a general one, and a product manager's and a product owner's entry together make `both`.
 */
export function createRoleDirectory(policy: Policy, today: string): RoleDirectory {
  const isCurrent = (entry: DatedEntry): boolean =>
    (entry.from === undefined || entry.from <= today) && (entry.to === undefined || today <= entry.to);
  const entries = policy.people.filter(isCurrent).map((entry) => ({ ...entry, key: referenceOf(entry.person) }));
  const groups = policy.groups.filter(isCurrent).map((group) => ({
    ...group,
    keys: new Set(group.members.map((member) => referenceOf(toMember(member).person))),
  }));
  const inactive = new Set(policy.inactivePeople.map(referenceOf));
  /** The reference of the spelling that the policy uses for a person, so that id, e-mail and name lead to one. */
  const canonical = new Map<string, string>();
  for (const entry of policy.people) {
    canonical.set(referenceOf(entry.person), referenceOf(entry.person));
    if (entry.name) canonical.set(referenceOf(entry.name), referenceOf(entry.person));
  }

  const canonicalOf = (person: Person): string => {
    const keys = keysOfPerson(person);
    for (const key of keys) {
      const known = canonical.get(key);
      if (known) return known;
    }
    return keys[0] ?? "";
  };
  const knows = (person: Person) => new Set([...keysOfPerson(person), canonicalOf(person)]);

  const roleOf = (person: Person, scope: Scope, item?: Pick<ItemSummary, "people">): RoleAnswer => {
    const names = knows(person);
    const entry = strongest(
      entries.filter((candidate) => names.has(candidate.key)),
      scope,
    );
    if (entry)
      return { role: entry.role, source: "entry", reason: `listed as ${roleName(entry.role)}${placeOf(entry)}` };
    const group = strongest(
      groups.filter((candidate) => [...names].some((name) => candidate.keys.has(name))),
      scope,
    );
    if (group) return { role: group.role, source: "group", reason: `member of "${group.last.group}"${placeOf(group)}` };
    const field = roleByField(policy, names, item);
    if (field) return field;
    const title =
      person.title && policy.jobTitles.find((rule) => fold(person.title ?? "").includes(fold(rule.contains)));
    if (title) return { role: title.role, source: "job-title", reason: `job title "${person.title}"` };
    return { role: undefined, source: "unlisted", reason: "not listed anywhere" };
  };

  return {
    refOf: canonicalOf,
    refsOf: (person) => [...knows(person)],
    roleOf,
    isInactive: (person) => person.isActive === false || [...knows(person)].some((name) => inactive.has(name)),
    listedIn(scope) {
      const spellings = [
        ...entries.map((entry) => ({ id: entry.person, name: entry.name, entry })),
        ...groups.flatMap((group) =>
          group.members.map(toMember).map(({ person, name }) => ({ id: person, name, entry: group })),
        ),
      ].filter(({ entry }) => holdsIn(entry, scope));
      const listed = new Map<string, ListedPerson>();
      for (const { id, name } of spellings) {
        const person: Person = { id };
        const ref = canonicalOf(person);
        const answer = roleOf(person, scope);
        if (!answer.role || listed.has(ref)) continue;
        listed.set(ref, {
          ref,
          name: name ?? id,
          isNamed: name !== undefined,
          isInactive: inactive.has(referenceOf(id)),
          role: answer.role,
          source: answer.source,
          reason: answer.reason,
        });
      }
      return [...listed.values()];
    },
  };
}

/** A member of a group as a policy spells it. */
export const toMember = (
  member: Policy["groups"][number]["members"][number],
): { person: string; name?: string | undefined } => (typeof member === "string" ? { person: member } : member);

/** As people say it. */
export function roleName(role: Role | ProductRole | undefined): string {
  switch (role) {
    case "product-manager":
      return "product manager";
    case "product-owner":
      return "product owner";
    case "both":
      return "product manager and product owner";
    case "other":
      return "neither product manager nor product owner";
    case undefined:
      return "unknown role";
  }
}

export const isProductManager = (role: Role | undefined): boolean => role === "product-manager" || role === "both";
export const isProductOwner = (role: Role | undefined): boolean => role === "product-owner" || role === "both";

/** Whether a name in a policy means this scope: its id, its name, or the key before the dash of an id. */
export function namesScope(name: string, scope: Scope): boolean {
  const wanted = fold(name);
  return wanted === fold(scope.id) || wanted === fold(scope.name) || wanted === fold(keyOfScope(scope.id));
}

const holdsIn = (entry: DatedEntry, scope: Scope): boolean =>
  entry.scope === undefined || namesScope(entry.scope, scope);

/** The role that the most specific entries give; of several equally specific ones the later, or `both` where they differ in the two hats. */
function strongest<T extends DatedEntry>(
  candidates: readonly T[],
  scope: Scope,
): { role: Role; scope?: string | undefined; last: T } | undefined {
  const inScope = candidates.filter((entry) => entry.scope !== undefined && namesScope(entry.scope, scope));
  const holding = inScope.length > 0 ? inScope : candidates.filter((entry) => entry.scope === undefined);
  const last = holding.at(-1);
  if (!last) return undefined;
  const roles = new Set(holding.map((entry) => entry.role));
  const hasBoth = roles.has("both") || (roles.has("product-manager") && roles.has("product-owner"));
  return { role: hasBoth ? "both" : last.role, scope: last.scope, last };
}

const placeOf = (entry: { scope?: string | undefined }): string => (entry.scope ? ` in ${entry.scope}` : "");

function roleByField(
  policy: Policy,
  names: ReadonlySet<string>,
  item: Pick<ItemSummary, "people"> | undefined,
): RoleAnswer | undefined {
  if (!item) return undefined;
  const naming = policy.peopleFields.filter(({ field }) => {
    const person = item.people[field];
    return person !== undefined && keysOfPerson(person).some((key) => names.has(key));
  });
  const roles = new Set(naming.map((field) => field.role));
  const first = naming[0];
  if (!first) return undefined;
  return {
    role: roles.size > 1 ? "both" : first.role,
    source: "people-field",
    reason: `named in the field "${naming.map((f) => f.field).join('", "')}"`,
  };
}

import type { Policy } from "#core/config";
import { compareText } from "#core/key-order";
import type { Person, ProductRole, Scope } from "#core/model";
import type { CountedProfile } from "#core/profile";
import { createRoleDirectory, type RoleAnswer, type RoleDirectory } from "#core/roles";
import { ownerOf } from "#core/survey";
import type { ApiOutput } from "#usecases/api/contract";
import { ROLE_FIELDS } from "#usecases/suggest-roles";

type Owners = Pick<ApiOutput<"getRoles">, "directory" | "proposals" | "unlisted" | "unlistedCount">;

/** Owners without a role that are shown. */
const MOST_UNLISTED = 500;
/** What a store calls somebody who was erased: nobody to give a role to. */
const FORMER = "former person";

interface Met {
  ref: string;
  name: string;
  scopes: Set<string>;
  /** Whether an entry or a group lists them somewhere. */
  isListed: boolean;
  isOwner: boolean;
  /** Answers of the directory by what they say, with the scopes where it says so. */
  answers: Map<string, { answer: RoleAnswer; scopes: Set<string> }>;
  reasons: Map<ProductRole, Set<string>>;
}

/** Everybody who owns items, and whom fields name, with what tells their role. */
export function readOwners(
  profiles: readonly CountedProfile[],
  { policy, day }: { policy: Policy; day: string },
): Owners {
  const directory = createRoleDirectory(policy, day);
  const met = new Map<string, Met>();
  for (const { profile } of profiles) {
    const { scope, people } = profile;
    const owner = ownerOf(profile, policy);
    if (owner) {
      const one = meet(met, owner, scope, directory);
      one.isOwner = true;
      note(one, directory.roleOf(owner, scope, profile), scope);
    }
    for (const [field, role] of roleFields(policy)) {
      const person = people[field];
      if (person && !person.isApp)
        addReason(meet(met, person, scope, directory), role, `named in the column "${field}"`);
    }
  }
  const all = [...met.values()].sort((a, b) => a.name.localeCompare(b.name, "en") || compareText(a.ref, b.ref));
  const open = all.filter(({ isListed, name }) => !isListed && name !== FORMER);
  const unlisted = open.filter(({ isOwner, answers, reasons }) => isOwner && !hasRole(answers) && reasons.size === 0);
  return {
    directory: all.filter(({ isOwner }) => isOwner).flatMap(toDirectory),
    proposals: open.flatMap((one) =>
      [...one.reasons].map(([role, reasons]) => ({ ...describe(one), role, reasons: [...reasons].sort() })),
    ),
    unlisted: unlisted.slice(0, MOST_UNLISTED).map(describe),
    unlistedCount: unlisted.length,
  };
}

function meet(met: Map<string, Met>, person: Person, scope: Scope, directory: RoleDirectory): Met {
  const ref = directory.refOf(person);
  const name = person.name ?? person.email ?? person.id;
  const known = met.get(ref) ?? {
    ...{ ref, name, scopes: new Set<string>(), isListed: false, isOwner: false },
    ...{ answers: new Map<string, never>(), reasons: new Map<ProductRole, never>() },
  };
  met.set(ref, known);
  known.scopes.add(scope.name);
  const answer = directory.roleOf(person, scope);
  if (answer.source === "entry" || answer.source === "group") known.isListed = true;
  if (answer.source === "job-title" && (answer.role === "product-manager" || answer.role === "product-owner"))
    addReason(known, answer.role, answer.reason);
  return known;
}

function note({ answers }: Met, answer: RoleAnswer, scope: Scope): void {
  const key = JSON.stringify(answer);
  const known = answers.get(key) ?? { answer, scopes: new Set() };
  answers.set(key, known);
  known.scopes.add(scope.name);
}

const addReason = ({ reasons }: Met, role: ProductRole, reason: string): void =>
  void reasons.set(role, (reasons.get(role) ?? new Set()).add(reason));

/** Fields that name a role: those of the policy, and those whose name says it. */
const roleFields = (policy: Policy): [string, ProductRole][] => [
  ...new Map([
    ...Object.entries(ROLE_FIELDS),
    ...policy.peopleFields.map(({ field, role }): [string, ProductRole] => [field, role]),
  ]),
];

const hasRole = (answers: Met["answers"]): boolean =>
  [...answers.values()].some(({ answer }) => answer.role !== undefined);

const toDirectory = ({ ref, name, answers }: Met): Owners["directory"] =>
  [...answers.values()].flatMap(({ answer: { role, source, reason }, scopes }) =>
    role === undefined ? [] : [{ ref, name, role, source, reason, scopes: [...scopes].sort() }],
  );

/** By the reference, under which every spelling of theirs is known and nobody else. */
const describe = ({ ref, name, scopes }: Met): Owners["unlisted"][number] => ({
  ...{ person: ref, name, scopes: [...scopes].sort() },
});

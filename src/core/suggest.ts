import type { OwnerSuggestion } from "#core/finding";
import type { ProductRole } from "#core/model";
import { isProductManager, isProductOwner, roleName } from "#core/roles";
import type { OwnerFacts, ParentFacts, ScopeFacts } from "#core/rule";

/** How many names help; more is a list to search. */
const LIMIT = 3;

/**
 * People of the right role who are near to the item: who owns its parent first, then who is listed for the scope itself.
 * Each with the reason, none with a number: how much somebody has to do is for people to say.
 */
export function suggestOwners(
  role: ProductRole,
  scope: ScopeFacts,
  owner: OwnerFacts | null,
  parent: ParentFacts | null,
): OwnerSuggestion[] {
  const holds = role === "product-manager" ? isProductManager : isProductOwner;
  return scope.people
    .filter((person) => holds(person.role) && person.ref !== owner?.ref && !person.isInactive)
    .map((person) => {
      const ownsParent = parent?.ownerRef === person.ref;
      const because = `${roleName(person.role)} for ${scope.scope.name}`;
      return {
        ref: person.ref,
        ownsParent,
        reason: ownsParent ? `owns the parent ${parent.key}; ${because}` : because,
      };
    })
    .sort((a, b) => Number(b.ownsParent) - Number(a.ownsParent))
    .slice(0, LIMIT)
    .map(({ ref, reason }) => ({ ref, reason }));
}

import type { ScopeReport } from "#core/report";
import { isProductManager, isProductOwner } from "#core/roles";
import type { ScopeFacts } from "#core/rule";

/** Fewer decided items than this say nothing about a team. */
const MINIMUM = 20;
/** Shares of strategic work beyond which a mix leans to one side; expert values, not measured. */
const MOSTLY_STRATEGIC = 0.35;
const HARDLY_STRATEGIC = 0.03;

/**
 * What the mix of a scope suggests: choose a product manager where direction is being sought (a new product),
 * a product owner where a plan is being delivered. A suggestion to talk about, never a finding.
 */
export function suggestBalance(facts: ScopeFacts): ScopeReport["balance"] {
  const { strategic, tactical } = facts.items;
  const decided = strategic + tactical;
  const name = facts.scope.name;
  if (decided < MINIMUM) {
    return {
      suggests: null,
      sentence: `${name} has only ${decided} decided ${decided === 1 ? "item" : "items"}, too few to say what the team needs.`,
    };
  }
  const share = strategic / decided;
  const percent = share > 0 && share < 0.005 ? "less than 1" : String(Math.round(share * 100));
  const mix = `Of what could be decided in ${name}, ${strategic === 0 ? "nothing" : `${percent} %`} is strategic`;
  const hasManager = facts.people.some((person) => isProductManager(person.role));
  const hasOwner = facts.people.some((person) => isProductOwner(person.role));
  if (share >= MOSTLY_STRATEGIC) {
    return {
      suggests: "product-manager",
      sentence: `${mix}: direction is still being found, which is a product manager's work${hasManager ? "" : ", and none is listed"}.`,
    };
  }
  if (share <= HARDLY_STRATEGIC) {
    return {
      suggests: "product-owner",
      sentence: `${mix}: delivery against a plan, which is a product owner's work${hasOwner ? "" : ", and none is listed"}. If the plan is not kept elsewhere, ask who decides the direction.`,
    };
  }
  return { suggests: "both", sentence: `${mix}: direction and delivery side by side, work for both roles.` };
}

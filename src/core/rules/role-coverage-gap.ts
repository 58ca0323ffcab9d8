import { joinPhrases } from "#core/explain";
import type { ProductRole } from "#core/model";
import { isProductManager, isProductOwner, roleName } from "#core/roles";
import type { ScopeRule } from "#core/rule";

export const roleCoverageGap: ScopeRule = {
  id: "role-coverage-gap",
  title: "A scope without one of the roles",
  severity: "warning",
  subject: "scope",
  modes: ["separate"],
  docs: {
    what: "A scope has strategic work and lists no product manager, or tactical work and no product owner.",
    why: "Both roles should be close to the same team; where one is missing, somebody does its work unseen.",
    fix: "List who holds the role, or give someone the role.",
    jql: null,
    linearFilter: null,
    falsePositives:
      "A product manager who serves several scopes and is listed for only one: leave `scope` out of the entry.",
    options: { minimum: { default: 3, about: "Open items of a focus before its role is missed." } },
  },
  check({ scope, options }) {
    const minimum = Number(options.minimum);
    const roles = scope.people.map((person) => person.role);
    const gaps: Gap[] = [
      { role: "product-manager", focus: "strategic", isHeld: roles.some(isProductManager) },
      { role: "product-owner", focus: "tactical", isHeld: roles.some(isProductOwner) },
    ];
    const missing = gaps.filter((gap) => !gap.isHeld && scope.judged[gap.focus] >= minimum);
    const only = missing.length === 1 ? missing[0] : undefined;
    if (missing.length === 0) return [];
    const work = joinPhrases(
      missing.map(
        (gap) => `${scope.judged[gap.focus]} open ${gap.focus} ${scope.judged[gap.focus] === 1 ? "item" : "items"}`,
      ),
    );
    const names = missing.map((gap) => roleName(gap.role));
    return [
      {
        about: { kind: "scope", id: scope.scope.id },
        kind: only ? `no-${only.role}` : "no-product-roles",
        expectedRole: only?.role ?? null,
        message: `${scope.scope.name} has ${work} and lists no ${names.join(" and no ")}.`,
        why: [`Nobody is listed for this scope as ${names.join(" or ")}.`],
        change: `Someone listed as ${joinPhrases(names)} for the scope.`,
        remedy: `List who is ${joinPhrases(names)} here, or decide who should be.`,
      },
    ];
  },
};

interface Gap {
  role: ProductRole;
  focus: "strategic" | "tactical";
  isHeld: boolean;
}

import type { ScopeRule } from "#core/rule";

export const ownerUnknown: ScopeRule = {
  id: "owner-unknown",
  title: "Owners whose role is not known",
  severity: "info",
  subject: "scope",
  modes: ["separate"],
  docs: {
    what: "Someone owns open work items and no entry, group, field or job title tells their role. One finding per person and scope.",
    why: "Their items cannot be judged. It is a gap in the set-up and says nothing about the person.",
    fix: "Add the person to `people` in the policy: product-manager, product-owner, both or other.",
    jql: null,
    linearFilter: null,
    falsePositives:
      'None: the role is unknown until it is told. `unlistedPeople: "other"` tells it for everyone who is not listed.',
  },
  check({ scope }) {
    return scope.unknownOwners.map(({ ref, name, example }) => ({
      about: { kind: "person", ref, scope: scope.scope.id },
      owner: ref,
      kind: "unlisted",
      message: `We do not know the role of ${name} in ${scope.scope.name}.`,
      why: [`They own open work items there, for example ${example}, and no list names them.`],
      change: 'An entry for the person, or `unlistedPeople: "other"` in the policy.',
      remedy: `Tell us their role: \`{ "person": "${name.replaceAll("`", "'")}", "role": "…" }\` under \`people\`.`,
    }));
  },
};

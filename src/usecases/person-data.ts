import type { Decision } from "#core/decision";
import type { Policy } from "#core/config";
import { createRoleDirectory } from "#core/roles";
import type { TriageStore } from "#ports";

/** Everything that is remembered about one person, for whoever asks for their data. */
export interface PersonData {
  ref: string;
  name: string | null;
  /** Findings whose item or scope names the person as owner. */
  findings: readonly { id: string; rule: string; item: string | null; firstSeen: string; gone: string | null }[];
  /** Decisions the person made, or that plan work for them. */
  decisions: readonly Decision[];
}

/** References that a name may stand for: of people met by that name, and what the policy makes of it. */
export async function findRefs(name: string, store: TriageStore, policy: Policy): Promise<string[]> {
  const people = await store.people();
  const folded = name.trim().toLowerCase();
  const met = [...people.values()].filter(
    (person) => person.name.trim().toLowerCase() === folded || person.ref === name,
  );
  const guessed = createRoleDirectory(policy, "").refOf({ id: name });
  return [...new Set([...met.map(({ ref }) => ref), ...(people.has(guessed) ? [guessed] : [])])];
}

export async function collectPersonData(ref: string, store: TriageStore): Promise<PersonData> {
  const findings: PersonData["findings"][number][] = [];
  for await (const page of store.findings())
    for (const { finding, item, firstSeen, gone, ownerRefs } of page)
      if (finding.owner === ref || ownerRefs.includes(ref))
        findings.push({
          id: finding.id,
          rule: finding.rule,
          item: item?.key ?? null,
          firstSeen,
          gone: gone?.since ?? null,
        });
  const isOf = (decision: Decision): boolean =>
    decision.by === ref ||
    (decision.kind === "reassign" && decision.to === ref) ||
    ("about" in decision && decision.about.owner === ref);
  const decisions = (await store.decisions()).filter(isOf);
  return { ref, name: (await store.people()).get(ref)?.name ?? null, findings, decisions };
}

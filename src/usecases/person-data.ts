import type { Decision } from "#core/decision";
import type { Policy } from "#core/config";
import { createRoleDirectory, toMember } from "#core/roles";
import type { StoredPerson, TriageStore } from "#ports";

/** Everything that is remembered about one person, for whoever asks for their data. */
export interface PersonData {
  ref: string;
  name: string | null;
  /** Findings whose item or scope names the person as owner. */
  findings: readonly { id: string; rule: string; item: string | null; firstSeen: string; gone: string | null }[];
  /** Decisions the person made, or that plan work for them. */
  decisions: readonly Decision[];
}

/** Who is meant by a name, an e-mail or an account id; `ref` is what a decision holds. */
export type PersonAnswer =
  { kind: "known" | "unknown"; ref: string; name: string } | { kind: "ambiguous"; name: string; count: number };

/**
 * Finds people as the policy spells them: it says who is meant, also where others of that name were met. Else by the names that
 * audits have met, where only one person has it.
 */
export function createPersonFinder(
  policy: Policy,
  people: ReadonlyMap<string, StoredPerson>,
): (text: string) => PersonAnswer {
  const listed = listPeople(policy);
  return (text) => {
    const guessed = createRoleDirectory(policy, "").refOf({ id: text });
    const spelled = listed.get(guessed);
    if (spelled !== undefined) return { kind: "known", ref: guessed, name: people.get(guessed)?.name ?? spelled };
    const met = refsCalled(text, guessed, people);
    const [ref] = met;
    if (ref === undefined) return { kind: "unknown", ref: guessed, name: text };
    const name = people.get(ref)?.name ?? text;
    return met.length > 1 ? { kind: "ambiguous", name, count: met.length } : { kind: "known", ref, name };
  };
}

/** Whom the policy lists, by reference, each as it shows or spells them. */
export function listPeople(policy: Policy): Map<string, string> {
  const directory = createRoleDirectory(policy, "");
  const members = policy.groups.flatMap((group) => group.members.map(toMember));
  return new Map(
    [
      ...policy.triage.approvers.map((id) => ({ id, name: id })),
      ...members.map(({ person, name }) => ({ id: person, name: name ?? person })),
      ...policy.people.map((one) => ({ id: one.person, name: one.name })),
    ].map(({ id, name }) => [directory.refOf({ id }), name ?? id]),
  );
}

/** Everybody met who is called so, or is the one that the text alone would stand for. */
function refsCalled(text: string, guessed: string, people: ReadonlyMap<string, StoredPerson>): string[] {
  const folded = text.trim().toLowerCase();
  return [...people.values()]
    .filter(({ ref, name }) => ref === guessed || ref === text || name.trim().toLowerCase() === folded)
    .map(({ ref }) => ref);
}

/** Every reference that a name may stand for: for whoever asks for all that is held about somebody. */
export async function findRefs(name: string, store: TriageStore, policy: Policy): Promise<string[]> {
  return refsCalled(name, createRoleDirectory(policy, "").refOf({ id: name }), await store.people());
}

/** Names of people by reference; never the reference itself, which tells a reader nothing. */
export const createNamer =
  (people: ReadonlyMap<string, StoredPerson>) =>
  (ref: string): string =>
    people.get(ref)?.name ?? "former person";

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

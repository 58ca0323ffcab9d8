import type { Policy } from "#core/config";
import type { Decision } from "#core/decision";
import { type Actor, actorOf, refusalFor } from "#core/permission";
import type { StoredPerson } from "#ports";
import { listPeople } from "#usecases/person-data";

/** Decisions of a file that the policy lets count, and those it does not, each with who and why. */
export interface PermittedDecisions {
  permitted: readonly Decision[];
  refused: readonly { decision: Decision; by: string; why: string }[];
}

/** What is known beside a file: all of it may be left out. */
export interface BesideFile {
  people?: ReadonlyMap<string, StoredPerson>;
  /** Decisions that an undo may take back. */
  decisions?: readonly Decision[];
  /** References of the owners of items, by item id: a decision about an item does not say whose it was. */
  owners?: ReadonlyMap<string, string | null>;
}

/**
 * Holds decisions that come from a file to what the policy says of those who decide here: a file that anybody can edit must not
 * get around `triage.approvers` and `triage.ownFindings`.
 */
export function permitDecisions(
  fromFile: readonly Decision[],
  policy: Policy,
  { people = new Map(), decisions = [], owners = new Map() }: BesideFile = {},
): PermittedDecisions {
  const byId = new Map([...decisions, ...fromFile].map((decision) => [decision.id, decision]));
  const listed = listPeople(policy);
  const ownerOf = (decision: Decision | undefined): string | null => {
    if (!decision) return null;
    if (decision.kind === "override") return owners.get(decision.item.id) ?? null;
    if (decision.kind !== "undo") return decision.about.owner;
    const undone = byId.get(decision.of);
    return undone?.kind === "undo" ? null : ownerOf(undone);
  };
  const actors = new Map<string | null, Actor>();
  const permitted: Decision[] = [];
  const refused: PermittedDecisions["refused"][number][] = [];
  for (const decision of fromFile) {
    const { by } = decision;
    const actor = actors.get(by) ?? actorOf(decision, policy, by !== null && people.has(by));
    actors.set(by, actor);
    const why = refusalFor(decision.kind, actor, ownerOf(decision), policy);
    if (why === null) permitted.push(decision);
    else if (by === null) refused.push({ decision, by: "nobody said who", why: UNSIGNED });
    else refused.push({ decision, by: people.get(by)?.name ?? listed.get(by) ?? "somebody unknown here", why });
  }
  return { permitted, refused };
}

const UNSIGNED = "The policy limits who may decide, and the entry does not say who did.";

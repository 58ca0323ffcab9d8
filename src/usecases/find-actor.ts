import type { Policy } from "#core/config";
import { type Actor, claimActor, NOBODY } from "#core/permission";
import type { TriageStore } from "#ports";
import { createPersonFinder } from "#usecases/person-data";

/** Somebody who says who they are: a claim, matched to a person where exactly one is called so. */
export async function findActor(name: string, policy: Policy, store: TriageStore): Promise<Actor> {
  if (name.trim() === "") return NOBODY;
  const people = await store.people();
  const found = createPersonFinder(policy, people)(name);
  return claimActor(name, policy, found.kind === "known" && people.has(found.ref) ? found.ref : undefined);
}

import { createRoleDirectory } from "#core/roles";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import { findActor } from "#usecases/find-actor";
import { listPeople } from "#usecases/person-data";

/** People that a search answers. */
const MOST = 20;

export const chooseActor: Handler<"chooseActor"> = async ({ name }, context) => {
  // Where the host has signed somebody in, nobody chooses.
  if (context.host !== "local") return context.actor;
  const { policy } = await policyInForce(context);
  return findActor(name, policy, context.store);
};

export const findPeople: Handler<"findPeople"> = async ({ text }, context) => {
  const { policy } = await policyInForce(context);
  const wanted = text.toLowerCase();
  const people = new Map([
    ...listPeople(policy),
    ...[...(await context.store.people()).values()].map(({ ref, name }) => [ref, name] as const),
  ]);
  const directory = createRoleDirectory(policy, context.now().slice(0, 10));
  const nowhere = { id: "", name: "" };
  return {
    people: [...people]
      .filter(([, name]) => name.toLowerCase().includes(wanted))
      .sort(([, a], [, b]) => (a < b ? -1 : 1))
      .slice(0, MOST)
      .map(([ref, name]) => ({ ref, name, role: directory.roleOf({ id: ref }, nowhere).role ?? null })),
  };
};

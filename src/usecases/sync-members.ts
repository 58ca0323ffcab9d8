import type { Policy } from "#core/config";
import type { MemberLister, Memberships, TriageStore } from "#ports";
import { type MemberProgress, openProgress, refOf, refsOf } from "#usecases/member-progress";

export interface MembersDeps {
  listers: readonly MemberLister[];
  /** Null: nothing is remembered, every audit asks. */
  memory: TriageStore | null;
  /** ISO 8601 instant. */
  now: string;
  /** Asks also where the last asking was less than a day ago. */
  isForced?: boolean;
}

/** What became of a group of the policy. */
export interface SyncedGroup {
  group: string;
  members: number;
  /** Scopes in which it has members: none means everywhere, or that no tracker knows it. */
  scopes: readonly string[];
  isKnown: boolean;
}

const DAY = 24 * 3_600_000;

/** Groups whose members the policy leaves to a tracker. */
const openGroups = (policy: Policy): string[] => [
  ...new Set(policy.groups.filter(({ members }) => members.length === 0).map(({ group }) => group)),
];

/**
 * The policy with the members of its groups, as trackers tell them: once a day where they can be remembered. Members are remembered by
 * reference, and their names where every name is, so that a person who is erased stays so. Throws TrackerError.
 */
export async function withMembers(
  policy: Policy,
  deps: MembersDeps,
): Promise<{ policy: Policy; groups: readonly SyncedGroup[] }> {
  const wanted = openGroups(policy);
  if (wanted.length === 0) return { policy, groups: [] };
  const { memberships, names } = await askOrRemember(wanted, deps);
  return {
    policy: { ...policy, groups: policy.groups.flatMap((entry) => expand(entry, memberships, names)) },
    groups: wanted.map((group) => describe(group, memberships)),
  };
}

type Names = ReadonlyMap<string, string>;

async function askOrRemember(
  wanted: readonly string[],
  { listers, memory, now, isForced = false }: MembersDeps,
): Promise<{ memberships: Memberships; names: Names }> {
  const before = (await memory?.memberships()) ?? null;
  const isFresh = before !== null && Date.parse(now) - Date.parse(before.asOf) < DAY;
  const isWhole = wanted.every((group) => before?.groups[group] !== undefined);
  if (before && isFresh && isWhole && !isForced) return { memberships: before, names: await namesIn(memory) };
  const progress = memory && (await openProgress(memory, now));
  const asked = await ask(wanted, listers, { now, progress }).finally(() => progress?.save());
  if (!memory) return asked;
  await memory.savePeople([...asked.names].map(([ref, name]) => ({ ref, name })));
  await memory.saveMemberships(asked.memberships);
  await progress?.end();
  return { memberships: asked.memberships, names: await namesIn(memory) };
}

const namesIn = async (memory: TriageStore | null): Promise<Names> =>
  new Map([...((await memory?.people()) ?? [])].map(([ref, { name }]) => [ref, name]));

async function ask(
  wanted: readonly string[],
  listers: readonly MemberLister[],
  { now, progress }: { now: string; progress: MemberProgress | null },
): Promise<{ memberships: Memberships; names: Names }> {
  const groups: Record<string, Memberships["groups"][string][number][]> = {};
  const names = new Map<string, string>();
  for (const group of wanted) {
    const found: Memberships["groups"][string][number][] = [];
    for (const [at, list] of listers.entries())
      for (const { scope, people } of await list(group, progress?.of(`${at} ${group}`))) {
        for (const person of people) if (person.name && !person.isApp) names.set(refOf(person), person.name);
        found.push({ ...(scope !== undefined && { scope }), refs: refsOf(people) });
      }
    groups[group] = found;
  }
  return { memberships: { asOf: now, groups }, names };
}

type Group = Policy["groups"][number];

/** An entry for each place in which the group has members; an entry for one scope keeps to it. */
function expand(entry: Group, { groups }: Memberships, names: Names): Group[] {
  if (entry.members.length > 0) return [entry];
  const found = groups[entry.group] ?? [];
  const fitting = found.filter(
    ({ scope }) => scope === undefined || entry.scope === undefined || scope === entry.scope,
  );
  if (fitting.length === 0) return [entry];
  return fitting.map(({ scope, refs }) => ({
    ...entry,
    ...((entry.scope ?? scope) !== undefined && { scope: entry.scope ?? scope }),
    members: refs.map((person) => ({ person, ...(names.has(person) && { name: names.get(person) }) })),
  }));
}

function describe(group: string, { groups }: Memberships): SyncedGroup {
  const found = groups[group] ?? [];
  return {
    group,
    members: new Set(found.flatMap(({ refs }) => refs)).size,
    scopes: found.flatMap(({ scope }) => (scope === undefined ? [] : [scope])),
    isKnown: found.length > 0,
  };
}

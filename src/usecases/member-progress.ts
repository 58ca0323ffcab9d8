import type { Person } from "#core/model";
import { keysOfPerson } from "#core/roles";
import type { AskedMembers, TriageStore } from "#ports";

/** How far an asking for members is: of a large site it may take longer than one process has, or the points of an hour. */
export interface MemberProgress {
  /** What is known of a group. */
  of(group: string): AskedMembers;
  save(): Promise<void>;
  /** Everything was asked. */
  end(): Promise<void>;
}

interface Kept {
  /** ISO 8601 instant of the first question. */
  since: string;
  /** References of members by group and scope; null: there is no such group there. */
  groups: Record<string, Record<string, string[] | null>>;
}

const NAME = "members-asked";
const HOLDS = 24 * 3_600_000;
/** Answers that are saved together. */
const TOGETHER = 25;

/** Reference under which a member is remembered, so that the record names nobody. */
export const refOf = ({ id }: Person): string => keysOfPerson({ id })[0] ?? id;

export const refsOf = (people: readonly Person[]): string[] =>
  [...new Set(people.filter(({ isApp }) => !isApp).map(refOf))].sort();

/** Goes on with an asking that was not ended on that day, or begins one. */
export async function openProgress(memory: TriageStore, now: string): Promise<MemberProgress> {
  const before = await memory.documents.get(NAME);
  const found = before === null ? null : (JSON.parse(before) as Kept);
  const isFresh = found !== null && Date.parse(now) - Date.parse(found.since) < HOLDS;
  const kept: Kept = isFresh ? found : { since: now, groups: {} };
  const names = new Map<string, string>();
  let unsaved = 0;
  const save = async (): Promise<void> => {
    if (unsaved === 0) return;
    unsaved = 0;
    await memory.savePeople([...names].map(([ref, name]) => ({ ref, name })));
    names.clear();
    await memory.documents.put(NAME, JSON.stringify(kept));
  };
  return {
    save,
    end: () => memory.documents.remove(NAME),
    of: (group) => ({
      of(scope) {
        const refs = kept.groups[group]?.[scope];
        return refs === undefined ? undefined : (refs?.map((id) => ({ id })) ?? null);
      },
      async note(scope, people) {
        for (const person of people ?? []) if (person.name && !person.isApp) names.set(refOf(person), person.name);
        kept.groups[group] = { ...kept.groups[group], [scope]: people && refsOf(people) };
        unsaved += 1;
        if (unsaved >= TOGETHER) await save();
      },
    }),
  };
}

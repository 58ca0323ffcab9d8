import type { Policy } from "#core/config";
import type { Focus, ItemSummary, Level, Person, Scope } from "#core/model";
import type { ParentFacts } from "#core/rule";
import { isJudged } from "#core/survey";
import type { Responsibility } from "#core/taxonomy";
import type { ClassifiedItem } from "#core/verdict";

/**
 * All that the survey of a backlog reads of an item. Many items share one profile, so a backlog is surveyed by its profiles with
 * their counts, and an item that did not change need not be read again for it.
 */
export interface ItemProfile {
  scope: Scope;
  level: Level;
  focus: Focus;
  responsibility: Responsibility | null;
  language: string | null;
  /** Whether rules judge the item. */
  isJudged: boolean;
  /** Focus of the parent; null without a parent that was read. */
  parent: Focus | null;
  /** Only the fields from which the policy takes owners and roles. */
  people: Readonly<Record<string, Person>>;
}

/** A profile with the items that have it: how many, and the key of the one that is named as an example, the smallest by code units. */
export interface CountedProfile {
  profile: ItemProfile;
  count: number;
  example: string;
}

/** Makes profiles; two items have equal ones exactly where the JSON of these is equal. */
export function createProfiler(policy: Policy): (item: ClassifiedItem, parent: ParentFacts | null) => ItemProfile {
  const fields = [...new Set([...policy.owner.fields, ...policy.peopleFields.map(({ field }) => field)])];
  return ({ item, verdict }, parent) => ({
    scope: { id: item.scope.id, name: item.scope.name },
    level: item.level,
    focus: verdict.focus,
    responsibility: verdict.responsibility,
    language: verdict.language,
    isJudged: isJudged(item, policy),
    parent: parent?.verdict.focus ?? null,
    people: pickPeople(item, fields),
  });
}

function pickPeople({ people }: ItemSummary, fields: readonly string[]): Record<string, Person> {
  const picked: Record<string, Person> = {};
  for (const field of fields) {
    const person = people[field];
    if (person) picked[field] = person;
  }
  return picked;
}

/** Counts profiles in memory. */
export interface ProfileCounter {
  add(item: ClassifiedItem["item"], profile: ItemProfile): void;
  all(): readonly CountedProfile[];
}

export function createProfileCounter(): ProfileCounter {
  const counted = new Map<string, CountedProfile>();
  return {
    add({ key }, profile) {
      const id = JSON.stringify(profile);
      const known = counted.get(id);
      if (!known) counted.set(id, { profile, count: 1, example: key });
      else {
        known.count += 1;
        if (key < known.example) known.example = key;
      }
    },
    all: () => [...counted.values()],
  };
}

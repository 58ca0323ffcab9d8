import { isBaseRate } from "#core/classify/classify";
import { compareText } from "#core/key-order";
import { namesOfItem } from "#core/model";
import type { CountedProfile, ItemProfile } from "#core/profile";
import type { ItemList, ListedItem, ReadingRules, RunStore, StoredItem } from "#ports";
import { digest } from "#stores/digest";

/** The items of the last audit in memory. */
export interface MemoryItems {
  /** The same run; what it leaves once it is finished is listed from then on. */
  follow(run: RunStore): RunStore;
  list(rules: ReadingRules): ItemList;
  clear(): void;
}

interface Kept {
  stored: StoredItem;
  profile: ItemProfile;
}

export function createMemoryItems(): MemoryItems {
  let kept: readonly Kept[] = [];
  return {
    follow(run) {
      const read = new Map<string, StoredItem>();
      const profiles = new Map<string, ItemProfile>();
      return {
        ...run,
        savePage(items, skipped, removed = []) {
          for (const one of items)
            if ((read.get(one.item.id)?.position ?? -1) <= one.position) read.set(one.item.id, one);
          for (const id of removed) read.delete(id);
          return run.savePage(items, skipped, removed);
        },
        settle(items) {
          for (const { item, profile } of items) profiles.set(item.id, profile);
          return run.settle(items);
        },
        finish(context) {
          kept = [...read.values()].flatMap((stored) => {
            const profile = profiles.get(stored.item.id);
            return profile ? [{ stored, profile }] : [];
          });
          return run.finish(context);
        },
      };
    },
    list: (rules) => createList(kept, rules),
    clear: () => void (kept = []),
  };
}

function createList(kept: readonly Kept[], { verdictOf }: ReadingRules): ItemList {
  const placed = kept
    .map(({ stored: { item, verdict }, profile }) => ({
      place: { profile: digest(JSON.stringify(profile)), key: item.key, id: item.id },
      ...{ item, verdict, profile },
    }))
    .sort(({ place: a }, { place: b }) => compareText(a.profile, b.profile) || compareInProfile(a, b));
  const show = (found: typeof placed): Promise<ListedItem[]> =>
    Promise.resolve(
      found.map(({ item, place, verdict: { evidence, language } }) => ({
        ...{ item: structuredClone(item), place },
        verdict: verdictOf(
          evidence.filter((line) => !isBaseRate(line)),
          language,
        ),
      })),
    );
  return {
    profiles(scope) {
      const counted = new Map<string, CountedProfile & { id: string }>();
      // In their order the first key of a profile is its smallest.
      for (const { place, profile } of placed) {
        if (scope !== undefined && profile.scope.id !== scope) continue;
        const known = counted.get(place.profile);
        if (known) known.count += 1;
        else counted.set(place.profile, { id: place.profile, profile, count: 1, example: place.key });
      }
      return Promise.resolve([...counted.values()]);
    },
    page(profiles, limit, after) {
      const wanted = new Set(profiles);
      const found = placed.filter(
        ({ place }) => wanted.has(place.profile) && (after === undefined || compareInProfile(place, after) > 0),
      );
      return show(found.slice(0, limit));
    },
    named(names) {
      const wanted = new Set(names);
      const found = placed.filter(({ item }) => namesOfItem(item).some((name) => wanted.has(name)));
      return show(found.sort(({ place: a }, { place: b }) => compareText(a.id, b.id)));
    },
    async children(names, limit) {
      const found = placed
        .filter(({ item }) => item.parent !== undefined && names.includes(item.parent))
        .sort(({ place: a }, { place: b }) => compareInProfile(a, b));
      return { items: await show(found.slice(0, limit)), count: found.length };
    },
  };
}

const compareInProfile = (a: Pick<ListedItem["place"], "key" | "id">, b: typeof a): number =>
  compareText(a.key, b.key) || compareText(a.id, b.id);

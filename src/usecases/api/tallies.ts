import { changeTallies, type ListNarrowing, type Tally, type TallyChange } from "#core/listed-finding";
import type { ApiContext } from "#usecases/api/context";
import { listVersion, upToDate } from "#usecases/api/decided";

/** Counts by the owner they are narrowed to, as long as the list stays as it is. */
interface KeptTallies {
  version: string;
  byOwner: Map<string, { owner: readonly string[] | undefined; tallies: Promise<readonly Tally[]> }>;
}

const keptTallies = ({ memo }: ApiContext): Promise<KeptTallies> =>
  memo("tallies", "", () => Promise.resolve({ version: "", byOwner: new Map() }));

/** How many findings there are by field. A pass over all of them is made once; what is decided then only changes the counts. */
export async function readTallies(
  { owner, seenFrom, seenBefore, words }: ListNarrowing,
  context: ApiContext,
): Promise<readonly Tally[]> {
  const version = await upToDate(context);
  const narrowing = {
    ...(owner && { owner }),
    ...(seenFrom !== undefined && { seenFrom }),
    ...(seenBefore !== undefined && { seenBefore }),
    ...(words !== undefined && { words }),
  };
  const isTyped = words !== undefined || seenFrom !== undefined || seenBefore !== undefined;
  if (isTyped) return context.store.list.tally(narrowing);
  const kept = await keptTallies(context);
  if (kept.version !== version) Object.assign(kept, { version, byOwner: new Map() });
  const name = JSON.stringify(owner ?? null);
  const known = kept.byOwner.get(name) ?? { owner, tallies: context.store.list.tally(narrowing) };
  kept.byOwner.set(name, known);
  known.tallies.catch(() => kept.byOwner.delete(name));
  return known.tallies;
}

/** Notes what decisions have changed since the list had a version; null where that is not known. */
export async function noteChanges(
  changes: readonly TallyChange[] | null,
  before: string,
  context: ApiContext,
): Promise<void> {
  const kept = await keptTallies(context);
  if (changes === null || kept.version !== before) return;
  kept.version = await listVersion(context);
  for (const one of kept.byOwner.values()) {
    const { owner } = one;
    const own = owner
      ? changes.filter((change) => (owner.length === 0 ? change.owner === null : owner.includes(change.owner ?? "")))
      : changes;
    one.tallies = one.tallies.then((tallies) => changeTallies(tallies, own));
  }
}

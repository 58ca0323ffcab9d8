import { changeTallies, type ListNarrowing, type Tally, type TallyChange } from "#core/listed-finding";
import { type ApiContext, wholeOf } from "#usecases/api/context";
import { listVersion, upToDate } from "#usecases/api/decided";
import { readFindings } from "#usecases/api/finding-rows";

/** Findings of a search that are counted one by one. */
const SEARCHED = 5000;

/** Counts of the whole list by the owner they are narrowed to, as long as the list stays as it is. */
interface KeptTallies {
  version: string;
  byOwner: Map<string, { owner: readonly string[] | undefined; tallies: Promise<readonly Tally[]> }>;
}

const keptTallies = (context: ApiContext): Promise<KeptTallies> =>
  wholeOf(context).memo("tallies", "", () => Promise.resolve({ version: "", byOwner: new Map() }));

/**
 * How many findings there are by field, those of one space also where somebody may not see them all; but of those with some words in
 * their titles only what may be seen, for such counts would tell the titles. A pass over all of them is made once; what is decided then
 * only changes the counts.
 */
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
  if (words !== undefined && context.whole) return tallyVisible(narrowing, context);
  const isTyped = words !== undefined || seenFrom !== undefined || seenBefore !== undefined;
  if (isTyped) return context.store.list.tally(narrowing);
  const kept = await keptTallies(context);
  if (kept.version !== version) Object.assign(kept, { version, byOwner: new Map() });
  const name = JSON.stringify(owner ?? null);
  const known = kept.byOwner.get(name) ?? { owner, tallies: wholeOf(context).store.list.tally(narrowing) };
  kept.byOwner.set(name, known);
  known.tallies.catch(() => kept.byOwner.delete(name));
  const scope = context.audience?.scope.id;
  const tallies = await known.tallies;
  return scope === undefined ? tallies : tallies.filter((tally) => tally.scope === scope);
}

/** Counts what may be seen, of a search that finds more only its beginning. */
async function tallyVisible(narrowing: ListNarrowing, context: ApiContext): Promise<readonly Tally[]> {
  const order = { by: "severity", reverse: false } as const;
  const lines = await context.store.list.page(narrowing, order, undefined, SEARCHED);
  const found = await readFindings(
    lines.map(({ id }) => id),
    context,
  );
  const changes = found.map(({ stored: { finding, item }, settled }): TallyChange => ({
    ...{
      state: settled.state,
      mark: settled.mark,
      severity: finding.severity,
      rule: finding.rule,
      scope: finding.scope,
    },
    ...{
      level: item?.level ?? null,
      responsibility: item?.verdict.responsibility ?? null,
      owner: finding.owner,
      by: 1,
    },
  }));
  return changeTallies([], changes);
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

import { classify, compileRuleset, type Ruleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import { type Focus, namesOfItem, type WorkItem } from "#core/model";
import type { WorkItemSource } from "#ports";
import { readPages } from "#usecases/read-pages";
import { agreementOf, type DecidedCase } from "#usecases/search-weights";
import { weighItem, withWeights } from "#usecases/weigh-item";

export interface ChangedItem {
  key: string;
  title: string;
  from: Focus;
  to: Focus;
}

/** Other items that are named; the rest is counted. */
const NAMED_OTHERS = 500;

/** A decided item with its text, so that it can be judged again. */
export interface FoundCase extends DecidedCase {
  title: string;
  text: WorkItem;
}

/** What one reading of a source says about decisions. */
export interface Survey {
  cases: readonly FoundCase[];
  missing: readonly string[];
  /** Focus of every item in the order of the source; null for decided ones. */
  foci: readonly (Focus | null)[];
  /** In how many items each term stands. */
  frequency: ReadonlyMap<string, number>;
}

/** Reads everything once: finds the decided items, remembers what all others are. */
export async function surveyItems(
  overrides: Policy["overrides"],
  source: WorkItemSource,
  ruleset: Ruleset,
): Promise<Survey> {
  // The last decision on an item counts, as in an audit.
  const wantedByName = new Map(overrides.map(({ item, focus }) => [item, focus]));
  const cases = new Map<string, FoundCase>();
  const missing = new Set(wantedByName.keys());
  const foci: (Focus | null)[] = [];
  const frequency = new Map<string, number>();
  for await (const page of readPages(source)) {
    for (const item of page.items) {
      const name = namesOfItem(item).find((one) => wantedByName.has(one));
      const wanted = name === undefined ? undefined : wantedByName.get(name);
      const verdict = classify(item, ruleset);
      for (const id of new Set(verdict.evidence.map(({ feature }) => feature)))
        frequency.set(id, (frequency.get(id) ?? 0) + 1);
      foci.push(wanted ? null : verdict.focus);
      if (!wanted) continue;
      for (const one of namesOfItem(item)) missing.delete(one);
      cases.set(item.id, { key: item.key, title: item.title, wanted, item: weighItem(item, ruleset), text: item });
    }
  }
  return { cases: [...cases.values()], missing: [...missing], foci, frequency };
}

/** What changed weights do. */
export interface Effect {
  /** Decided items that become what was wanted, or at least undecided where they were against it. */
  improved: ChangedItem[];
  others: { count: number; items: ChangedItem[] };
  othersByTerm: Map<string, number>;
  /** Keys of the improved items that hold a term. */
  helps: (id: string) => string[];
}

/** Compiles the changed policy and judges everything again: no estimate. */
export async function seeEffect(
  weights: ReadonlyMap<string, number>,
  { cases, foci }: Survey,
  source: WorkItemSource,
  policy: Policy,
): Promise<Effect> {
  const effect = { improved: [] as ChangedItem[], others: { count: 0, items: [] as ChangedItem[] } };
  const othersByTerm = new Map<string, number>();
  const heldBy = new Map<string, string[]>();
  if (weights.size === 0) return { ...effect, othersByTerm, helps: () => [] };
  const changed = compileRuleset(withWeights(policy, Object.fromEntries(weights)));
  for (const one of cases) {
    const { focus, evidence } = classify(one.text, changed);
    const { focus: before } = one.item.verdict;
    if (agreementOf(focus, one.wanted) <= agreementOf(before, one.wanted)) continue;
    effect.improved.push({ key: one.key, title: one.title, from: before, to: focus });
    for (const id of new Set(evidence.map(({ feature }) => feature)))
      if (weights.has(id)) heldBy.set(id, [...(heldBy.get(id) ?? []), one.key]);
  }
  let index = 0;
  for await (const page of readPages(source)) {
    for (const item of page.items) {
      const from = foci[index++];
      if (!from) continue;
      const { focus, evidence } = classify(item, changed);
      if (focus === from) continue;
      effect.others.count++;
      if (effect.others.items.length < NAMED_OTHERS)
        effect.others.items.push({ key: item.key, title: item.title, from, to: focus });
      for (const id of new Set(evidence.map(({ feature }) => feature)))
        if (weights.has(id)) othersByTerm.set(id, (othersByTerm.get(id) ?? 0) + 1);
    }
  }
  return { ...effect, othersByTerm, helps: (id) => heldBy.get(id) ?? [] };
}

/** Whether the classifier says what the person said. */
export const isRight = ({ item, wanted }: DecidedCase): boolean => item.verdict.focus === wanted;

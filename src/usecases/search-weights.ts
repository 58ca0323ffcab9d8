import type { Feature } from "#core/classify/model";
import type { DecidedFocus, Focus } from "#core/model";
import { isAdjustable, LARGEST_WEIGHT, type WeightChange } from "#usecases/nearest-weight";
import { decideWith, titleWeightOf, type WeighedItem } from "#usecases/weigh-item";

/** An item that a person decided. */
export interface DecidedCase {
  key: string;
  wanted: DecidedFocus;
  item: WeighedItem;
}

/** A term that decided items pull in both directions: no weight suits them all. */
export interface ContestedTerm {
  id: string;
  /** Keys of the items decided strategic, and decided tactical, that hold it. */
  up: readonly string[];
  down: readonly string[];
}

export interface WeightSearch {
  changes: readonly WeightChange[];
  contested: readonly ContestedTerm[];
}

/** What keeps a proposal small: a few cases say little about a whole backlog. */
export const caution = {
  /** Terms changed at most, and how far each, in log-odds. */
  mostTerms: 5,
  furthest: 1,
  step: 0.25,
  /** Decided items that must want a term changed in the same direction. */
  fewestSupporters: 2,
  /** From this title weight on a term may decide an item, in log-odds. */
  decisive: 0.5,
  /** A term in more of the backlog than this is left alone. */
  largestShare: 0.05,
  fewestForShare: 20,
} as const;

/**
 * The fewest and smallest changes of weights that bring verdicts nearer to what people decided without losing any: one term after the
 * other, the most useful first, and then each taken back as far as nothing is lost. `frequency` is in how many of all items a
 * feature stands.
 */
export function searchWeights(
  cases: readonly DecidedCase[],
  frequency: ReadonlyMap<string, number>,
  items: number,
): WeightSearch {
  const { candidates, contested } = findCandidates(cases, (id) => {
    const count = frequency.get(id) ?? 0;
    return count <= Math.max(caution.fewestForShare, caution.largestShare * items);
  });
  const chosen = new Map<string, number>();
  let loss = lossOf(cases, chosen);
  while (chosen.size < caution.mostTerms) {
    let best: { id: string; after: number; loss: number; worth: number } | null = null;
    for (const candidate of candidates) {
      const { id, before } = candidate;
      if (chosen.has(id)) continue;
      for (const after of stepsFrom(candidate)) {
        const tried = lossOf(cases, new Map(chosen).set(id, after));
        const worth = loss - tried - COST * Math.abs(after - before);
        if (worth > (best?.worth ?? LEAST_WORTH)) best = { id, after, loss: tried, worth };
      }
    }
    if (!best) break;
    chosen.set(best.id, best.after);
    loss = best.loss;
  }
  const before = new Map(candidates.map((candidate) => [candidate.id, candidate.before]));
  takeBack(chosen, before, cases);
  return {
    changes: [...chosen].map(([id, after]) => ({ id, before: before.get(id) ?? 0, after })),
    contested,
  };
}

/** How far an answer is on the way to what a person said: against it, undecided, the same. */
export const agreementOf = (focus: Focus, wanted: DecidedFocus): 0 | 1 | 2 =>
  focus === wanted ? 2 : focus === "unclear" ? 1 : 0;

const agreementsWith = (cases: readonly DecidedCase[], changed: ReadonlyMap<string, number>): number[] =>
  cases.map(({ item, wanted }) => agreementOf(decideWith(item, changed).focus, wanted));

interface Candidate {
  id: string;
  focus: Feature["focus"];
  /** Title weight now; of a list, the mean of the words in the decided items. */
  before: number;
  direction: 1 | -1;
}

/** Decided items that hold a term, and what it weighs in them. */
interface Pull {
  feature: Feature;
  weights: number[];
  strategic: Votes;
  tactical: Votes;
}

/** Items decided one way: all of them, and how many the classifier has wrong. */
interface Votes {
  all: string[];
  wrong: number;
}

function findCandidates(
  cases: readonly DecidedCase[],
  isRareEnough: (id: string) => boolean,
): { candidates: Candidate[]; contested: ContestedTerm[] } {
  const candidates: Candidate[] = [];
  const contested: ContestedTerm[] = [];
  for (const [id, { feature, weights, strategic, tactical }] of countPulls(cases)) {
    const [more, fewer] = strategic.wrong >= tactical.wrong ? [strategic, tactical] : [tactical, strategic];
    if (more.wrong === 0 || !isRareEnough(id)) continue;
    const before = Math.round((100 * weights.reduce((sum, weight) => sum + weight, 0)) / weights.length) / 100;
    if (fewer.all.length * CONTESTED_FROM >= more.wrong) {
      // A weak term decides nothing: that both sides hold it is no contradiction.
      if (Math.abs(before) >= caution.decisive) contested.push({ id, up: strategic.all, down: tactical.all });
    } else if (more.wrong >= caution.fewestSupporters) {
      candidates.push({ id, focus: feature.focus, before, direction: more === strategic ? 1 : -1 });
    }
  }
  contested.sort((a, b) => Math.min(b.up.length, b.down.length) - Math.min(a.up.length, a.down.length));
  return { candidates, contested };
}

function countPulls(cases: readonly DecidedCase[]): Map<string, Pull> {
  const pulls = new Map<string, Pull>();
  for (const { key, wanted, item } of cases) {
    const features = new Map(
      item.reasons.flatMap(({ feature, isVoided }) =>
        !isVoided && isAdjustable(feature) ? [[feature.id, feature] as const] : [],
      ),
    );
    for (const [id, feature] of features) {
      const pull: Pull = pulls.get(id) ?? {
        feature,
        weights: [],
        strategic: { all: [], wrong: 0 },
        tactical: { all: [], wrong: 0 },
      };
      pull.weights.push(titleWeightOf(feature));
      pull[wanted].all.push(key);
      if (item.verdict.focus !== wanted) pull[wanted].wrong++;
      pulls.set(id, pull);
    }
  }
  return pulls;
}

/** One decided item against a change for every three that want it is a contradiction. */
const CONTESTED_FROM = 3;

/** Weights that a term may be given, nearest first; it never comes to speak against its focus. */
function stepsFrom({ before, direction, focus }: Candidate): number[] {
  const [low, high] = focus === "tactical" ? [-LARGEST_WEIGHT, 0] : [0, LARGEST_WEIGHT];
  const weights: number[] = [];
  for (let moved: number = caution.step; moved <= caution.furthest; moved += caution.step) {
    const after = Math.round((before + direction * moved) * 100) / 100;
    if (after >= low && after <= high) weights.push(after);
  }
  return weights;
}

/** What a change must be worth, and what a unit of it costs, in log-odds of missing score. */
const LEAST_WORTH = 0.1;
const COST = 0.2;
/** A case further off than this is not going to be won by small changes. */
const HOPELESS = 3;
/** An answer against the person's is worse than none. */
const OPPOSED = 1;
/** Losing an item that was right weighs more than winning one. */
const LOST = 3;

/** Log-odds by which the cases miss their thresholds, together. */
function lossOf(cases: readonly DecidedCase[], changed: ReadonlyMap<string, number>): number {
  let loss = 0;
  for (const { item, wanted } of cases) {
    const { focus, score } = decideWith(item, changed);
    if (focus === wanted) continue;
    const threshold = item.policy.thresholds[wanted];
    const goal = Math.log(threshold / (1 - threshold));
    const missing = Math.max(0.1, wanted === "strategic" ? goal - score : score - goal);
    const opposed = focus === "unclear" ? 0 : OPPOSED;
    loss += (item.verdict.focus === wanted ? LOST : 1) * (Math.min(HOPELESS, missing) + opposed);
  }
  return loss;
}

/** Takes changes back, wholly or in steps, as long as every case agrees as well. */
function takeBack(
  chosen: Map<string, number>,
  before: ReadonlyMap<string, number>,
  cases: readonly DecidedCase[],
): void {
  const goal = agreementsWith(cases, chosen);
  const isEnough = (): boolean => agreementsWith(cases, chosen).every((agreement, i) => agreement >= (goal[i] ?? 0));
  // The last chosen helped the least.
  for (const [id, after] of [...chosen].reverse()) {
    chosen.delete(id);
    if (isEnough()) continue;
    chosen.set(id, after);
    const start = before.get(id) ?? 0;
    const sign = after > start ? -1 : 1;
    for (let less = after; ;) {
      less = Math.round((less + sign * FINE_STEP) * 100) / 100;
      if (sign < 0 ? less <= start : less >= start) break;
      const kept = chosen.get(id) ?? after;
      chosen.set(id, less);
      if (isEnough()) continue;
      chosen.set(id, kept);
      break;
    }
  }
}

const FINE_STEP = 0.05;

import type { Ruleset } from "#core/classify/classify";
import type { Policy } from "#core/config";
import type { DecidedFocus, Focus } from "#core/model";
import { namesOfFeatures } from "#core/vocabulary";
import type { WorkItemSource } from "#ports";
import {
  type ChangedItem,
  type Effect,
  isRight,
  seeEffect,
  type Survey,
  surveyItems,
} from "#usecases/calibration-effect";
import {
  caution,
  type ContestedTerm,
  type DecidedCase,
  searchWeights,
  type WeightSearch,
} from "#usecases/search-weights";

/** A term that the proposal would weigh differently. */
export interface ProposedChange {
  id: string;
  /** The pattern of the term. */
  term: string;
  focus: DecidedFocus;
  /** Title weight in log-odds, now and then. */
  before: number;
  after: number;
  /** Keys of the decided items that hold it and would agree better. */
  helps: readonly string[];
  /** How many other items would change and hold it. */
  others: number;
}

/** What decided items speak for, and everything that would follow from it. Nothing of it is applied. */
export interface CalibrationProposal {
  /** Items read. */
  items: number;
  decisions: { listed: number; found: number; alreadyRight: number; missing: readonly string[] };
  /** Why nothing is proposed, in a sentence; null for a proposal. */
  refusal: string | null;
  changes: readonly ProposedChange[];
  contested: readonly ContestedTerm[];
  /** Decided items that would become what was decided, and those that would be undecided instead of against it. */
  becomeRight: readonly ChangedItem[];
  becomeUnclear: readonly ChangedItem[];
  /** Decided items that would be what they are now: undecided, or against the decision. */
  stayWrong: readonly { key: string; title: string; wanted: DecidedFocus; focus: Focus }[];
  /** Other items whose focus would change: how many, and the first of them. */
  others: { count: number; items: readonly ChangedItem[] };
  /** The whole `vocabulary.weights` of the policy with the changes in it. */
  weights: Readonly<Record<string, number>>;
  /** What a reader should think of first, a sentence each. */
  notes: readonly string[];
}

/** Fewer decided items than this tell no habit from a whim. */
const FEWEST_FOUND = 5;
const FEWEST_WRONG = 2;
/** Other items that a term may change for each decided item it helps. */
const MOST_OTHERS = 10;

/**
 * Proposes changed weights from people's decisions. Reads the source two or three times: to find the decided items and how
 * frequent their terms are, then to see what the proposal does to all others. Each item is read by itself, without its parent.
 */
export async function proposeCalibration(
  overrides: Policy["overrides"],
  source: WorkItemSource,
  ruleset: Ruleset,
): Promise<CalibrationProposal> {
  const survey = await surveyItems(overrides, source, ruleset);
  const nothing = withoutProposal(overrides, survey, ruleset.policy);
  const tooFew = refuseFew(survey.cases);
  if (tooFew) return { ...nothing, refusal: tooFew };
  const found = searchWeights(survey.cases, survey.frequency, survey.foci.length);
  const see = (changes: WeightSearch["changes"]): Promise<Effect> =>
    seeEffect(new Map(changes.map(({ id, after }) => [id, after])), survey, source, ruleset.policy);
  const effect = await see(found.changes);
  const isCostly = (id: string): boolean =>
    (effect.othersByTerm.get(id) ?? 0) > MOST_OTHERS * Math.max(1, effect.helps(id).length);
  const costly = found.changes.map(({ id }) => id).filter(isCostly);
  const kept = found.changes.filter(({ id }) => !costly.includes(id));
  const settled = costly.length > 0 ? await see(kept) : effect;
  const refusal = refuseEffect(settled.improved.length, costly, found.contested);
  if (refusal) return { ...nothing, contested: found.contested, refusal };
  return withProposal({ ...nothing, contested: found.contested }, kept, settled, costly);
}

function withoutProposal(overrides: Policy["overrides"], survey: Survey, policy: Policy): CalibrationProposal {
  const wrong = survey.cases.filter((one) => !isRight(one));
  return {
    items: survey.foci.length,
    decisions: {
      listed: new Set(overrides.map(({ item }) => item)).size,
      found: survey.cases.length,
      alreadyRight: survey.cases.length - wrong.length,
      missing: survey.missing,
    },
    refusal: null,
    changes: [],
    contested: [],
    becomeRight: [],
    becomeUnclear: [],
    stayWrong: wrong.map(({ key, title, wanted, item }) => ({ key, title, wanted, focus: item.verdict.focus })),
    others: { count: 0, items: [] },
    weights: policy.vocabulary.weights,
    notes: noteDirection(wrong),
  };
}

function withProposal(
  nothing: CalibrationProposal,
  changes: WeightSearch["changes"],
  { improved, others, othersByTerm, helps }: Effect,
  costly: readonly string[],
): CalibrationProposal {
  const terms = namesOfFeatures();
  const better = new Set(improved.map(({ key }) => key));
  return {
    ...nothing,
    changes: changes.map(({ id, before, after }) => ({
      id,
      term: terms.get(id)?.term ?? id,
      focus: terms.get(id)?.focus === "tactical" ? "tactical" : "strategic",
      before,
      after,
      helps: helps(id),
      others: othersByTerm.get(id) ?? 0,
    })),
    becomeRight: improved.filter(({ to }) => to !== "unclear"),
    becomeUnclear: improved.filter(({ to }) => to === "unclear"),
    stayWrong: nothing.stayWrong.filter(({ key }) => !better.has(key)),
    others,
    weights: { ...nothing.weights, ...Object.fromEntries(changes.map(({ id, after }) => [id, after])) },
    notes: [
      ...nothing.notes,
      ...(costly.length > 0 ? [`Left alone, because too many other items would change: ${costly.join(", ")}.`] : []),
    ],
  };
}

function refuseFew(cases: readonly DecidedCase[]): string | null {
  const wrong = cases.filter((one) => !isRight(one)).length;
  if (cases.length === 0) return "None of the decided items is in these files; name the exports that hold them.";
  if (cases.length < FEWEST_FOUND)
    return `Only ${cases.length} decided ${cases.length === 1 ? "item is" : "items are"} in these files and ${FEWEST_FOUND} are needed to tell a habit from a whim; decide more, or name more files.`;
  if (wrong < FEWEST_WRONG)
    return `The classifier agrees with ${cases.length - wrong} of the ${cases.length} decided items; there is nothing to calibrate.`;
  return null;
}

function refuseEffect(fixed: number, costly: readonly string[], contested: readonly ContestedTerm[]): string | null {
  if (fixed >= FEWEST_WRONG) return null;
  const [first] = contested;
  if (first)
    return `The decisions contradict each other: ${first.up[0] ?? ""} was decided strategic and ${first.down[0] ?? ""} tactical, and both hold ${first.id}; settle that first.`;
  if (costly.length > 0)
    return `Whatever helps the decided items changes more than ${MOST_OTHERS} others for each; nothing is proposed (${costly.join(", ")}).`;
  return `No small change brings ${FEWEST_WRONG} of the items nearer to what was decided: at most ${caution.mostTerms} terms by at most ${caution.furthest}, each in ${caution.fewestSupporters} decided items or more. Words that the classifier does not know belong under vocabulary.add.`;
}

/** Corrections that nearly all go one way are about the base rate, not about terms. */
const ONE_WAY = 0.9;
const FEWEST_FOR_DIRECTION = 8;

function noteDirection(wrong: readonly DecidedCase[]): string[] {
  const strategic = wrong.filter(({ wanted }) => wanted === "strategic").length;
  const most = Math.max(strategic, wrong.length - strategic);
  if (wrong.length < FEWEST_FOR_DIRECTION || most < ONE_WAY * wrong.length) return [];
  const focus = most === strategic ? "strategic" : "tactical";
  return [
    `${most} of ${wrong.length} corrections say ${focus}: consider ${focus === "strategic" ? "a higher" : "a lower"} baseRate before single terms.`,
  ];
}

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { readBlocks } from "#core/classify/blocks";
import { cautiousPolicy } from "#core/classify/cautious-policy";
import { type CompiledModel, compileModel } from "#core/classify/compiled";
import { type WeighedEvidence, completeVerdict, decide } from "#core/classify/decide";
import { type Signal, extractSignals } from "#core/classify/extract";
import { cautiousGroups, isCrumb, mayDecide, type ModelWeights, weighAt } from "#core/classify/model";
import type { Policy } from "#core/config";
import type { ClassOverride } from "#core/decision";
import { languagePacks } from "#core/lexicon/index";
import { UNMEASURED_MARGIN } from "#core/lexicon/language";
import { fieldFeatures, levelFeatures, typeFeatures } from "#core/lexicon/metadata";
import { absenceFeatures, structureFeatures } from "#core/lexicon/structure";
import { trainedWeights } from "#core/lexicon/weights";
import type { WorkItem } from "#core/model";
import { type Evidence, type Verdict, scoreOf } from "#core/verdict";

/** A policy, the lexicon and the model's weights, compiled once per run. */
export interface Ruleset {
  /** Hash over policy, lexicon and weights: equal hashes give equal verdicts. */
  readonly hash: string;
  /** Hash over what reads texts: equal hashes find the same evidence in an item, whatever else the policy says. */
  readonly readingHash: string;
  readonly policy: Policy;
  /** Compiled form; only `classify` looks into it. */
  readonly model: CompiledModel;
}

/** Version of the classifier's code, in the hash beside its data: raise it when the same data would give other verdicts. */
const CLASSIFIER_VERSION = 4;

/** Compiles a policy with the lexicon and the weights; `weights` other than the published ones are for training and evaluation. */
export function compileRuleset(policy: Policy, weights: ModelWeights = trainedWeights): Ruleset {
  const packs = policy.languages.flatMap((language) => languagePacks[language] ?? []);
  // Who may decide, and where it is remembered, change no verdict and no finding.
  const { $schema: _schema, triage: _triage, database: _database, retentionDays: _days, ...judging } = policy;
  const lexicon = [CLASSIFIER_VERSION, packs, UNMEASURED_MARGIN, weights, cautiousGroups];
  const metadata = [structureFeatures, absenceFeatures, typeFeatures, levelFeatures, fieldFeatures];
  let hash: string | undefined;
  let readingHash: string | undefined;
  return {
    get hash() {
      return (hash ??= hashData([judging, lexicon, metadata]));
    },
    get readingHash() {
      readingHash ??= shareHash(weights, [policy.languages, policy.vocabulary], (key) =>
        hashData([...key, lexicon, metadata]),
      );
      return readingHash;
    },
    policy,
    model: compileModel(policy, packs, weights),
  };
}

const readingHashes = new WeakMap<ModelWeights, { key: string; hash: string }>();

/** The last reading's hash: the lexicon is large, and most questions of a process are asked under one vocabulary. */
function shareHash<Key extends readonly unknown[]>(
  weights: ModelWeights,
  key: Key,
  make: (key: Key) => string,
): string {
  const text = bytesToHex(sha256(utf8ToBytes(JSON.stringify(key))));
  const known = readingHashes.get(weights);
  if (known?.key === text) return known.hash;
  const hash = make(key);
  readingHashes.set(weights, { key: text, hash });
  return hash;
}

function hashData(data: readonly unknown[]): string {
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify(data))));
}

/** Reads one item alone. The same item and ruleset give the same verdict on every platform and in every locale. */
export function classify(item: WorkItem, ruleset: Ruleset): Verdict {
  const { model } = ruleset;
  const blocks = readBlocks(item.description);
  const hasText = item.title !== "" || item.description !== "";
  const language = hasText ? model.detectLanguage(item.title, item.description, blocks.segments) : null;
  const signals = extractSignals(item, model, language === null ? undefined : model.languages.get(language), blocks);
  return completeVerdict(weighSignals(signals, model.baseRate), policyFor(language, ruleset), language);
}

/** The policy as it is applied to a language: without figures for it only clearer reasons decide. */
export function policyFor(language: string | null, { policy, model }: Ruleset): Policy {
  return language !== null && model.unmeasured.has(language) ? cautiousPolicy(policy) : policy;
}

function weighSignals(signals: readonly Signal[], baseRate: number): WeighedEvidence {
  const lines: Evidence[] = [];
  const thousandths: number[] = [];
  const canDecide: boolean[] = [];
  for (const signal of signals) {
    const weight = signal.isVoided ? 0 : weighAt(signal.feature.weights, signal.place, signal.share);
    lines.push(toEvidence(signal, weight / 1000));
    thousandths.push(weight);
    canDecide.push(mayDecide(signal.feature, weight));
  }
  lines.push(baseRateLine(baseRate));
  thousandths.push(baseRate);
  canDecide.push(false);
  return { lines, thousandths, canDecide };
}

const baseRateLine = (thousandths: number): Evidence => ({
  kind: "base-rate",
  feature: "policy/base-rate",
  term: "share of strategic items to expect",
  topic: "base-rate",
  responsibility: undefined,
  field: "policy",
  span: undefined,
  weight: thousandths / 1000,
  isShared: undefined,
});

/** All fields in one order, also those without a value: whoever reads many lines meets objects of one shape, which is fastest. */
function toEvidence(signal: Signal, weight: number): Evidence {
  const { id: feature, kind, topic, responsibility, focus } = signal.feature;
  const { field, term, start, end } = signal;
  // Labels and components are lists: an offset would not say which.
  const span = start >= 0 && (field === "title" || field === "description") ? ([start, end] as const) : undefined;
  const isShared = focus === "shared" ? true : undefined;
  return { kind, feature, term, topic, responsibility, field, span, weight, isShared };
}

/** Stored lines, weighed again as they stand. */
function weighLines(lines: readonly Evidence[]): WeighedEvidence {
  return { lines, thousandths: lines.map(({ weight }) => Math.round(weight * 1000)), canDecide: lines.map(canDecide) };
}

/**
 * The verdict of evidence that was found earlier, without the base rate, under the thresholds and the base rate of now. Equal to what
 * `classify` gives where only those have changed since: `readingHash` tells.
 */
export function verdictOf(evidence: readonly Evidence[], language: string | null, ruleset: Ruleset): Verdict {
  const { lines, thousandths, canDecide: deciding } = weighLines(evidence);
  const { baseRate } = ruleset.model;
  return completeVerdict(
    {
      lines: [...lines, baseRateLine(baseRate)],
      thousandths: [...thousandths, baseRate],
      canDecide: [...deciding, false],
    },
    policyFor(language, ruleset),
    language,
  );
}

/** Whether a line is the policy's own and not found in the item. */
export const isBaseRate = ({ kind }: Evidence): boolean => kind === "base-rate";

/** How much of a parent's score its child inherits, and the most it can add, in log-odds. */
const PARENT_SHARE = 0.2;
const PARENT_LIMIT = 0.8;

/**
 * Adds the parent's influence as one capped line of evidence; called by the audit after the last page, never recursively: of the
 * parent its own score counts, or what a person decided about it. A line that an earlier call added is replaced.
 */
export function withParent(
  verdict: Verdict,
  parent: { key: string; verdict: Pick<Verdict, "score" | "override"> },
  ruleset: Ruleset,
): Verdict {
  const { override, score } = parent.verdict;
  const share = override ? PARENT_LIMIT * (override.focus === "strategic" ? 1 : -1) : score * PARENT_SHARE;
  const weight = Math.round(1000 * Math.max(-PARENT_LIMIT, Math.min(PARENT_LIMIT, share))) / 1000;
  const line: Evidence = {
    kind: "parent",
    feature: "hierarchy/parent",
    term: parent.key,
    topic: "parent",
    field: "parent",
    weight,
  };
  const own = verdict.evidence.filter(({ kind }) => kind !== "parent");
  const settled = completeVerdict(weighLines([...own, line]), policyFor(verdict.language, ruleset), verdict.language);
  return verdict.override ? { ...settled, focus: verdict.override.focus, override: verdict.override } : settled;
}

/** Log-odds that a person's decision is taken to mean: 99 %. */
const OVERRIDE_SCORE = 4.595;

/** Replaces the focus by what a person decided, with the machine's own answer kept beside it. */
export function withOverride(verdict: Verdict, override: ClassOverride, ruleset: Ruleset): Verdict {
  const evidence = verdict.evidence.filter(({ kind }) => kind !== "override");
  const policy = policyFor(verdict.language, ruleset);
  const machine = decide(weighLines(evidence), policy);
  const sign = override.focus === "strategic" ? 1 : -1;
  const target = sign * Math.max(OVERRIDE_SCORE, sign * machine.score);
  const weight = Math.round((target - scoreOf(evidence)) * 1000) / 1000;
  const line: Evidence = {
    kind: "override",
    feature: "person/override",
    term: override.reason,
    topic: "override",
    field: "person",
    weight,
  };
  const settled = completeVerdict(weighLines([...evidence, line]), policy, verdict.language);
  return {
    ...settled,
    focus: override.focus,
    override: {
      focus: override.focus,
      reason: override.reason,
      ...(override.by === undefined ? {} : { by: override.by }),
      ...(override.at === undefined ? {} : { at: override.at }),
      machine: { focus: machine.focus, probability: machine.probability },
    },
  };
}

const boundedMetadata = new Set(
  [...typeFeatures, ...Object.values(levelFeatures), ...Object.values(fieldFeatures)].flatMap((feature) =>
    feature?.isBounded ? [feature.id] : [],
  ),
);

/** The same answer as the feature gives, from a stored line. */
function canDecide({ kind, feature, isShared, weight }: Evidence): boolean {
  if (kind === "override") return true;
  if (isCrumb(Math.round(weight * 1000))) return false;
  if (kind === "metadata") return !boundedMetadata.has(feature);
  return (kind === "term" || kind === "frame" || kind === "structure") && !isShared;
}

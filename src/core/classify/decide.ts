import type { Policy } from "#core/config";
import type { DecidedFocus, Focus } from "#core/model";
import { RESPONSIBILITIES, type Responsibility, responsibilityDescriptions } from "#core/taxonomy";
import { type Evidence, type Flip, type Verdict, probabilityOf } from "#core/verdict";

/** From evidence to an answer: what decides, what speaks against it, what would change it. */

/** Lines of evidence, each with its weight in thousandths and whether it may decide an item by itself. */
export interface WeighedEvidence {
  lines: readonly Evidence[];
  thousandths: readonly number[];
  canDecide: readonly boolean[];
}

/** What a decision depends on: the sum, and how many lines that may decide speak for each side. */
interface Balance {
  sum: number;
  strategic: number;
  tactical: number;
}

function balanceOf({ thousandths, canDecide }: WeighedEvidence): Balance {
  const balance = { sum: 0, strategic: 0, tactical: 0 };
  for (let i = 0; i < thousandths.length; i++) {
    const weight = thousandths[i] ?? 0;
    balance.sum += weight;
    if (!canDecide[i]) continue;
    if (weight > 0) balance.strategic++;
    else if (weight < 0) balance.tactical++;
  }
  return balance;
}

/**
 * Strategic or tactical only beyond the policy's thresholds and only with at least one line that may decide: neither the base
 * rate nor shared vocabulary, expert weights or a parent make a verdict of their own.
 */
function focusOf({ sum, strategic, tactical }: Balance, { thresholds }: Policy): Focus {
  const probability = probabilityOf(sum / 1000);
  if (probability >= thresholds.strategic && strategic > 0) return "strategic";
  if (probability <= thresholds.tactical && tactical > 0) return "tactical";
  return "unclear";
}

/** Focus, score and probability of the evidence under a policy. */
export function decide(evidence: WeighedEvidence, policy: Policy): Pick<Verdict, "focus" | "score" | "probability"> {
  const balance = balanceOf(evidence);
  const score = balance.sum / 1000;
  return { focus: focusOf(balance, policy), score, probability: probabilityOf(score) };
}

/** Completes evidence to a verdict; `language` is the one the text was read in. */
export function completeVerdict(evidence: WeighedEvidence, policy: Policy, language: string | null): Verdict {
  const balance = balanceOf(evidence);
  const score = balance.sum / 1000;
  const probability = probabilityOf(score);
  const focus = focusOf(balance, policy);
  const leaning: DecidedFocus = focus !== "unclear" ? focus : probability >= 0.5 ? "strategic" : "tactical";
  const other: DecidedFocus = focus === "unclear" ? leaning : focus === "strategic" ? "tactical" : "strategic";
  const ofOther = other === "strategic" ? probability : Math.round((1 - probability) * 1e6) / 1e6;
  return {
    focus,
    probability,
    score,
    responsibility: responsibilityOf(evidence, leaning),
    evidence: evidence.lines,
    runnerUp: { focus: other, probability: ofOther, responsibility: responsibilityOf(evidence, other) },
    counterEvidence: strongestAgainst(evidence, leaning),
    flip: flipByEvidence(evidence, balance, focus, policy),
    language,
  };
}

const totals = new Int32Array(RESPONSIBILITIES.length);
const rankOfResponsibility = new Map(RESPONSIBILITIES.map((name, rank) => [name, rank] as const));

/** The responsibility with the most weight among the lines of a focus; null when none names one. */
export function responsibilityOf({ lines, thousandths }: WeighedEvidence, focus: DecidedFocus): Responsibility | null {
  const sign = focus === "strategic" ? 1 : -1;
  totals.fill(0);
  for (let i = 0; i < lines.length; i++) {
    const weight = (thousandths[i] ?? 0) * sign;
    const name = lines[i]?.responsibility;
    if (weight <= 0 || !name) continue;
    const rank = rankOfResponsibility.get(name) ?? 0;
    totals[rank] = (totals[rank] ?? 0) + weight;
  }
  let best: Responsibility | null = null;
  let most = 0;
  for (let rank = 0; rank < totals.length; rank++) {
    const name = RESPONSIBILITIES[rank];
    if (!name || (totals[rank] ?? 0) <= most || responsibilityDescriptions[name].focus !== focus) continue;
    best = name;
    most = totals[rank] ?? 0;
  }
  return best;
}

/** Index of the strongest line of the item's own that speaks against a focus. */
function strongestAgainst(evidence: WeighedEvidence, focus: DecidedFocus): number | null {
  const strongest = strongestLine(evidence.thousandths, evidence.lines, focus === "strategic" ? -1 : 1);
  return strongest < 0 ? null : strongest;
}

/** Index of the strongest line of a direction; the base rate is no line of the item's own. */
function strongestLine(thousandths: readonly number[], lines: readonly Evidence[], sign: 1 | -1): number {
  let best = -1;
  let most = 0;
  for (let i = 0; i < thousandths.length; i++) {
    const weight = (thousandths[i] ?? 0) * sign;
    if (weight <= most || lines[i]?.kind === "base-rate") continue;
    best = i;
    most = weight;
  }
  return best;
}

/**
 * The fewest lines without which the focus would be another one. Removing the strongest of one direction moves the score
 * furthest, so the first number of strongest lines that changes the focus is the smallest there is; a verdict may also fall
 * with the last line that could decide.
 */
function flipByEvidence(evidence: WeighedEvidence, balance: Balance, focus: Focus, policy: Policy): Flip | null {
  let best: Removal | null = null;
  const directions: readonly (1 | -1)[] = focus === "unclear" ? [1, -1] : [focus === "strategic" ? 1 : -1];
  for (const sign of directions) {
    const deciding = sign > 0 ? balance.strategic : balance.tactical;
    const all = evidence.thousandths;
    best = removeUntilChanged(evidence, balance, focus, policy, sign, [...all], best) ?? best;
    // Few lines may decide at all: without them the verdict falls, however strong the rest.
    if (focus === "unclear" || deciding >= (best?.lines.length ?? Infinity)) continue;
    const decidingOnly = all.map((weight, i) => (evidence.canDecide[i] ? weight : 0));
    best = removeUntilChanged(evidence, balance, focus, policy, sign, decidingOnly, best) ?? best;
  }
  return best && { by: "evidence", lines: best.lines, becomes: best.becomes };
}

interface Removal {
  lines: number[];
  becomes: Focus;
}

/** The strongest lines of a direction without which the focus changes; null when they are no fewer than those of `best`. */
function removeUntilChanged(
  { lines, canDecide }: WeighedEvidence,
  start: Balance,
  focus: Focus,
  policy: Policy,
  sign: 1 | -1,
  left: number[],
  best: Removal | null,
): Removal | null {
  const removed: number[] = [];
  const balance = { sum: start.sum, strategic: start.strategic, tactical: start.tactical };
  const fewerThan = best?.lines.length ?? Infinity;
  while (removed.length + 1 < fewerThan) {
    const index = strongestLine(left, lines, sign);
    if (index < 0) return null;
    removed.push(index);
    balance.sum -= left[index] ?? 0;
    left[index] = 0;
    if (canDecide[index]) balance[sign > 0 ? "strategic" : "tactical"]--;
    const becomes = focusOf(balance, policy);
    if (becomes !== focus) return { lines: removed, becomes };
  }
  return null;
}

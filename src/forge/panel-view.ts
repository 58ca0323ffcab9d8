import { focusProbability, phraseEvidence, phraseFlip, phraseReasons } from "#core/explain";
import type { DecidedFocus, Focus, WorkItem } from "#core/model";
import type { Verdict } from "#core/verdict";
import type { EvidenceLine, Lack, VerdictView } from "#forge/panel-contract";
import { plainOrNull, plainSentences } from "#forge/panel-text";
import type { ApiOutput } from "#usecases/api/contract";

/** As much of a verdict as is shown. */
type VerdictFacts = Pick<
  ApiOutput<"getItem">["verdict"],
  "focus" | "probability" | "score" | "responsibility" | "counterEvidence" | "flip"
> & {
  evidence: readonly Pick<
    ApiOutput<"getItem">["verdict"]["evidence"][number],
    "phrase" | "weight" | "responsibility"
  >[];
};

/** How sure a verdict is of its focus, 1 to 99: it can always be wrong. Null where it is not sure. */
export const percentOf = (focus: Focus, probability: number): number | null =>
  focus === "unclear" ? null : Math.min(99, Math.max(1, Math.round(probability * 100)));

/** A verdict as the panel shows it. */
export function toVerdictView({ evidence, counterEvidence, ...facts }: VerdictFacts): VerdictView {
  const lines = evidence.map(({ phrase, weight, responsibility }, index): EvidenceLine => {
    return { text: plainSentences(phrase), weight, responsibility, isCounter: index === counterEvidence };
  });
  return {
    ...{ focus: facts.focus, percent: percentOf(facts.focus, focusProbability(facts)) },
    ...{ responsibility: facts.focus === "unclear" ? null : facts.responsibility, score: facts.score },
    lines: lines
      .filter(({ weight }) => weight !== 0)
      .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight)),
    flip: plainOrNull(facts.flip),
  };
}

/** The verdict on a work item as it was just read. */
export function viewLiveVerdict(verdict: Verdict): VerdictView {
  const flip = phraseFlip(verdict);
  return toVerdictView({
    ...verdict,
    flip: flip && `${flip.charAt(0).toUpperCase()}${flip.slice(1)}.`,
    evidence: verdict.evidence.map((line) => ({
      ...{ phrase: phraseEvidence(line), weight: line.weight, responsibility: line.responsibility ?? null },
    })),
  });
}

/** What the reader could add to a work item so that it can be told apart; nothing where it can be. */
export function findLacks(item: Pick<WorkItem, "description">, verdict: Verdict): Lack[] {
  if (verdict.focus !== "unclear") return [];
  const hasReason = (focus: DecidedFocus): boolean => phraseReasons(verdict, focus, 1).length > 0;
  return [
    ...(item.description.trim() === "" ? (["description"] as const) : []),
    ...(verdict.language === null ? (["language"] as const) : []),
    hasReason("strategic") && hasReason("tactical") ? "side" : "words",
  ];
}

import { phraseEvidence, phraseFlip, phraseVerdict } from "#core/explain";
import { namesOfItem } from "#core/model";
import type { BacklogItems, SettledListed } from "#usecases/api/backlog-items";
import type { ApiContext } from "#usecases/api/context";
import type { ApiOutput } from "#usecases/api/contract";
import { createNamer } from "#usecases/person-data";

type Detail = ApiOutput<"getItem">;

/** A verdict with its reasons in words, and what a person said instead. */
export async function describeVerdict(
  { item, verdict }: SettledListed,
  { decisions }: BacklogItems,
  { store }: ApiContext,
): Promise<Detail["verdict"]> {
  const { focus, probability, score, responsibility, language, counterEvidence, runnerUp, override } = verdict;
  const decided = override && decisions.onItem(namesOfItem(item));
  const nameOf = createNamer(await store.people());
  const by = decided
    ? decided.by && `${nameOf(decided.by)}${decided.isClaimed ? " (claimed)" : ""}`
    : (override?.by ?? null);
  return {
    ...{ focus, phrase: phraseVerdict(verdict), probability, score, responsibility, language, counterEvidence },
    runnerUp: { ...runnerUp },
    evidence: verdict.evidence.map((line) => ({
      ...{ kind: line.kind, feature: line.feature, phrase: phraseEvidence(line), term: line.term, field: line.field },
      ...{ span: line.span ? [line.span[0], line.span[1]] : null, weight: line.weight },
      ...{ responsibility: line.responsibility ?? null, isShared: line.isShared ?? false },
    })),
    flip: sentenceOf(phraseFlip(verdict)),
    override: override
      ? {
          ...{ focus: override.focus, reason: override.reason, by, at: override.at ?? null },
          machine: phraseVerdict(override.machine),
        }
      : null,
  };
}

const sentenceOf = (phrase: string | null): string | null =>
  phrase === null ? null : `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`;

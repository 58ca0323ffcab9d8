import { judgeTriage, type KnownFinding, type RuleQuality } from "#core/backlog-report";
import { createDecisionBook, type DecisionBook } from "#core/decision";
import type { ApiContext } from "#usecases/api/context";
import { readHistory } from "#usecases/backlog-report";

/** How a rule fares here, and whether people disagree with it so often that it is noise. */
export interface RuleFate extends RuleQuality {
  isNoisy: boolean;
}

/** A rule that has found less than this says nothing about itself. */
const FEWEST = 10;
const NOISY_SHARE = 0.3;

/** By rule; read again only after another audit or decision, because it takes every finding there ever was. */
export async function readRuleFates(context: ApiContext): Promise<ReadonlyMap<string, RuleFate>> {
  const present = await context.store.list.present();
  const version = present ? `${present.run} ${present.decisions}` : "";
  return context.memo("rule-fates", version, () => judgeRules(context));
}

async function judgeRules(context: ApiContext): Promise<ReadonlyMap<string, RuleFate>> {
  const history = await readHistory(context.store, context.now());
  const open = history.findings.filter(({ state, goneBecause }) => goneBecause === null && state === "open");
  const book = createDecisionBook(history.decisions);
  const disputed = new Map<string, number>();
  for (const one of history.findings) {
    const { rule } = one.finding;
    if (isDisputed(one, book)) disputed.set(rule, (disputed.get(rule) ?? 0) + 1);
  }
  const { byRule } = judgeTriage(history.findings, open, history.decisions, history.now);
  return new Map(
    byRule.map((quality) => {
      const share = (disputed.get(quality.rule) ?? 0) / quality.found;
      return [quality.rule, { ...quality, isNoisy: quality.found >= FEWEST && share >= NOISY_SHARE }];
    }),
  );
}

/** Somebody said that the rule is wrong about it, or that the item is something else: not that it is agreed on or can wait. */
function isDisputed({ finding, names }: KnownFinding, book: DecisionBook): boolean {
  const decision = book.onFinding(finding, names);
  const isDenied =
    decision?.kind === "dismiss" && (decision.reason === "rule-wrong" || decision.reason === "not-misassigned");
  return isDenied || (finding.subject.kind === "item" && book.onItem(names) !== undefined);
}

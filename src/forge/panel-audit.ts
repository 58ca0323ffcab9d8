import { focusProbability } from "#core/explain";
import type { AuditView, FindingView } from "#forge/panel-contract";
import { plainLine, plainOrNull, plainSentences } from "#forge/panel-text";
import { percentOf, toVerdictView } from "#forge/panel-view";
import type { ApiOutput } from "#usecases/api/contract";
import type { FindingDetail, ItemRow } from "#usecases/api/shapes";

/** Decisions that the panel shows: the dashboard has them all. */
const MOST_DECISIONS = 5;

/** What the panel shows of an item's details. */
export function viewAudit(detail: ApiOutput<"getItem">): AuditView {
  const { asOf, verdict, owner, findings, parent, trail } = detail;
  const { override } = verdict;
  return {
    asOf,
    verdict: toVerdictView(verdict),
    override: override && {
      ...{ focus: override.focus, at: override.at, machine: override.machine },
      ...{ reason: plainLine(override.reason), by: plainOrNull(override.by) },
    },
    owner: owner && {
      ...{ role: owner.role, source: owner.source },
      ...{ name: plainLine(owner.name), reason: plainLine(owner.reason) },
    },
    findings: findings.map(viewFinding),
    parent: parent && viewParent(parent),
    decisions: trail.slice(0, MOST_DECISIONS).map(({ id, what, by, at, isUndone, refusal }) => ({
      ...{ id, at, isUndone, mayUndo: refusal === null },
      ...{ what: plainSentences(what), by: plainLine(by) },
    })),
  };
}

const viewFinding = (finding: FindingDetail): FindingView => ({
  ...{ id: finding.id, severity: finding.severity, state: finding.state, mark: finding.mark },
  ...{ isReread: finding.isReread, refusals: finding.refusals, events: finding.events },
  title: plainLine(finding.ruleTitle),
  message: plainSentences(finding.message),
  why: finding.why.map(plainSentences),
  change: plainSentences(finding.change),
  remedy: plainSentences(finding.remedy),
  split: finding.split.map(({ title, focus, role }) => ({ title: plainLine(title), focus, role })),
  suggestions: finding.suggestions.map(({ ref, name, reason }) => ({
    ...{ ref, name: plainLine(name), reason: plainLine(reason) },
  })),
  decided: finding.decided && {
    ...{ what: plainSentences(finding.decided.what), by: plainLine(finding.decided.by), at: finding.decided.at },
  },
});

function viewParent({ key, title, focus, probability }: ItemRow): AuditView["parent"] {
  const strategic = focus === "tactical" ? 1 - probability : probability;
  const share = focusProbability({ focus, probability: strategic });
  return { name: plainLine(`${key} ${title}`), focus, percent: percentOf(focus, share) };
}

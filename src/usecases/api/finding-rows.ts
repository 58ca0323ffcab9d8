import { focusProbability } from "#core/explain";
import { rules } from "#core/rules/index";
import type { Settlement } from "#core/triage";
import type { StoredFinding } from "#ports";
import { type ApiContext, wholeOf } from "#usecases/api/context";
import { readDecided } from "#usecases/api/decided";
import { type Names, readNames } from "#usecases/api/names";
import { pastRuns } from "#usecases/api/past-runs";
import type { FindingRow } from "#usecases/api/shapes";
import { newsOf } from "#usecases/backlog-report";
import { settleStored, withName } from "#usecases/decide";
import { subjectOf } from "#usecases/select-findings";

const titles = new Map(rules.map(({ id, title }) => [id, title]));

/** A remembered finding with its state now. */
export interface SettledFinding {
  stored: StoredFinding;
  settled: Settlement;
}

/** Findings by id, in the order asked for; those that are gone are left out. */
export async function readFindings(ids: readonly string[], context: ApiContext): Promise<SettledFinding[]> {
  const [{ book }, people, [, previous]] = await Promise.all([
    readDecided(context),
    context.store.people(),
    pastRuns(wholeOf(context)),
  ]);
  const found = new Map((await context.store.findingsOf(ids)).map((stored) => [stored.finding.id, stored]));
  const now = context.now();
  return ids.flatMap((id): SettledFinding[] => {
    const stored = found.get(id);
    if (!stored || stored.gone) return [];
    const settled = settleStored(stored, book, now);
    const news = settled.state === "open" ? newsOf(stored, previous?.startedAt ?? null) : null;
    return [{ stored: withName(stored, people), settled: { ...settled, mark: settled.mark ?? news } }];
  });
}

/** The same as the lines of a list. */
export async function readRows(ids: readonly string[], context: ApiContext): Promise<FindingRow[]> {
  const [found, names] = await Promise.all([readFindings(ids, context), readNames(context)]);
  return found.map((one) => toRow(one, names));
}

export function toRow({ stored, settled }: SettledFinding, names: Names): FindingRow {
  const { finding, item, firstSeen } = stored;
  const { id, rule, severity, scope, message, owner, ownerRole, expectedRole } = finding;
  return {
    ...{ id, rule, severity, message, ownerRole, expectedRole },
    ruleTitle: titles.get(rule) ?? rule,
    state: settled.state,
    mark: settled.mark,
    since: firstSeen,
    scope: { id: scope, name: names.scope(scope) },
    subject: item ? subjectOf(stored) : names.scope(scope),
    item: item && {
      ...{ id: item.id, key: item.key, title: item.title, url: item.url ?? null },
      ...{ level: item.level, type: item.type, status: item.status, focus: item.verdict.focus },
      probability: focusProbability(item.verdict),
      responsibility: item.verdict.responsibility,
    },
    owner: owner === null ? null : names.person(owner),
    decision: settled.decision?.id ?? null,
  };
}

import { snoozeEvents } from "#core/decision-kinds";
import { refusalFor } from "#core/permission";
import type { ApiContext } from "#usecases/api/context";
import { readDecided, upToDate } from "#usecases/api/decided";
import { ApiError } from "#usecases/api/error";
import { readFindings, type SettledFinding, toRow } from "#usecases/api/finding-rows";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import { readNames } from "#usecases/api/names";
import type { FindingDetail } from "#usecases/api/shapes";
import { trailOf } from "#usecases/api/trail";
import { isReread, whyNot } from "#usecases/decide";
import { createTeller } from "#usecases/describe-decision";
import { whyNeverComes } from "#usecases/waits";

export const getFinding: Handler<"getFinding"> = async ({ id }, context) => {
  const asOf = context.now();
  await upToDate(context);
  const [finding] = await describeFindings([id], context);
  if (!finding)
    throw new ApiError("not-found", "This finding is not there any more.", {
      remedy: "It was fixed or went with its work item: the audit trail and the reports tell what became of it.",
    });
  const names = finding.item ? [id, finding.item.id, finding.item.key] : [id];
  return { finding, trail: await trailOf(names, context), asOf };
};

/** All findings about some items. */
export async function findingsOfItem(items: readonly string[], context: ApiContext): Promise<FindingDetail[]> {
  await upToDate(context);
  return describeFindings(await context.store.list.near({ items }), context);
}

async function describeFindings(ids: readonly string[], context: ApiContext): Promise<FindingDetail[]> {
  const [found, names, { policy }, { book }] = await Promise.all([
    readFindings(ids, context),
    readNames(context),
    policyInForce(context),
    readDecided(context),
  ]);
  const teller = await createTeller(
    context.store,
    found.flatMap(({ settled }) => settled.decision ?? []),
  );
  const describe = async (one: SettledFinding): Promise<FindingDetail> => {
    const { stored, settled } = one;
    const { finding, item } = stored;
    const { list } = context.store;
    const { decision } = settled;
    const may = (act: "dismiss" | "snooze" | "reassign" | "override"): string | null =>
      refusalFor(act, context.actor, finding.owner, policy);
    const children = item ? await list.near({ parents: stored.names }) : [];
    const siblings = item && stored.parent !== null ? await list.near({ parents: [stored.parent] }) : [];
    return {
      ...toRow(one, names),
      ...{ why: [...finding.why], change: finding.change, remedy: finding.remedy },
      suggestions: finding.suggestions.map(({ ref, reason }) => ({ ref, name: names.person(ref), reason })),
      split: (finding.split ?? []).map(({ focus, role, level, title }) => ({ focus, role, level, title })),
      isReread: isReread(stored, book),
      decided: decision && { what: teller.what(decision), by: teller.by(decision), at: decision.at },
      refusals: {
        dismiss: may("dismiss"),
        snooze: may("snooze"),
        reassign: may("reassign"),
        override: may("override") ?? whyNot({ kind: "override", focus: "strategic", reason: "" }, stored),
      },
      events: snoozeEvents.filter((event) => whyNeverComes({ event }, stored) === null),
      relatives: { children: new Set(children).size, siblings: siblings.filter((id) => id !== finding.id).length },
    };
  };
  return Promise.all(found.map(describe));
}

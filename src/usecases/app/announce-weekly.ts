import type { BacklogReport } from "#core/backlog-report";
import type { Policy } from "#core/config";
import { renderBacklogAdf } from "#core/render/backlog/adf";
import type { AppParts } from "#usecases/app/parts";
import { noteAnnounced, readWeekly } from "#usecases/weekly-report";

const CLAIM = "announcing ";

/**
 * Tells of a weekly report in Jira, where the policy says so: at most once, also where it is not known whether it was told. What is
 * told is what everybody who may see the space may know: figures of that space, and keys without titles.
 */
export async function announceWeekly(period: string, policy: Policy, parts: AppParts): Promise<void> {
  const announce = policy.report?.announce;
  const { store } = parts;
  const weekly = announce && (await readWeekly(store, period));
  if (!weekly) return;
  const writer = await parts.openWriter(policy);
  if (!(await store.documents.replace(CLAIM + period, null, parts.holder))) return;
  const space = "commentOn" in announce ? announce.commentOn.replace(/-\d+$/, "") : announce.space;
  const own = weekly.spaces[writer.prefix + space];
  const body = renderBacklogAdf(own ? withoutTitles(own) : { ...weekly.report, lookAt: [] }, { page: null });
  if ("commentOn" in announce) {
    await writer.comment(announce.commentOn, body);
    await noteAnnounced(store, period, announce.commentOn);
    return;
  }
  const title = `Rolecall: the week up to ${period}`;
  await noteAnnounced(store, period, await writer.createItem({ space, type: announce.type, title, body }));
}

const withoutTitles = (report: BacklogReport): BacklogReport => ({
  ...report,
  lookAt: report.lookAt.map((one) => ({ ...one, title: null })),
});

import type { Policy } from "#core/config";
import { spaceOfKey } from "#core/model";
import { renderBacklogAdf } from "#core/render/backlog/adf";
import { Pause, TrackerError } from "#ports";
import type { AppParts } from "#usecases/app/parts";
import { noteAnnounced, readWeekly } from "#usecases/weekly-report";

const CLAIM = "announcing ";

/**
 * Tells of a weekly report in Jira, where the policy says so: at most once, also where it is not known whether it was told. What is
 * told are figures only, of that space where it is audited: who may read a comment need not see every work item.
 */
export async function announceWeekly(period: string, policy: Policy, parts: AppParts): Promise<void> {
  const announce = policy.report?.announce;
  const { store } = parts;
  const weekly = announce && (await readWeekly(store, period));
  if (!weekly) return;
  const writer = await parts.openWriter(policy);
  if (!(await store.documents.replace(CLAIM + period, null, parts.holder))) return;
  const space = "commentOn" in announce ? spaceOfKey(announce.commentOn) : announce.space;
  const report = weekly.spaces[writer.prefix + space] ?? weekly.report;
  const body = renderBacklogAdf({ ...report, lookAt: [] }, { page: null });
  const title = `Rolecall: the week up to ${period}`;
  try {
    if ("commentOn" in announce) await writer.comment(announce.commentOn, body);
    const key =
      "commentOn" in announce
        ? announce.commentOn
        : await writer.createItem({ space, type: announce.type, title, body });
    await noteAnnounced(store, period, key);
  } catch (error) {
    // Jira has said no, or was not asked yet: nothing was told, and once that is mended it can be.
    const isUntold = error instanceof Pause || (error instanceof TrackerError && error.kind !== "unavailable");
    if (isUntold) await store.documents.remove(CLAIM + period);
    throw error;
  }
}

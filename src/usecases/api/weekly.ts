import type { BacklogReport } from "#core/backlog-report";
import { openBacklogItems } from "#usecases/api/backlog-items";
import { type ApiContext, type Audience, wholeOf } from "#usecases/api/context";
import type { ApiOutput } from "#usecases/api/contract";
import { ApiError } from "#usecases/api/error";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import { renderFile } from "#usecases/api/report-file";
import {
  listWeekly as listHeads,
  nextReportAt,
  readSpaceFigures,
  readWeekly,
  type WeeklyHead,
} from "#usecases/weekly-report";

type Row = ApiOutput<"listWeekly">["reports"][number];

/** Weekly reports, newest first; for one space with its figures. */
export const listWeekly: Handler<"listWeekly"> = async (_input, context) => {
  const { policy } = await policyInForce(context);
  const heads = await listHeads(wholeOf(context).store);
  return {
    next: policy.report ? nextReportAt(policy.report, context.now()) : null,
    reports: (await Promise.all(heads.map((head) => toRow(head, context)))).flatMap((row) => row ?? []),
  };
};

/** The report of a week as a file; for one space the one about it, without what the person may not see. */
export const renderWeekly: Handler<"renderWeekly"> = async ({ period, format }, context) => {
  const made = await readWeekly(wholeOf(context).store, period);
  const report = made && (context.audience ? await reportFor(context.audience, made.spaces, context) : made.report);
  if (!report)
    throw new ApiError("not-found", `There is no weekly report of ${period}.`, { remedy: "Choose one of the list." });
  return renderFile(report, format, `rolecall-week-${period}`);
};

async function toRow(head: WeeklyHead, context: ApiContext): Promise<Row | null> {
  const { period, at, announced } = head;
  const { audience } = context;
  const figures = audience ? await readSpaceFigures(wholeOf(context).store, period, audience.scope.id) : head;
  if (!figures) return null;
  const shown = announced === null ? [] : await keysShown([announced], context);
  return {
    ...{ period, at, open: figures.open, new: figures.new, fixed: figures.fixed },
    announced: shown[0] ?? null,
  };
}

async function reportFor(
  { scope }: Audience,
  spaces: Readonly<Record<string, BacklogReport>>,
  context: ApiContext,
): Promise<BacklogReport | null> {
  const report = new Map(Object.entries(spaces)).get(scope.id);
  if (!report) return null;
  const subjects = [...report.lookAt, ...report.expiring].map(({ subject }) => subject);
  const shown = new Set([scope.name, ...(await keysShown(subjects, context))]);
  const isShown = ({ subject }: { subject: string }): boolean => shown.has(subject);
  return { ...report, lookAt: report.lookAt.filter(isShown), expiring: report.expiring.filter(isShown) };
}

/** Of keys those of items that whoever asks may see. */
async function keysShown(keys: readonly string[], context: ApiContext): Promise<readonly string[]> {
  if (context.audience === null) return keys;
  const { list } = await openBacklogItems(context);
  return (await list.named(keys)).map(({ item }) => item.key);
}

import type { Policy } from "#core/config";
import { changePolicy } from "#usecases/api/change-policy";
import type { ApiContext } from "#usecases/api/context";
import type { ApiOutput } from "#usecases/api/contract";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import { nextReportAt, noteSchedule } from "#usecases/weekly-report";

type Report = NonNullable<Policy["report"]>;

export const getSchedule: Handler<"getSchedule"> = async (_input, context) => {
  const { policy, hash } = await policyInForce(context);
  return {
    ...{ hash, isWritable: context.policy.isWritable, report: describe(policy.report), next: nextOf(policy, context) },
    timeZones: [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])],
  };
};

/** Changes the schedule in the policy, and nothing else in it. Another time than before begins with its next one. */
export const saveSchedule: Handler<"saveSchedule"> = async ({ basedOn, report }, context) => {
  const before = (await policyInForce(context)).policy;
  const hash = await changePolicy(context.policy, basedOn, ({ report: _report, ...rest }) => {
    if (report === null) return rest;
    const { announce, ...times } = report;
    return { ...rest, report: announce === null ? times : { ...times, announce } };
  });
  const { policy } = await policyInForce(context);
  await noteChange(before, policy, context);
  return { hash, next: nextOf(policy, context) };
};

/** Notes since when there is another schedule than before. */
export async function noteChange(before: Policy, after: Policy, context: ApiContext): Promise<void> {
  if (after.report && timesOf(after) !== timesOf(before))
    await noteSchedule(context.store, after.report, context.now());
}

const timesOf = ({ report }: Policy): string => (report ? `${report.day} ${report.time} ${report.timeZone}` : "");

const nextOf = ({ report }: Policy, context: ApiContext): string | null =>
  report ? nextReportAt(report, context.now()) : null;

const describe = (report: Report | undefined): ApiOutput<"getSchedule">["report"] =>
  report
    ? { ...{ day: report.day, time: report.time, timeZone: report.timeZone }, announce: report.announce ?? null }
    : null;

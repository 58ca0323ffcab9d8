import { withValueAt } from "#core/json-document";
import type { RunRecord } from "#ports";
import { changePolicy } from "#usecases/api/change-policy";
import type { ApiOutput } from "#usecases/api/contract";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import { pastRuns } from "#usecases/api/past-runs";

type Space = ApiOutput<"getSpaces">["spaces"][number];

/** Which spaces of Jira are audited, and which audits have met. */
export const getSpaces: Handler<"getSpaces"> = async (_input, context) => {
  const { policy, hash } = await policyInForce(context);
  const { projects, filter, jql } = policy.source.jira;
  return {
    ...{ hash, isWritable: context.policy.isWritable, chosen: [...projects] },
    spaces: listSpaces(projects, await pastRuns(context)),
    isFiltered: filter !== undefined || jql !== undefined,
  };
};

/** Changes which spaces are audited, and nothing else in the policy. */
export const changeSpaces: Handler<"changeSpaces"> = async ({ basedOn, spaces }, { policy }) => ({
  hash: await changePolicy(policy, basedOn, (document) =>
    withValueAt(document, ["source", "jira", "projects"], spaces.length > 0 ? [...new Set(spaces)] : undefined),
  ),
});

const IN_JIRA = /^jira:[^:]*:([^:]+)$/;

/** Spaces of Jira that audits have read, each as the last one found it, and those that are only chosen. */
function listSpaces(chosen: readonly string[], runs: readonly RunRecord[]): Space[] {
  const spaces = new Map<string, Space>();
  for (const { report } of runs)
    for (const { id, name, items } of report.scopes) {
      const key = IN_JIRA.exec(id)?.[1];
      if (key !== undefined && !spaces.has(key)) spaces.set(key, { key, name, items });
    }
  for (const key of chosen) if (!spaces.has(key)) spaces.set(key, { key, name: key, items: null });
  return [...spaces.values()].sort((a, b) => (b.items ?? -1) - (a.items ?? -1) || (a.key < b.key ? -1 : 1));
}

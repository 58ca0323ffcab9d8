import { z } from "zod";
import { describeSkew, preview } from "#adapters/jira/examine";
import type { LinearClient } from "#adapters/linear/client";
import { accountDocument, itemsDocument, PAGE_SIZE, workspaceDocument } from "#adapters/linear/documents";
import type { Check } from "#ports";

export interface LinearExamination {
  teams: readonly string[];
  /** This machine's time, in milliseconds since 1970. */
  clock: () => number;
}

const account = z.object({
  viewer: z.object({ name: z.string(), app: z.boolean().nullish() }),
  organization: z.object({ name: z.string(), urlKey: z.string() }),
  rateLimitStatus: z.object({
    limits: z.array(z.object({ type: z.string(), allowedAmount: z.number(), remainingAmount: z.number() })),
  }),
});
const workspace = z.object({
  teams: z.object({ nodes: z.array(z.object({ key: z.string(), issueCount: z.number().nullish() })) }),
});
const issues = z.object({
  issues: z.object({
    nodes: z.array(z.object({ assignee: z.object({ title: z.string().nullish() }).nullish() })),
  }),
});

/** Checks what a reading of the workspace needs, step by step. Throws TrackerError where nothing more can be checked. */
export async function* examineLinear(linear: LinearClient, { teams, clock }: LinearExamination): AsyncGenerator<Check> {
  const { data, at } = await linear(accountDocument, {}, account, "directory");
  const { viewer, organization, rateLimitStatus } = data;
  yield { state: "fine", about: `Linear answers for the workspace ${organization.name} (${organization.urlKey}).` };
  yield { state: "fine", about: `The key belongs to ${viewer.name}${viewer.app ? ", an app" : ""}.` };
  yield describeSkew(at - clock());
  for (const { type, allowedAmount, remainingAmount } of rateLimitStatus.limits)
    yield { state: "fine", about: `Limit of ${type}: ${remainingAmount} of ${allowedAmount} an hour are left.` };

  const { data: found } = await linear(workspaceDocument, {}, workspace, "directory");
  const visible = found.teams.nodes.map(({ key }) => key);
  yield visible.length > 0
    ? {
        state: "fine",
        about: `It may read ${visible.length} ${visible.length === 1 ? "team" : "teams"}: ${preview(visible)}. Private teams that it is no member of are invisible.`,
      }
    : { state: "failed", about: "It may read no team: give the key access to those to audit." };
  for (const key of teams.filter((name) => !visible.includes(name)))
    yield {
      state: "failed",
      about: `Team ${key}, which the policy names, is not among them: correct source.linear.teams or give access.`,
    };

  const begun = clock();
  const { data: page } = await linear(itemsDocument("issues"), {}, issues);
  const took = clock() - begun;
  const { nodes } = page.issues;
  if (nodes.length === 0) {
    yield { state: "failed", about: "No issue can be read: give the key the scope Read and access to the teams." };
    return;
  }
  yield {
    state: "fine",
    about: `1,000 issues cost 4 requests; measured on ${nodes.length}: ${Math.round((took / nodes.length) * 1000)} ms.`,
  };
  const read = found.teams.nodes.filter(({ key }) => teams.length === 0 || teams.includes(key));
  const all = Math.max(
    nodes.length,
    read.reduce((sum, { issueCount }) => sum + (issueCount ?? 0), 0),
  );
  const pages = Math.ceil(all / PAGE_SIZE);
  yield {
    state: "fine",
    about: `A first reading of all ${all} issues takes ${pages} ${pages === 1 ? "request" : "requests"} and about ${Math.max(1, Math.round((took * pages) / 1000))} s, and a few more for projects and initiatives; later ones read changes only.`,
  };
  const owned = nodes.filter(({ assignee }) => assignee);
  const titled = owned.filter(({ assignee }) => assignee?.title).length;
  yield titled > 0
    ? {
        state: "fine",
        about: `${titled} of ${owned.length} assigned issues have an owner with a job title, which can tell roles.`,
      }
    : {
        state: "noted",
        about: "Nobody has a job title in Linear: name product managers and owners in the policy (people).",
      };
}

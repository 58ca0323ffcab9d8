import { z } from "zod";
import type { LinearClient } from "#adapters/linear/client";
import { membersDocument } from "#adapters/linear/documents";
import { personOf, user } from "#adapters/linear/map";
import type { Person } from "#core/model";
import type { MemberLister } from "#ports";

const answer = z.object({
  teams: z.object({
    nodes: z.array(
      z.object({
        members: z.object({
          nodes: z.array(user),
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        }),
      }),
    ),
  }),
});

/** Members of the team whose key or name this is. Their role holds everywhere: a team of product managers owns what others carry out. */
export const createLinearMembers =
  (linear: LinearClient): MemberLister =>
  async (name) => {
    const people: Person[] = [];
    for (let after: string | undefined; ;) {
      const { data } = await linear(
        membersDocument,
        { name, ...(after !== undefined && { after }) },
        answer,
        "directory",
      );
      const [team] = data.teams.nodes;
      if (!team) return [];
      people.push(...team.members.nodes.map(personOf));
      const { hasNextPage, endCursor } = team.members.pageInfo;
      if (!hasNextPage || !endCursor) return [{ people }];
      after = endCursor;
    }
  };

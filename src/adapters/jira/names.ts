import { z } from "zod";
import type { JiraRest } from "#adapters/jira/rest";

/** People whose names are asked for at once (REST v3, user/bulk: at most 200). */
const MOST = 100;

const users = z.object({
  values: z.array(z.object({ accountId: z.string(), displayName: z.string().nullish() })),
});

/** What people are called now; who is not there any more is left out. */
export const createNameReader =
  (jira: JiraRest) =>
  async (accounts: readonly string[]): Promise<{ accountId: string; name: string }[]> => {
    const names: { accountId: string; name: string }[] = [];
    for (let start = 0; start < accounts.length; start += MOST) {
      const query = new URLSearchParams(
        accounts.slice(start, start + MOST).map((account): [string, string] => ["accountId", account]),
      );
      query.set("maxResults", String(MOST));
      const { values } = (await jira.get(`/rest/api/3/user/bulk?${query}`, users)).body;
      for (const { accountId, displayName } of values) if (displayName) names.push({ accountId, name: displayName });
    }
    return names;
  };

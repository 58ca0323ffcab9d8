import { z } from "zod";
import { type JiraSpace, readSpaces } from "#adapters/jira/directory";
import { jiraUser } from "#adapters/jira/issue-schema";
import { personOf } from "#adapters/jira/map";
import { isRefusal, type JiraRest } from "#adapters/jira/rest";
import type { Person } from "#core/model";
import type { GroupMembers, MemberLister } from "#ports";

const groups = z.object({ values: z.array(z.object({ groupId: z.string(), name: z.string() })) });
const members = z.object({ isLast: z.boolean().nullish(), values: z.array(jiraUser) });
/** Addresses of a space's roles by their names. */
const roles = z.record(z.string(), z.string());
const role = z.object({
  actors: z
    .array(
      z.object({
        displayName: z.string().nullish(),
        actorUser: z.object({ accountId: z.string() }).nullish(),
        actorGroup: z.object({ groupId: z.string() }).nullish(),
      }),
    )
    .nullish(),
});

/** Members of the group of a name, and of the project role of that name in every space that has one, in the scope of the space. */
export function createJiraMembers(jira: JiraRest): MemberLister {
  let spaces: Promise<ReadonlyMap<string, JiraSpace>> | undefined;
  const ofGroup = remember(async (groupId: string) => {
    const people: Person[] = [];
    for (let isLast = false; !isLast;) {
      const query = new URLSearchParams({ groupId, startAt: String(people.length), maxResults: "50" });
      const { body } = await jira.get(`/rest/api/3/group/member?${query}`, members);
      people.push(...body.values.map(personOf));
      isLast = body.isLast !== false || body.values.length === 0;
    }
    return people;
  });
  const rolesOf = remember(
    async (space: string) => (await jira.get(`/rest/api/3/project/${encodeURIComponent(space)}/role`, roles)).body,
  );
  const ofRole = async (space: string, id: string): Promise<Person[]> => {
    const { body } = await jira.get(
      `/rest/api/3/project/${encodeURIComponent(space)}/role/${encodeURIComponent(id)}`,
      role,
    );
    const people: Person[] = [];
    for (const { displayName, actorUser, actorGroup } of body.actors ?? []) {
      if (actorUser) people.push({ id: actorUser.accountId, ...(displayName && { name: displayName }) });
      if (actorGroup) people.push(...(await ofGroup(actorGroup.groupId)));
    }
    return people;
  };
  return async (name, asked) => {
    const found: GroupMembers[] = [];
    /** Asks for one place, unless it is known; the answer is noted, also that there is none. */
    const once = async (scope: string, ask: () => Promise<Person[] | false | undefined | "">) => {
      const known = asked?.of(scope);
      if (known !== undefined) return known;
      const people = (await whereAllowed(ask)) || null;
      await asked?.note(scope, people);
      return people;
    };
    const inGroup = await once("", async () => {
      const { body } = await jira.get(`/rest/api/3/group/bulk?${new URLSearchParams({ groupName: name })}`, groups);
      const group = body.values.find((one) => one.name === name);
      return group && (await ofGroup(group.groupId));
    });
    if (inGroup) found.push({ people: inGroup });
    spaces ??= readSpaces(jira);
    for (const scope of (await spaces).keys()) {
      const inRole = await once(scope, async () => {
        const id = (await rolesOf(scope))[name]?.split("/").at(-1);
        return id && (await ofRole(scope, id));
      });
      if (inRole) found.push({ scope, people: inRole });
    }
    return found;
  };
}

/** An audit does without what the account may not see: whoever is in such a group has no role by it. */
async function whereAllowed<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}

/** Asks for each thing once. */
function remember<Answer>(ask: (name: string) => Promise<Answer>): (name: string) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    return answer;
  };
}

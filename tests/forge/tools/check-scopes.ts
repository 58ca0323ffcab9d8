import table from "./jira-scopes.json";
import type { JiraCall } from "./jira-calls";

/** Something that the app does, with the sets of scopes of which one is enough for it. */
export interface Need {
  what: string;
  anyOf: readonly (readonly string[])[];
}

/** What a request of the app needs, by Jira's own documentation. Throws for one that is not in the table. */
export function needOf({ method, path, file }: JiraCall): Need {
  const found = Object.entries(table as Record<string, string[][]>).filter(([request]) =>
    isSame(request, `${method} ${path}`),
  );
  // A path of words goes before one with parts that could be anything.
  const [first] = found.sort(([a], [b]) => a.split("{").length - b.split("{").length);
  if (!first) throw new Error(`${method} ${path} (${file}) is not in jira-scopes.json`);
  return { what: first[0], anyOf: first[1] };
}

function isSame(documented: string, asked: string): boolean {
  const [ours, theirs] = [asked.split("/"), documented.split("/")];
  return (
    ours.length === theirs.length &&
    theirs.every((part, at) => part === ours[at] || (part.startsWith("{") && ours[at]?.includes("{}")))
  );
}

const isMet = ({ anyOf }: Need, held: readonly string[]): boolean =>
  anyOf.some((scopes) => scopes.every((scope) => held.includes(scope)));

/** What the app does and its scopes do not allow. */
export const lackingScopes = (needs: readonly Need[], held: readonly string[]): string[] =>
  needs
    .filter((need) => !isMet(need, held))
    .map(({ what, anyOf }) => `${what} requires ${anyOf.map((scopes) => scopes.join(" + ")).join(" or ")}`);

/** Scopes without which the app could do all the same. */
export const idleScopes = (needs: readonly Need[], held: readonly string[]): string[] =>
  held.filter((scope) => {
    const others = held.filter((one) => one !== scope);
    return needs.every((need) => isMet(need, others) || !isMet(need, held));
  });

import type { Decision } from "#core/decision";

/** An ISO 8601 instant in the one form that sorts as text: "10:00:00Z" would come after "10:00:00.500Z". */
export const toInstant = (text: string): string => new Date(text).toISOString();

/** In the order in which they were made: by instant, then by id. */
export const inOrder = (decisions: readonly Decision[]): Decision[] =>
  decisions
    .map((decision) => ({ decision, at: toInstant(decision.at) }))
    .sort((a, b) => compare(a.at, b.at) || compare(a.decision.id, b.decision.id))
    .map(({ decision }) => decision);

/** By code units, the same in every locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import { z } from "zod";
import { parsePlace } from "#adapters/http/parse-place";

/** Where a reading of a site stands: plain JSON in the cursor of a page, so that another process can go on. */
const reading = z.strictObject({
  /** Jira's own time when the reading began; what changes later is read next time. */
  began: z.number(),
  /** From when on items changed that are read; left out: all are. */
  since: z.number().optional(),
  /** The search as it was asked first: a page token holds for the same text only. */
  jql: z.string(),
  token: z.string().optional(),
  /** Creation, or change, of the last item read: from there on a reading goes on whose token is not taken any more. */
  last: z.number().optional(),
  /** Items read so far. */
  done: z.number(),
  total: z.number().optional(),
});
export type Reading = z.output<typeof reading>;

export const parseReading = (cursor: string): Reading =>
  parsePlace(cursor, reading, "The place to read on from is not one of Jira; start again without it.");

const mark = z.strictObject({ since: z.number() });

/** The moment from which changes are to be read, in Jira's time. */
export const parseMark = (text: string): number =>
  parsePlace(text, mark, "The mark to read changes from is not one of Jira; read everything once.").since;

/**
 * What became of an item in these last minutes before a reading began may not have been in Jira's index yet
 * (Atlassian, "Search and reconcile"); reading it again changes nothing.
 */
const OVERLAP = 5 * 60_000;

export const toMark = ({ began }: Reading): string => JSON.stringify({ since: began - OVERLAP });

const MINUTE = 60_000;

/**
 * The search of a reading in an order in which what changes meanwhile moves to its end, if at all. Times are told as minutes before
 * now: JQL takes dates in the zone of the account, which nobody but Jira knows for sure.
 */
export function searchFrom(scope: string, { since, last }: Pick<Reading, "since" | "last">, now: number): string {
  const field = since === undefined ? "created" : "updated";
  const from = last ?? since;
  const condition = from === undefined ? "" : ` AND ${field} >= "-${Math.ceil((now - from) / MINUTE) + 1}m"`;
  return `${scope}${condition} ORDER BY ${field} ASC, id ASC`;
}

import { z } from "zod";
import { parsePlace } from "#adapters/http/parse-place";
import { ENTITIES } from "#adapters/linear/documents";

/** Where a reading of a workspace stands: plain JSON in the cursor of a page, so that another process can go on. */
const reading = z.strictObject({
  /** Linear's own time when the reading began; what changes later is read next time. */
  began: z.number(),
  /** From when on items changed that are read; left out: all are. */
  since: z.number().optional(),
  entity: z.enum(ENTITIES),
  after: z.string().optional(),
  /** Creation, or change, of the last item read. */
  last: z.number().optional(),
  /** Up to when items were created, or changed, that are read: where a cursor was not taken any more. */
  until: z.number().optional(),
  /** Items read so far. */
  done: z.number(),
});
export type Reading = z.output<typeof reading>;

const mark = z.strictObject({ since: z.number() });

export const parseReading = (cursor: string): Reading =>
  parsePlace(cursor, reading, "The place to read on from is not one of Linear; start again without it.");

/** The moment from which changes are to be read, in Linear's time. */
export const parseMark = (text: string): number =>
  parsePlace(text, mark, "The mark to read changes from is not one of Linear; read everything once.").since;

/** Changes at the beginning of a reading may not have been told yet; reading them again changes nothing. */
const OVERLAP = 2 * 60_000;

export const toMark = ({ began }: Pick<Reading, "began">): string => JSON.stringify({ since: began - OVERLAP });

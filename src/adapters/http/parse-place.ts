import type { z } from "zod";
import { SourceError } from "#ports";

/** What a cursor or a mark of an earlier reading holds. Throws SourceError with the problem for one that is not the source's own. */
export function parsePlace<Schema extends z.ZodType>(text: string, schema: Schema, problem: string): z.output<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SourceError(problem);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new SourceError(problem);
  return parsed.data;
}

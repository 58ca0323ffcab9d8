import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { errorBody } from "#server/errors";
import { NO_STORE } from "#server/headers";
import { plainPage } from "#server/pages";

/** Why a request is not served. */
export interface Refusal {
  status: ContentfulStatusCode;
  kind: string;
  message: string;
  remedy: string;
}

/** Whether a program asks and not a person: its errors are JSON. */
export const isForPrograms = (path: string): boolean => /^\/(api|upload)(\/|$)/.test(path);

/** The refusal as the caller can read it: JSON or a page. */
export async function refuse(
  c: Context,
  { status, kind, message, remedy }: Refusal,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  if (isForPrograms(c.req.path))
    return c.json(errorBody(kind, message, { remedy }), status, { ...NO_STORE, ...headers });
  return c.html(await plainPage(message, remedy), status, { ...NO_STORE, ...headers });
}

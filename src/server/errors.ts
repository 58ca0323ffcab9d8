import { randomBytes } from "node:crypto";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ConfigError } from "#core/config";
import { ForbiddenError, SourceError, TrackerError } from "#ports";
import { ApiError } from "#usecases/api/error";

/** The body of every answer that is an error. */
export interface ErrorBody {
  error: {
    kind: string;
    /** One sentence. */
    message: string;
    remedy?: string;
    issues?: readonly string[];
  };
}

export interface DescribedError {
  status: ContentfulStatusCode;
  body: ErrorBody;
}

const STATUS = { "bad-input": 400, "not-found": 404, stale: 409, busy: 503 } as const;

export const errorBody = (
  kind: string,
  message: string,
  { remedy, issues }: { remedy?: string | undefined; issues?: readonly string[] | undefined } = {},
): ErrorBody => ({
  error: { kind, message, ...(remedy !== undefined && { remedy }), ...(issues !== undefined && { issues }) },
});

/** What a caller is told of an error. Of one that nobody expected only a reference: `onBug` gets the rest. */
export function describeError(error: unknown, onBug: (reference: string, error: unknown) => void): DescribedError {
  if (error instanceof ApiError)
    return { status: STATUS[error.kind], body: errorBody(error.kind, error.message, error) };
  if (error instanceof ConfigError)
    return { status: 400, body: errorBody("bad-input", "The policy cannot be used.", { issues: error.issues }) };
  if (error instanceof SourceError || isUsageError(error))
    return { status: 400, body: errorBody("bad-input", error.message) };
  if (error instanceof ForbiddenError) return { status: 403, body: errorBody("forbidden", error.message) };
  if (error instanceof TrackerError) return { status: 502, body: errorBody("tracker", error.message) };
  const reference = randomBytes(4).toString("hex");
  onBug(reference, error);
  return {
    status: 500,
    body: errorBody("failed", `Something went wrong in Rolecall (reference ${reference}).`, {
      remedy: "The window where `rolecall serve` runs says more about it; please report it.",
    }),
  };
}

/** By its name: the class belongs to the command line. */
const isUsageError = (error: unknown): error is Error => error instanceof Error && error.name === "UsageError";

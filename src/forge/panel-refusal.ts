import { ForbiddenError, SourceError, TrackerError } from "#ports";
import { ApiError } from "#usecases/api/error";

const jira: Record<TrackerError["kind"], string> = {
  unauthorized: "Jira did not accept the sign-in. Reload the page and allow Rolecall to act as you when it asks.",
  forbidden: "Jira does not let you do this to the work item. Ask an administrator of the space for the permission.",
  "not-found": "Jira does not know the work item or the person any more. Reload the page.",
  "rate-limited": "Jira asks Rolecall to wait. Try again in a few minutes.",
  unavailable: "Jira is not available. Try again in a minute.",
  "bad-response": "Rolecall could not read Jira's answer. Look at the work item, then try again.",
};

/** Why something was not done, in sentences. Throws again what is no answer for people. */
export function toRefusal(error: unknown): string {
  if (error instanceof TrackerError) return jira[error.kind];
  if (error instanceof ApiError) return [error.message, error.remedy].filter((part) => part !== undefined).join(" ");
  if (error instanceof ForbiddenError || error instanceof SourceError) return error.message;
  throw error;
}

import type { TrackerErrorKind } from "#ports";

/** Why the panel has no verdict, and what the reader can do about it. */
export interface PanelProblem {
  title: string;
  remedy: string;
  /** `warning` where the reader or an administrator can do something, `error` where Rolecall failed. */
  appearance: "warning" | "error";
}

const warning = (title: string, remedy: string): PanelProblem => ({ title, remedy, appearance: "warning" });

const problems: Record<TrackerErrorKind | "unexpected", PanelProblem> = {
  unauthorized: warning(
    "Jira did not accept the sign-in",
    "Reload the page and allow Rolecall to read Jira as you when it asks.",
  ),
  forbidden: warning(
    "You may not read this work item",
    "Ask an administrator of the space for the permission to browse it. Rolecall reads only what you may read.",
  ),
  "not-found": warning(
    "Jira does not show this work item",
    "It may have been deleted or moved, or you may not browse it. Reload the page; if you should see it, ask an administrator of the space.",
  ),
  "rate-limited": warning(
    "Jira asks Rolecall to wait",
    "Too much was read in a short time. Check again in a few minutes.",
  ),
  unavailable: warning("Jira is not available", "Check again in a minute. If it stays, look at status.atlassian.com."),
  "bad-response": {
    title: "Rolecall could not read Jira's answer",
    remedy: "Check again. If it stays, ask your Jira administrator to update the app.",
    appearance: "error",
  },
  unexpected: {
    title: "Rolecall failed",
    remedy: "Check again. If it stays, ask your Jira administrator to look at the app's logs.",
    appearance: "error",
  },
};

/** What to tell the reader about a failure; `unexpected` for anything that is no answer of Jira. */
export function describeProblem(kind: TrackerErrorKind | "unexpected"): PanelProblem {
  return problems[kind];
}

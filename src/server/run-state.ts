/** What runs in the background, as plain JSON. */
export type RunJob =
  | {
      kind: "audit";
      source: AuditSource;
      /** Field to column, where a file names it otherwise. */
      columns?: Readonly<Record<string, string>>;
    }
  | { kind: "simulate"; policyText: string; /** The policy that holds now, as it is written. */ inForce: string }
  | { kind: "doctor" }
  | { kind: "sync"; trackers: Trackers; full?: boolean };

export type AuditSource = { files: readonly string[] } | { sample: true } | { trackers: Trackers; full?: boolean };

export type Trackers = "jira" | "linear" | "both";

export interface RunProgress {
  phase: "reading" | "judging";
  items: number;
  /** 0 to 1, where it is known. */
  share?: number;
}

/** How a run stands, as plain JSON. */
export interface RunState {
  id: string;
  kind: RunJob["kind"];
  state: "waiting" | "running" | "done" | "failed" | "cancelled";
  phase: RunProgress["phase"] | null;
  items: number | null;
  share: number | null;
  /** ISO 8601 instants; a run that waits was started, too. */
  startedAt: string;
  endedAt: string | null;
  result: unknown;
  error: RunError | null;
}

export interface RunError {
  message: string;
  remedy?: string;
}

/** Does a job. Rejects with an error whose message a person may read, and with any where the signal was given before. */
export type PerformJob = (
  job: RunJob,
  how: { signal: AbortSignal; onProgress: (progress: RunProgress) => void },
) => Promise<unknown>;

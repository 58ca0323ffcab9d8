import type { Connection } from "./connection";

const KINDS = {
  "bad-input": true,
  unauthorized: true,
  forbidden: true,
  "not-found": true,
  stale: true,
  busy: true,
  failed: true,
  unreachable: true,
};
export type CallErrorKind = keyof typeof KINDS;

/** Why a call had no output. `unreachable` means that nobody answered; all other kinds come from the host. */
export class CallError extends Error {
  override name = "CallError";
  readonly kind: CallErrorKind;
  /** What the person can do about it. */
  readonly remedy: string | undefined;
  /** What is wrong in the input, one line each. */
  readonly issues: readonly string[];

  constructor(kind: CallErrorKind, message: string, remedy?: string, issues: readonly string[] = []) {
    super(message);
    this.kind = kind;
    this.remedy = remedy;
    this.issues = issues;
  }
}

/** What an error says of the host. That it says no to a call is an answer, too. */
export const readConnection = ({ kind }: CallError): Connection =>
  kind === "unreachable" ? "lost" : kind === "unauthorized" ? "shut-out" : "there";

/** Reads what a host sent instead of an output. Whatever it is, an error comes out of it. */
export function readCallError(body: unknown, fallback: string): CallError {
  const error = fieldOf(body, "error");
  const kind = fieldOf(error, "kind");
  const message = fieldOf(error, "message");
  const remedy = fieldOf(error, "remedy");
  const issues = fieldOf(error, "issues");
  return new CallError(
    typeof kind === "string" && Object.hasOwn(KINDS, kind) ? (kind as CallErrorKind) : "failed",
    typeof message === "string" ? message : fallback,
    typeof remedy === "string" ? remedy : undefined,
    Array.isArray(issues) ? issues.filter((issue) => typeof issue === "string") : [],
  );
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

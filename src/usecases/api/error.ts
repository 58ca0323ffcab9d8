export type ApiErrorKind = "bad-input" | "not-found" | "stale" | "busy";

/** What a caller of the API asked for and cannot have; the message is one sentence, `issues` say where in the input, one each. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  readonly remedy: string | undefined;
  readonly issues: readonly string[] | undefined;
  constructor(
    kind: ApiErrorKind,
    message: string,
    more: ErrorOptions & { remedy?: string; issues?: readonly string[] } = {},
  ) {
    super(message, more);
    this.name = "ApiError";
    this.kind = kind;
    this.remedy = more.remedy;
    this.issues = more.issues;
  }
}

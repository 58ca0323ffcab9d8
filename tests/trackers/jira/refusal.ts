/** An answer that is an error in Jira's shape; with `violation` the request is also noted as one no client may send. */
export class Refusal extends Error {
  readonly status: number;
  readonly violation: string | undefined;

  constructor(status: number, message: string, violation?: string) {
    super(message);
    this.status = status;
    this.violation = violation;
  }
}

/** The body of Jira's errors. */
export const errorBody = (...errorMessages: string[]) => ({ errorMessages, errors: {} });

/** What Jira has and the emulated site has not: refused loudly. */
export const unmodelled = (what: string): Refusal =>
  new Refusal(400, `The emulated site does not model ${what}.`, `not modelled: ${what}`);

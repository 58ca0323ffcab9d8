/** An answer of Linear's which is an error; `status` is the HTTP status it comes with. */
export class Refusal extends Error {
  readonly status: number;
  readonly extensions: Record<string, unknown>;

  constructor(status: number, message: string, type: string, code: string) {
    super(message);
    this.status = status;
    this.extensions = { type, code, statusCode: status, userError: true, userPresentableMessage: message };
  }
}

/** Something the emulation does not know: a test must not take its answer for Linear's. */
export class Unmodelled extends Error {
  constructor(what: string) {
    super(`Not modelled by the emulated Linear: ${what}`);
  }
}

/** The refusal of an argument, as Linear words it. */
export function invalidInput(message: string, code = "INVALID_INPUT"): Refusal {
  return new Refusal(400, message, "invalid input", code);
}

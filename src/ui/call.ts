import type { ApiInput, ApiOutput, ProcedureName } from "#usecases/api/contract";
import { readCallError } from "./call-error";
import { send } from "./host";

export type { ApiInput, ApiOutput, ProcedureName };

/** Asks the host for one thing, or has it do one. Throws a CallError, and nothing else unless `signal` ends the call. */
export async function call<N extends ProcedureName>(
  name: N,
  input: ApiInput<N>,
  signal?: AbortSignal,
): Promise<ApiOutput<N>> {
  const { isOk, body } = await send(name, input, signal);
  // The host validates what it sends; checking it again would load the whole schema into the page.
  if (isOk) return body as ApiOutput<N>;
  throw readCallError(body, name);
}

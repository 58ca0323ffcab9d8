import type { z } from "zod";
import type { ApiContext } from "#usecases/api/context";
import type { ApiOutput, ProcedureName, Procedures } from "#usecases/api/contract";

/** Answers a procedure; its input has been checked. */
export type Handler<N extends ProcedureName> = (
  input: z.output<Procedures[N]["input"]>,
  context: ApiContext,
) => Promise<ApiOutput<N>>;

import type { Limits } from "./limits";
import { bytesOf } from "./seam";

/** When and why a delivery is to be repeated. */
export interface Retry {
  afterSeconds: number;
  retryReason: string;
  retryData: unknown;
}

/** What a function that gives `InvocationError` asks for; undefined where it is done. */
export function retryOf(result: unknown, limits: Limits, violate: (sentence: string) => void): Retry | undefined {
  if (typeof result !== "object" || result === null || (result as { _retry?: unknown })._retry !== true)
    return undefined;
  const { retryOptions = {} } = result as {
    retryOptions?: { retryAfter?: number; retryReason?: string; retryData?: unknown };
  };
  const { retryAfter = 1, retryReason = "FUNCTION_RETRY_REQUEST", retryData } = retryOptions;
  if (retryAfter > limits.delaySeconds) violate(`A retry was asked for after ${retryAfter} s, which is too long`);
  const isTooLarge = retryData !== undefined && bytesOf(JSON.stringify(retryData)) > limits.retryDataBytes;
  if (isTooLarge) violate("The data of a retry have more than 4 KB");
  const afterSeconds = Math.min(Math.max(1, retryAfter), limits.delaySeconds);
  return { afterSeconds, retryReason, retryData: isTooLarge ? undefined : retryData };
}

import type { Limits } from "./limits";
import { bytesOf } from "./seam";

/** Options of a write. */
export interface SetOptions {
  keyPolicy?: "OVERRIDE" | "FAIL_IF_EXISTS";
  returnValue?: "PREVIOUS" | "LATEST";
  ttl?: { value: number; unit: string };
}

/** An error of the store; those that an app asks for on purpose are expected. */
export class KvsRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly isExpected: boolean;

  constructor(status: number, code: string, message: string, isExpected = false) {
    super(message);
    this.status = status;
    this.code = code;
    this.isExpected = isExpected;
  }
}

/** Refuses keys that the store does not take. */
export function checkKey(key: unknown, { kvsKeyLength }: Limits): void {
  if (typeof key !== "string" || key === "") throw new KvsRefusal(400, "KEY_TOO_SHORT", "a key is empty");
  if (key.length > kvsKeyLength) throw new KvsRefusal(400, "KEY_TOO_LONG", `a key has at most ${kvsKeyLength} letters`);
  if (!/^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/.test(key)) throw new KvsRefusal(400, "INVALID_KEY", `the key '${key}'`);
}

/** Refuses values that the store does not take; gives the others as text. */
export function checkValue(value: unknown, { kvsValueBytes, kvsDepth }: Limits): string {
  if (value === undefined || value === null) throw new KvsRefusal(400, "INVALID_VALUE", "there is no value");
  const text = JSON.stringify(value);
  if (bytesOf(text) > kvsValueBytes)
    throw new KvsRefusal(400, "MAX_SIZE", `a value has at most ${kvsValueBytes} bytes`);
  if (depthOf(value) > kvsDepth) throw new KvsRefusal(400, "MAX_DEPTH", `a value is at most ${kvsDepth} deep`);
  return text;
}

/** Refuses requests that hold too much. */
export function checkMany(text: string, items: readonly { key: string }[], limits: Limits): void {
  if (items.length < 1 || items.length > limits.kvsBatchItems)
    throw new KvsRefusal(400, "MAX_ITEMS", `1 to ${limits.kvsBatchItems} keys go into one request`);
  if (bytesOf(text) > limits.kvsBatchBytes) throw new KvsRefusal(413, "MAX_SIZE", "a request holds at most 4 MB");
  if (new Set(items.map(({ key }) => key)).size < items.length)
    throw new KvsRefusal(400, "DUPLICATE_KEY", "a key stands in a request twice");
}

const UNITS: Record<string, number> = { SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 };

/** How long a value is to live, in milliseconds. */
export function ttlOf({ ttl }: SetOptions, { kvsTtlMs }: Limits): number | undefined {
  if (!ttl) return undefined;
  const ms = ttl.value * (UNITS[ttl.unit] ?? NaN);
  if (!(ms > 0 && ms <= kvsTtlMs)) throw new KvsRefusal(400, "INVALID_TTL", "a value lives up to a year");
  return ms;
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

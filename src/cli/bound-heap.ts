import { setFlagsFromString } from "node:v8";

/**
 * Lets the heap grow to twice what lives in it before it is cleared, instead of up to four times on a machine with much
 * memory: an audit of a million rows then stays some hundred megabytes smaller and takes as long (tests/bench/audit.bench.ts).
 * The engine reads this setting each time it has cleared the heap, so it may be set while the program runs.
 */
export const boundHeap = (): void => setFlagsFromString("--heap-growing-percent=100");

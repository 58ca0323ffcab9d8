/**
 * Bounds of one insert. Rows have seven columns at most, and SQLite takes 32,766 values a statement; Forge SQL takes a request
 * of 1 MiB, in which a character needs up to four bytes and a quotation mark two.
 */
export const BATCH = { rows: 192, characters: 200_000 } as const;

/** Rows in their order, in batches that one statement can hold. A row that is larger than a batch has one of its own. */
export function* batchesOf<Row extends object>(rows: Iterable<Row>): Generator<readonly Row[]> {
  let batch: Row[] = [];
  let characters = 0;
  for (const row of rows) {
    const size = sizeOf(row);
    if (batch.length > 0 && (batch.length === BATCH.rows || characters + size > BATCH.characters)) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(row);
    characters += size;
  }
  if (batch.length > 0) yield batch;
}

const sizeOf = (row: object): number =>
  Object.values(row).reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 8), 0);

/** Values in their order, in pieces of at most `size`. */
export function* chunksOf<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}

/**
 * The same values with the last one repeated, so that batches come in few sizes and statements in few forms, which a database need
 * not read anew each time. For statements that take a repeated value as once.
 */
export function padBatch<T>(batch: readonly T[]): readonly T[] {
  const last = batch.at(-1);
  if (last === undefined) return batch;
  const size = batch.length > STEP ? Math.ceil(batch.length / STEP) * STEP : 2 ** Math.ceil(Math.log2(batch.length));
  return [...batch, ...Array.from({ length: size - batch.length }, () => last)];
}

/** Larger batches come in multiples of it, smaller ones in powers of two. */
const STEP = 32;

/** Runs a statement for every batch of values that one can hold; a value may come twice. */
export async function inBatches<T>(
  values: readonly T[],
  work: (batch: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (const batch of chunksOf(values, BATCH.rows)) await work(padBatch(batch));
}

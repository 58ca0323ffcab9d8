/**
 * Bounds of one insert. Rows have seven columns at most, and SQLite takes 32,766 values a statement; Forge SQL takes a request
 * of 1 MiB, in which a character needs up to four bytes and a quotation mark two.
 */
export const BATCH = { rows: 200, characters: 200_000 } as const;

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

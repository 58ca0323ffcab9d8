import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunStore, StoredItem } from "#ports";
import { createItemPacker } from "#stores/pack-item";
import { createPositionTable } from "#stores/position-table";
import { createSettledCounter, createSkippedRows, NOTHING_REMEMBERED } from "#stores/run-parts";

/** Lines that are unpacked together. */
const PAGE = 50;
const READ_BYTES = 64 * 1024;

/**
 * A run in memory up to `spillAfter` items; beyond that its items go to a temporary file, so that a backlog of a million
 * items fits where its evidence would not. The file has no name from the start: it is gone when the process is,
 * however that ends. `close` gives the space back at once.
 *
 * Items are packed as soon as they arrive, also those in memory: objects that die young cost the garbage collector little,
 * but where the first thousands live on it moves all later ones to the part of the heap that it clears seldom.
 */
export function createRunStore({ spillAfter = 5_000 }: { spillAfter?: number } = {}): RunStore {
  /** Position of the last row with an id, and positions of the rows that a later one with the same id replaced. */
  const latest = createPositionTable();
  const replaced = new Set<number>();
  /** Names that items use for their parents. */
  const parentNames = new Set<string>();
  const skipped = createSkippedRows();
  const packer = createItemPacker();
  let held: string[] = [];
  let spill: FileHandle | undefined;

  /** Whether the item is new to the run; one at an earlier position gives way to it. */
  const admit = ({ item: { id, parent }, position }: StoredItem): boolean => {
    const known = latest.get(id);
    if (known !== undefined && known >= position) return false;
    if (known !== undefined) replaced.add(known);
    latest.set(id, position);
    if (parent !== undefined) parentNames.add(parent);
    return true;
  };
  const isParent = (line: string): boolean => packer.namesOf(line).some((name) => parentNames.has(name));
  async function* read(isWanted: (line: string) => boolean): AsyncGenerator<readonly StoredItem[]> {
    for await (const lines of spill ? readLines(spill) : pagesOf(held))
      yield lines.filter((line) => !replaced.has(packer.positionOf(line)) && isWanted(line)).map(packer.unpack);
  }

  const settled = createSettledCounter();
  return {
    ...settled,
    ...NOTHING_REMEMBERED,
    async savePage(items, rows) {
      skipped.add(rows);
      held.push(...items.filter(admit).map(packer.pack));
      if (!spill && held.length <= spillAfter) return;
      spill ??= await openNameless();
      const lines = held;
      held = [];
      await spill.appendFile(lines.map((line) => `${line}\n`).join(""), "latin1");
    },
    unsettled: () => read(() => true),
    parents: () => read(isParent),
    async unknownNames(names) {
      const unknown = new Set(names);
      if (unknown.size > 0)
        for await (const lines of spill ? readLines(spill) : pagesOf(held))
          for (const line of lines) for (const name of packer.namesOf(line)) unknown.delete(name);
      return [...unknown];
    },
    count: () => Promise.resolve(latest.size),
    delivered: () => latest.size,
    skipped: skipped.all,
    async close() {
      await spill?.close();
      spill = undefined;
    },
  };
}

function* pagesOf(lines: readonly string[]): Generator<readonly string[]> {
  for (let start = 0; start < lines.length; start += PAGE) yield lines.slice(start, start + PAGE);
}

/** A file that only this process can reach: its name is taken away as soon as it is open. */
async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "rolecall-"));
  try {
    return await open(join(folder, "items.ndjson"), "wx+", 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Whole lines of a file, those of one piece at a time. Pieces are read one by one and not through a stream, whose chain of
 * buffers the garbage collector lets pile up.
 */
async function* readLines(file: FileHandle): AsyncGenerator<readonly string[]> {
  const piece = Buffer.allocUnsafe(READ_BYTES);
  let rest = "";
  let position = 0;
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, piece.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const lines = (rest + piece.toString("latin1", 0, bytesRead)).split("\n");
    rest = lines.pop() ?? "";
    yield lines;
  }
}

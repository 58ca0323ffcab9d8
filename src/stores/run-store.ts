import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { once } from "node:events";
import type { SkippedRow } from "#core/report";
import type { RunStore, StoredItem } from "#ports";
import { createItemPacker } from "#stores/pack-item";

const PAGE = 500;

/**
 * A run in memory up to `spillAfter` items; beyond that its items go to a temporary file that only this user can read,
 * so that a backlog of a million items fits where its evidence would not. `close` removes the file.
 */
export function createRunStore({ spillAfter = 5_000 }: { spillAfter?: number } = {}): RunStore {
  /** Position of the last row with an id; an earlier row of the same id is passed over when reading. */
  const latest = new Map<string, number>();
  const skipped = new Map<string, SkippedRow>();
  const packer = createItemPacker();
  let held: StoredItem[] = [];
  let spill: { folder: string; path: string; stream: WriteStream } | undefined;

  const startSpill = async (): Promise<NonNullable<typeof spill>> => {
    const folder = await mkdtemp(join(tmpdir(), "rolecall-"));
    const path = join(folder, "items.ndjson");
    return { folder, path, stream: createWriteStream(path, { mode: 0o600 }) };
  };
  const append = async (items: readonly StoredItem[]): Promise<void> => {
    if (!spill) return;
    const text = items.map((item) => `${packer.pack(item)}\n`).join("");
    if (!spill.stream.write(text)) await once(spill.stream, "drain");
  };
  const isLatest = (item: StoredItem): boolean => latest.get(item.item.id) === item.position;

  async function* spilled(path: string): AsyncGenerator<readonly StoredItem[]> {
    let page: StoredItem[] = [];
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      const item = packer.unpack(line);
      if (isLatest(item)) page.push(item);
      if (page.length === PAGE) {
        yield page;
        page = [];
      }
    }
    if (page.length > 0) yield page;
  }

  return {
    async savePage(items, rows) {
      for (const row of rows) skipped.set(JSON.stringify([row.file, row.line, row.field]), row);
      const fresh = items.filter((item) => (latest.get(item.item.id) ?? -1) < item.position);
      for (const item of fresh) latest.set(item.item.id, Math.max(item.position, latest.get(item.item.id) ?? -1));
      if (spill) return append(fresh);
      held.push(...fresh);
      if (held.length <= spillAfter) return;
      spill = await startSpill();
      await append(held);
      held = [];
    },
    async *pages() {
      if (spill) {
        await new Promise<void>((resolve, reject) =>
          spill?.stream.write("", (error) => (error ? reject(error) : resolve())),
        );
        yield* spilled(spill.path);
        return;
      }
      const current = held.filter(isLatest);
      for (let start = 0; start < current.length; start += PAGE) yield current.slice(start, start + PAGE);
    },
    count: () => latest.size,
    skipped: () => [...skipped.values()],
    async close() {
      if (!spill) return;
      const { folder, stream } = spill;
      spill = undefined;
      stream.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { Readable } from "node:stream";
import type { FileInput } from "#adapters/files/open-input";
import type { FileSourceOptions } from "#adapters/files/read-file";
import { createFileSource } from "#adapters/files/source";
import type { WorkItem } from "#core/model";
import type { ReportSource, SkippedRow } from "#core/report";
import type { WorkItemSource } from "#ports";

export interface WholeReading {
  items: WorkItem[];
  skipped: SkippedRow[];
  sources: readonly ReportSource[];
}

type Options = Partial<FileSourceOptions> & { pageSize?: number };

/** Reads a source from its first page to its last. */
export async function readToEnd(source: WorkItemSource): Promise<WholeReading> {
  const items: WorkItem[] = [];
  const skipped: SkippedRow[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await source.fetchPage(cursor);
    items.push(...page.items);
    skipped.push(...page.skipped);
    cursor = page.next;
  }
  return { items, skipped, sources: source.describe() };
}

export const readInputs = (inputs: readonly FileInput[], options: Options = {}): Promise<WholeReading> =>
  readToEnd(createFileSource(inputs, { workspace: "acme", ...options }));

export const fixture = (name: string): FileInput => ({ path: `tests/fixtures/files/${name}` });

export const readFixture = (name: string, options?: Options): Promise<WholeReading> =>
  readInputs([fixture(name)], options);

/** A text, or bytes, as a file of this name would give them. */
export const asInput = (content: string | Uint8Array, name = "backlog.csv"): FileInput => ({
  name,
  stream: Readable.from([Buffer.from(content)]),
});

export const readText = (content: string | Uint8Array, options?: Options, name?: string): Promise<WholeReading> =>
  readInputs([asInput(content, name)], options);

/** The notices of the only file read. */
export const noticesOf = ({ sources }: WholeReading): readonly string[] => sources[0]?.notices ?? [];

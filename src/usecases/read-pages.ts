import type { Page, WorkItemSource } from "#ports";

/** Every page of a source, from the first to the last. Throws what the source throws. */
export async function* readPages(source: WorkItemSource): AsyncGenerator<Page> {
  let cursor: string | undefined;
  do {
    const page = await source.fetchPage(cursor);
    yield page;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** The part of a source that was read, where its size is known. */
export const shareOf = (progress: { done: number; total?: number } | undefined): { share?: number } =>
  progress?.total ? { share: Math.min(1, progress.done / progress.total) } : {};

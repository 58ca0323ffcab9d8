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

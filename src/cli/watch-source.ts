import type { ReadOptions } from "#cli/program";
import { watchPages } from "#cli/watch-pages";
import type { WorkItemSource } from "#ports";

/** A source that shows how far it is read and says which rows could not be; `stop` when nothing more is read. */
export async function watchSource(
  source: WorkItemSource,
  options: Pick<ReadOptions, "strict">,
): Promise<{ source: WorkItemSource; stop: () => void }> {
  const { onPage, stop } = await watchPages(options);
  return {
    source: {
      async fetchPage(cursor) {
        const page = await source.fetchPage(cursor);
        onPage(page, page.start + page.items.length);
        return page;
      },
      describe: () => source.describe(),
    },
    stop,
  };
}

import type { Page } from "#ports";
import type { AppTracker } from "#usecases/app/parts";

/** A tracker that tells of each page when it was read, and goes on once that is done; what `onPage` throws ends the reading. */
export const watchPages = (tracker: AppTracker, onPage: (page: Page) => unknown): AppTracker => ({
  ...tracker,
  read(mark) {
    const source = tracker.read(mark);
    return {
      ...source,
      async fetchPage(cursor) {
        const page = await source.fetchPage(cursor);
        await onPage(page);
        return page;
      },
    };
  },
});

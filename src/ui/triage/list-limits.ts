/** Rows that a list shows at most: some browsers draw no element higher than 17 million px. */
export const MOST_ROWS = 150_000;

/** Rows that a list reads at a time. */
export const PAGE_ROWS = 200;

/** What stands for the key of an item that somebody may not see. */
export const HIDDEN = "(not shown)";

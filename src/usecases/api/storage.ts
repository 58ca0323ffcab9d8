/** From this share on there is time left to do something about it. */
const NEARLY = 0.8;

/** Whether a database will soon take no more. */
export const isNearlyFull = (bytes: number | null, limit: number | undefined): bytes is number =>
  bytes !== null && limit !== undefined && bytes >= NEARLY * limit;

/** A job keeps the sentence of what stopped it; this one is that of a database without space. */
export const isStorageFull = ({ message }: { message: string }): boolean => /\bhas no space left\b/.test(message);

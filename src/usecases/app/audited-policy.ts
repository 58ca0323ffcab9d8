import type { Documents } from "#ports";

const NAME = "audited-policy";

/** Notes under which text of the policy the last audit ran. */
export const noteAudited = (documents: Documents, hash: string): Promise<void> => documents.put(NAME, hash);

/** Hash of the policy of the last audit; null before the first. */
export const readAudited = (documents: Documents): Promise<string | null> => documents.get(NAME);

import { kvs } from "@forge/kvs";
import type { Rights } from "#forge/compose-viewer";
import { shortHash } from "#core/short-hash";

/** Minutes for which what somebody may see is taken for known: an open page asks something every few seconds, and Jira's answer has a price. */
const HOLDS = 5 * 60_000;

interface Kept {
  at: number;
  permissions: Rights["permissions"];
}

/**
 * What somebody may do in a space, or on the site: from Jira, or as it was some minutes ago for what only shows something. Whatever
 * decides or changes is asked anew. Keys name nobody.
 */
export async function rightsOf(
  who: { account: string; space: string | null },
  { now, isFresh, ask }: { now: number; isFresh: boolean; ask: () => Promise<Rights> },
): Promise<Rights["permissions"]> {
  const key = `rights-${shortHash(JSON.stringify([who.account, who.space]))}`;
  // Where storage does not answer, Jira is asked.
  const kept = isFresh ? undefined : await kvs.get<Kept>(key).catch(() => undefined);
  if (kept && now - kept.at < HOLDS) return kept.permissions;
  const { permissions } = await ask();
  await kvs.set(key, { at: now, permissions }, { ttl: { value: 1, unit: "HOURS" } }).catch(() => undefined);
  return permissions;
}

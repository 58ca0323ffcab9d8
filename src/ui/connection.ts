import { useSyncExternalStore } from "react";

/** `lost`: nobody answers. `shut-out`: the host answers, and does not know this page, as after a new start. */
export type Connection = "there" | "lost" | "shut-out";

const listeners = new Set<() => void>();
let connection: Connection = "there";

/** Notes how the host took the last call. */
export function noteConnection(now: Connection): void {
  if (connection === now) return;
  connection = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => connection);

import { useSyncExternalStore } from "react";

/** Choices of a person that this browser keeps: never data of the backlog. */
export type RememberedKey = "rolecall.theme" | "rolecall.language" | "rolecall.actor" | "rolecall.single-keys";

const listeners = new Set<() => void>();
// Holds them where the browser refuses storage: then they last as long as the page.
const inMemory = new Map<RememberedKey, string>();

export function readRemembered(key: RememberedKey): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return inMemory.get(key) ?? null;
  }
}

/** Keeps a choice, or forgets it (null); whoever shows it draws itself again. */
export function remember(key: RememberedKey, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value === null) inMemory.delete(key);
    else inMemory.set(key, value);
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // Another tab of the same browser chose.
  addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", listener);
  };
}

export const useRemembered = (key: RememberedKey): string | null =>
  useSyncExternalStore(subscribe, () => readRemembered(key));

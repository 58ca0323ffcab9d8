import { useSyncExternalStore } from "react";

/** Kept by this browser, as in `remembered.ts`. */
const KEY = "rolecall.single-keys";
const listeners = new Set<() => void>();
let isOff = readOff();

function readOff(): boolean {
  try {
    return localStorage.getItem(KEY) === "off";
  } catch {
    return false;
  }
}

/** Turns the shortcuts of one key on or off: a person who speaks to the computer would press them by accident. */
export function turnSingleKeys(isOn: boolean): void {
  isOff = !isOn;
  try {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
  } catch {
    // Then the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, () => !isOff);

import { useSyncExternalStore } from "react";

const narrow = matchMedia("(max-width: 62rem)");

function subscribe(listener: () => void): () => void {
  narrow.addEventListener("change", listener);
  return () => narrow.removeEventListener("change", listener);
}

/** Whether lists have no room for their columns: then each row is one cell of several lines. */
export const useNarrowScreen = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches);

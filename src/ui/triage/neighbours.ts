import { useRef } from "react";

interface Neighbours {
  next: number | undefined;
  previous: number | undefined;
}

/**
 * Places of the rows before and after the one that a drawer shows. Where that has left the list, by a decision or
 * another filter, they are those around the place where it was.
 */
export function useNeighbours(loaded: readonly { id: string }[], opened: string | undefined): Neighbours {
  const last = useRef<number>();
  if (opened === undefined) {
    last.current = undefined;
    return { next: undefined, previous: undefined };
  }
  const at = loaded.findIndex(({ id }) => id === opened);
  if (at >= 0) last.current = at;
  const place = last.current;
  if (place === undefined) return { next: undefined, previous: undefined };
  const next = at >= 0 ? place + 1 : place;
  return {
    next: next < loaded.length ? next : undefined,
    previous: place > 0 && place <= loaded.length ? place - 1 : undefined,
  };
}

/** Where a key moves to in a list that ends at `last`; undefined for keys that do not move. */
export function moveIn(key: string, from: number, last: number, page: number): number | undefined {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: last,
  };
  const index = to[key];
  return index === undefined ? undefined : Math.max(0, Math.min(last, index));
}

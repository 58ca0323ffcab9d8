const UNITS = ["B", "kB", "MB", "GB"] as const;

/** Bytes as a person says them: the number, rounded, and its unit. */
export function sizeOf(bytes: number, format: (value: number) => string): { size: string; unit: string } {
  let [size, unit] = [bytes, 0];
  while (size >= 1000 && unit < UNITS.length - 1) [size, unit] = [size / 1000, unit + 1];
  return {
    size: format(size < 10 && unit > 0 ? Math.round(size * 10) / 10 : Math.round(size)),
    unit: UNITS[unit] ?? "B",
  };
}

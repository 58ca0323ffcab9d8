/** Numbers, shares and dates as a reader sees them: the same on every machine, because locale and time zone are given. */
export interface Numbers {
  /** `1,284` */
  count(value: number): string;
  /** `1 work item`, `1,284 work items` */
  plural(value: number, one: string, many?: string): string;
  /** `23 November 2026, 08:00 UTC` for an instant, `23 November 2026` for a day; anything else as it stands. */
  date(iso: string): string;
}

const DEFAULT_LOCALE = "en-GB";

export function createNumbers(locale: string = DEFAULT_LOCALE): Numbers {
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const times = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  });
  const count = (value: number): string => integers.format(value);
  return {
    count,
    plural: (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`,
    date(iso) {
      const instant = Date.parse(iso);
      if (Number.isNaN(instant)) return iso;
      return iso.length <= 10 ? days.format(instant) : `${days.format(instant)}, ${times.format(instant)} UTC`;
    },
  };
}

/**
 * Rounds values so that the rounded ones add up to the rounded sum (largest remainder): a column of numbers then adds up
 * for whoever checks it. Every value moves by less than one unit of the last decimal.
 */
export function roundToSum(
  values: readonly number[],
  decimals: number,
  sum = values.reduce((a, b) => a + b, 0),
): number[] {
  const unit = 10 ** decimals;
  const floors = values.map((value) => Math.floor(value * unit));
  const missing = Math.round(sum * unit) - floors.reduce((a, b) => a + b, 0);
  const byRemainder = values
    .map((value, index) => ({ index, remainder: value * unit - (floors[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const raised = new Set(byRemainder.slice(0, Math.max(0, missing)).map(({ index }) => index));
  return floors.map((floor, index) => (floor + (raised.has(index) ? 1 : 0)) / unit);
}

/** Whole per cents of a total that add up to 100; a part too small for one is said to be so, never "0 %" beside "100 %". */
export function phraseShares(parts: readonly number[]): string[] {
  const total = parts.reduce((a, b) => a + b, 0);
  if (total === 0) return parts.map(() => "0 %");
  const shares = roundToSum(
    parts.map((part) => (part / total) * 100),
    0,
    100,
  );
  return shares.map((share, index) => {
    const part = parts[index] ?? 0;
    if (share === 0 && part > 0) return "under 1 %";
    return share === 100 && part < total ? "over 99 %" : `${share} %`;
  });
}

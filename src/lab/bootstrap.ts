import { createRandom } from "#lab/random";

/** Middle 95 % of a figure over resamples. */
export type Interval = readonly [low: number, high: number];

/**
 * 95 % intervals of several figures by resampling whole groups (projects) with replacement: items of a project are no
 * independent witnesses. A group is a row of counts; a resample is their sum, and `figures` reads it.
 */
export function bootstrapIntervals<K extends string>(
  groups: readonly Float64Array[],
  figures: (sum: Float64Array) => Record<K, number>,
  { resamples, seed }: { resamples: number; seed: number },
): Record<K, Interval> {
  const random = createRandom(seed);
  const sum = new Float64Array(groups[0]?.length ?? 0);
  const drawn = new Map<K, number[]>();
  for (let round = 0; round < resamples; round++) {
    sum.fill(0);
    for (let i = 0; i < groups.length; i++) {
      const counts = groups[Math.floor(random() * groups.length)];
      if (counts) for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + (counts[k] ?? 0);
    }
    for (const [name, value] of Object.entries(figures(sum)) as [K, number][]) {
      const list = drawn.get(name);
      if (list) list.push(value);
      else drawn.set(name, [value]);
    }
  }
  return Object.fromEntries([...drawn].map(([name, values]) => [name, middle(values)])) as Record<K, Interval>;
}

function middle(values: number[]): Interval {
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  return [at(0.025), at(0.975)];
}

import { createRandom } from "#lab/random";

/** Middle 95 % of a figure over resamples. */
export type Interval = readonly [low: number, high: number];

/**
 * 95 % intervals of several figures by resampling whole groups (projects) with replacement: items of a project are no
 * independent witnesses.
 */
export function bootstrapIntervals<T, K extends string>(
  groups: readonly (readonly T[])[],
  figures: (sample: readonly T[]) => Record<K, number>,
  { resamples, seed }: { resamples: number; seed: number },
): Record<K, Interval> {
  const random = createRandom(seed);
  const drawn = new Map<K, number[]>();
  for (let round = 0; round < resamples; round++) {
    const sample = groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? []);
    for (const [name, value] of Object.entries(figures(sample)) as [K, number][]) {
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

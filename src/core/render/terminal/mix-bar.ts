import { scaleLinear } from "d3-scale";
import { roundToSum } from "#core/render/numbers";
import type { MixPart } from "#core/render/outline";
import type { Ink } from "#core/render/terminal/screen";

/** Glyphs that differ without colour. */
const glyphs = { strategic: "█", tactical: "▒", unclear: "░" } as const;

/** A bar of the mix, `columns` wide; every part that exists has at least one column. */
export function drawMixBar(mix: readonly MixPart[], columns: number): Ink[] {
  const total = mix.reduce((sum, part) => sum + part.items, 0);
  if (total === 0) return [{ text: "·".repeat(columns), style: "quiet" }];
  const present = mix.filter((part) => part.items > 0);
  const scale = scaleLinear([0, total], [0, columns - present.length]);
  const lengths = roundToSum(
    present.map((part) => scale(part.items)),
    0,
  ).map((length) => length + 1);
  return present.map((part, index) => ({ text: glyphs[part.focus].repeat(lengths[index] ?? 1), style: part.focus }));
}

export const glyphOf = (part: MixPart): string => glyphs[part.focus];

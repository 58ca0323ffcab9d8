import { scaleLinear, scalePoint } from "d3-scale";
import { area, line, stack } from "d3-shape";
import type { Series } from "./series";

/** Values of one series, one for each step. */
export interface Band {
  series: Series;
  values: readonly number[];
}

const HEIGHT = 180;
const EDGE = { top: 16, right: 12, bottom: 24, left: 36 };
/** Px that a date below the chart takes. */
const DATE = 84;

interface TrendSpace {
  width: number;
  top: number;
  /** How many bands, from the floor up, are below the line that is drawn. */
  lined: number;
}

/** Where everything of a trend is drawn. One step per audit, whatever time lies between: none hides behind another. */
export function shapeTrend(bands: readonly Band[], { width, top, lined }: TrendSpace) {
  const count = bands[0]?.values.length ?? 0;
  const steps = Array.from({ length: count }, (_, index) => index);
  const x = scalePoint(steps, [EDGE.left, Math.max(EDGE.left + 1, width - EDGE.right)]);
  const y = scaleLinear([0, Math.max(1, top)], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const at = (step: number): number => x(step) ?? EDGE.left;
  const layers = stack<number, Series>()
    .keys(bands.map(({ series }) => series))
    .value((step, series) => bands.find((band) => band.series === series)?.values[step] ?? 0)(steps);
  const draw = area()
    .x((_, step) => at(step))
    .y0(([low]) => y(low))
    .y1(([, high]) => y(high));
  const below = bands.slice(0, lined);
  const heights = steps.map((step) => below.reduce((all, { values }) => all + (values[step] ?? 0), 0));
  const outline = line<number>()
    .x((_, step) => at(step))
    .y((height) => y(height));
  const every = Math.max(1, Math.ceil((count * DATE) / Math.max(1, width - EDGE.left)));
  return {
    height: HEIGHT,
    floor: HEIGHT - EDGE.bottom,
    ceiling: EDGE.top,
    left: EDGE.left,
    right: Math.max(EDGE.left, width - EDGE.right),
    layers: layers.map((layer) => ({ series: layer.key, path: draw(layer as [number, number][]) ?? "" })),
    outline: outline(heights) ?? "",
    ticks: y.ticks(4).filter(Number.isInteger),
    y,
    points: steps.map((step) => ({ step, x: at(step), y: y(heights[step] ?? 0) })),
    /** Steps with a date below them, counted from the newest. */
    dated: steps.filter((step) => (count - 1 - step) % every === 0),
    nearest: (px: number): number =>
      steps.reduce((best, step) => (Math.abs(at(step) - px) < Math.abs(at(best) - px) ? step : best), 0),
  };
}

export type TrendShape = ReturnType<typeof shapeTrend>;

import { scaleLinear } from "d3-scale";
import type { TrendMark } from "#core/render/backlog/blocks";
import { el, type Child, type Element } from "#core/render/html/element";

/** Pixels of the taller chart, and of the room above and below the plot for marks and dates. */
export const HEIGHT = 200;
const ABOVE = 8;
const BELOW = 24;
const AXIS = 48;
/** Per cent of the width that a date needs. */
const DATE_ROOM = 22;
/** Per cent of the width between the lines of a hatched stretch, and fewer where the stretch is short. */
const STEP = 1.6;

interface Chart {
  alternative: string;
  height: number;
  /** `at` is a part of the height, 0 at the bottom. */
  ticks: readonly { at: number; label: string }[];
  /** Drawn on 100 by 100, stretched to the plot. */
  shapes: Child;
  dots?: readonly { at: number; isHollow: boolean }[];
}

/** Per cent of the width by time. */
export const timeScale = (points: readonly TrendMark[]) =>
  scaleLinear([points[0]?.time ?? 0, points.at(-1)?.time ?? 0], [0, 100]);

/**
 * A plot as wide as its place, with texts and lines that do not stretch with it: places are per cents of the width, and
 * only the shapes inside are scaled.
 */
export function chart(points: readonly TrendMark[], { alternative, height, ticks, shapes, dots = [] }: Chart): Element {
  const x = timeScale(points);
  const y = (part: number): number => ABOVE + (1 - part) * height;
  const whole = height + ABOVE + BELOW;
  return el(
    "div",
    { class: "trend-plot" },
    valueAxis(ticks, y, whole),
    el(
      "svg",
      { class: "trend", width: "100%", height: whole, role: "img", "aria-label": alternative },
      el("title", {}, alternative),
      ticks.map(({ at }) => el("line", { class: "grid-line", x1: 0, x2: "100%", y1: y(at), y2: y(at) })),
      el(
        "svg",
        {
          x: 0,
          y: ABOVE,
          width: "100%",
          height,
          viewBox: "0 0 100 100",
          preserveAspectRatio: "none",
          "aria-hidden": "true",
        },
        shapes,
      ),
      points.map(({ time, isNewRuleset }) =>
        isNewRuleset
          ? el("line", { class: "ruleset", x1: place(x(time)), x2: place(x(time)), y1: 0, y2: y(0) + 4 })
          : el("line", { class: "audit", x1: place(x(time)), x2: place(x(time)), y1: y(0), y2: y(0) + 4 }),
      ),
      dots.map(({ at, isHollow }, index) =>
        el("circle", {
          class: isHollow ? "dot hollow" : "dot",
          cx: place(x(points[index]?.time ?? 0)),
          cy: y(at),
          r: 4,
        }),
      ),
      axisLabels(points).map(({ label, at, anchor, isEnd }) =>
        el("text", { x: place(at), y: whole - 5, "text-anchor": anchor, class: isEnd ? undefined : "middle" }, label),
      ),
    ),
  );
}

const place = (perCent: number): string => `${perCent.toFixed(2)}%`;

const valueAxis = (ticks: Chart["ticks"], y: (part: number) => number, height: number): Element =>
  el(
    "svg",
    { class: "trend", width: AXIS, height, "aria-hidden": "true", focusable: "false" },
    ticks.map(({ at, label }) => el("text", { x: AXIS - 8, y: y(at) + 4, "text-anchor": "end" }, label)),
  );

interface AxisLabel {
  label: string;
  at: number;
  anchor: "start" | "middle" | "end";
  isEnd: boolean;
}

/** Dates under the plot: the first, the last, and those between that have room. */
function axisLabels(points: readonly TrendMark[]): AxisLabel[] {
  const x = timeScale(points);
  let taken = DATE_ROOM / 2;
  return points.flatMap(({ label, time }, index): AxisLabel[] => {
    const at = x(time);
    if (index === 0) return [{ label, at, anchor: "start", isEnd: true }];
    if (index === points.length - 1) return [{ label, at, anchor: "end", isEnd: true }];
    if (at - taken < DATE_ROOM || at > 100 - 1.5 * DATE_ROOM) return [];
    taken = at;
    return [{ label, at, anchor: "middle", isEnd: false }];
  });
}

/** Around an incomplete scan, half way to the audits beside it. */
export function incompleteBands(points: readonly TrendMark[], looks: string): Child {
  const x = timeScale(points);
  return points.map(({ time, isComplete }, index) => {
    if (isComplete) return null;
    const middle = (other: TrendMark | undefined): number => (other ? (x(time) + x(other.time)) / 2 : x(time));
    const [left, right] = [middle(points[index - 1]), middle(points[index + 1])];
    return el("path", { class: looks, d: hatch(left, right, Math.min(STEP, (right - left) / 3)) });
  });
}

/** Slanted lines from `left` to `right` over the full height, cut at the sides. */
export function hatch(left: number, right: number, step: number): string {
  const slant = step * 4;
  const lines: string[] = [];
  for (let start = left - slant + step; start < right; start += step) {
    const [from, to] = [Math.max(0, (left - start) / slant), Math.min(1, (right - start) / slant)];
    const at = (part: number): string => `${(start + slant * part).toFixed(2)} ${(100 - 100 * part).toFixed(2)}`;
    if (to > from) lines.push(`M${at(from)}L${at(to)}`);
  }
  return lines.join("");
}

import { scaleLinear } from "d3-scale";
import { area, line, stack } from "d3-shape";
import type { Focus } from "#core/model";
import type { TrendMark, TrendNote, TrendView } from "#core/render/backlog/blocks";
import { chart, hatch, HEIGHT, incompleteBands, timeScale } from "#core/render/backlog/chart-frame";
import { mixLegend } from "#core/render/backlog/mix-legend";
import { el, type Child, type Element } from "#core/render/html/element";

const FOCI: readonly Focus[] = ["strategic", "tactical", "unclear"];
const SHARE_TICKS = [0, 50, 100];

/** The shares and the open findings along time: equal time is equal distance, and both axes begin at zero. */
export function trendFigures(view: TrendView): Child {
  return el(
    "div",
    { class: "trends" },
    mixFigure(view),
    openFigure(view),
    view.notes.length === 0 ? null : el("ul", { class: "key-list marks" }, view.notes.map(noteKey)),
  );
}

function mixFigure({ mix, points }: TrendView): Child {
  if (mix === null) return null;
  return figure(mix.title, [
    mixLegend(mix.latest),
    chart(points, {
      alternative: mix.alternative,
      height: HEIGHT,
      ticks: SHARE_TICKS.map((share) => ({ at: share / 100, label: `${share}\u00A0%` })),
      shapes: mixShapes(points),
    }),
  ]);
}

function openFigure({ open, points, count }: TrendView): Child {
  if (points.every((point) => point.open === 0)) return null;
  const scale = scaleLinear([0, Math.max(1, ...points.map((point) => point.open))], [0, 1]).nice(2);
  return figure(open.title, [
    chart(points, {
      alternative: open.alternative,
      height: HEIGHT / 2,
      ticks: scale
        .ticks(2)
        .filter(Number.isInteger)
        .map((value) => ({ at: scale(value), label: count(value) })),
      shapes: openShapes(points, scale),
      dots: points.map((point) => ({ at: scale(point.open), isHollow: !point.isComplete })),
    }),
  ]);
}

const figure = (title: string, children: Child[]): Element =>
  el("figure", { class: "trend-figure" }, el("figcaption", {}, title), children);

/** Stacked shares, broken where an audit saw no items: no share is no zero. */
function mixShapes(points: readonly TrendMark[]): Child {
  const x = timeScale(points);
  const layers = stack<TrendMark, Focus>()
    .keys(FOCI)
    .value((point, focus) => (point.items === 0 ? 0 : (point[focus] / point.items) * 100))(points);
  const shapes = layers.map((layer) => {
    const shape = area<(typeof layer)[number]>()
      .defined(({ data }) => data.items > 0)
      .x(({ data }) => x(data.time))
      .y0(([low]) => 100 - low)
      .y1(([, high]) => 100 - high);
    return el("path", { class: layer.key, d: shape(layer) ?? "" });
  });
  return [shapes, incompleteBands(points, "hatch")];
}

function openShapes(points: readonly TrendMark[], scale: (open: number) => number): Child {
  const x = timeScale(points);
  const shape = line<TrendMark>()
    .x(({ time }) => x(time))
    .y(({ open }) => 100 - scale(open) * 100);
  return [incompleteBands(points, "hatch pale"), el("path", { class: "open-line", d: shape(points) ?? "" })];
}

/** What a dashed line and a hatched stretch mean. */
const noteKey = ({ mark, text }: TrendNote): Element =>
  el(
    "li",
    {},
    el(
      "svg",
      { class: "mark-key", width: 18, height: 14, "aria-hidden": "true", focusable: "false" },
      mark === "new-ruleset"
        ? el("line", { class: "ruleset", x1: 9, x2: 9, y1: 0, y2: 14 })
        : el(
            "svg",
            { width: 18, height: 14, viewBox: "0 0 100 100", preserveAspectRatio: "none" },
            el("rect", { class: "unclear", width: 100, height: 100 }),
            el("path", { class: "hatch", d: hatch(0, 100, 40) }),
          ),
    ),
    `${mark === "new-ruleset" ? "Dashed" : "Hatched"}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
  );

import { scaleLinear } from "d3-scale";
import { stack } from "d3-shape";
import type { Focus } from "#core/model";
import { el, type Element } from "#core/render/html/element";
import type { Numbers } from "#core/render/numbers";
import { describeMix, type MixPart } from "#core/render/outline";
import type { describeResponsibilities } from "#core/render/scope-facts";
import type { FocusMix } from "#core/report";

const FOCI: readonly Focus[] = ["strategic", "tactical", "unclear"];

/** A stacked bar of the mix in per cent of its width, so that it fits any screen without scaling its lines. */
export function drawMix(mix: FocusMix, attributes: { label?: string; height: number }): Element {
  const total = mix.strategic + mix.tactical + mix.unclear;
  const x = scaleLinear([0, Math.max(total, 1)], [0, 100]);
  const layers = stack<FocusMix, Focus>().keys(FOCI)([mix]);
  const bars = layers.flatMap((layer) => {
    const [start = 0, end = 0] = layer[0] ?? [];
    if (end <= start) return [];
    return [
      el("rect", {
        class: layer.key,
        x: `${x(start).toFixed(3)}%`,
        width: `${(x(end) - x(start)).toFixed(3)}%`,
        height: "100%",
      }),
    ];
  });
  const size = { class: "mix", width: "100%", height: attributes.height };
  if (attributes.label === undefined) return el("svg", { ...size, "aria-hidden": "true", focusable: "false" }, bars);
  return el("svg", { ...size, role: "img", "aria-label": attributes.label }, el("title", {}, attributes.label), bars);
}

/** The mix as a figure: the bar for the eye, the same numbers as a table for everyone. */
export function mixFigure(name: string, mix: FocusMix, numbers: Numbers): Element {
  const parts = describeMix(mix);
  const spoken = parts.map((part) => `${part.name.toLowerCase()} ${part.share}`).join(", ");
  return el(
    "figure",
    { class: "mix-figure" },
    drawMix(mix, { label: `Mix of ${name}: ${spoken}.`, height: 22 }),
    el(
      "table",
      { class: "legend" },
      el("caption", { class: "visually-hidden" }, `Mix of ${name}`),
      el(
        "thead",
        { class: "visually-hidden" },
        el(
          "tr",
          {},
          ["Focus", "Share", "Work items"].map((text) => el("th", { scope: "col" }, text)),
        ),
      ),
      el(
        "tbody",
        {},
        parts.map((part) => legendRow(part, numbers)),
      ),
    ),
  );
}

function legendRow(part: MixPart, numbers: Numbers): Element {
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("span", { class: `swatch ${part.focus}`, "aria-hidden": "true" }), part.name),
    el("td", { class: "share" }, part.share),
    el("td", { class: "count" }, numbers.plural(part.items, "work item")),
  );
}

/** Responsibilities as a table whose middle column is a bar: chart and table in one. */
export function responsibilityChart(rows: ReturnType<typeof describeResponsibilities>, numbers: Numbers): Element {
  const x = scaleLinear([0, Math.max(1, ...rows.map((row) => row.items))], [0, 100]);
  return el(
    "table",
    { class: "bars" },
    el("caption", {}, "What the decided work items are about"),
    el(
      "thead",
      { class: "visually-hidden" },
      el(
        "tr",
        {},
        ["Responsibility", "Focus", "Work items"].map((text) => el("th", { scope: "col" }, text)),
      ),
    ),
    el(
      "tbody",
      {},
      rows.map((row) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, row.name),
          el(
            "td",
            { class: "bar" },
            el("span", { class: "visually-hidden" }, row.focus),
            el(
              "svg",
              { width: "100%", height: 12, "aria-hidden": "true", focusable: "false" },
              el("rect", { class: row.focus, width: `${x(row.items).toFixed(2)}%`, height: "100%", rx: 2 }),
            ),
          ),
          el("td", { class: "number" }, numbers.count(row.items)),
        ),
      ),
    ),
  );
}

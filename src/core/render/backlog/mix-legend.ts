import { el, type Element } from "#core/render/html/element";
import type { MixPart } from "#core/render/outline";

/** The names of the colours with the shares: what the chart beside it shows, for everyone. */
export const mixLegend = (mix: readonly MixPart[]): Element =>
  el(
    "ul",
    { class: "key-list" },
    mix.map(({ focus, name, share }) =>
      el("li", {}, el("span", { class: `swatch ${focus}`, "aria-hidden": "true" }), `${name} `, el("b", {}, share)),
    ),
  );

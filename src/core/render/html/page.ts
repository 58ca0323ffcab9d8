import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { h } from "preact";
import { el, type Child, type Element } from "#core/render/html/element";
import { pageHeader } from "#core/render/html/opening";
import { styleSheet } from "#core/render/html/style";

/** The page around a report: head with its policy, a link to skip to the report, header, contents and main part. */
export const pageShell = (title: string, contents: Element, parts: readonly Child[]): Element =>
  el(
    "html",
    { lang: "en" },
    head(title),
    el(
      "body",
      {},
      el("a", { class: "skip", href: "#report" }, "Skip to the report"),
      pageHeader(),
      el("div", { class: "page" }, contents, el("main", { id: "report", tabindex: -1 }, ...parts)),
    ),
  );

function head(title: string): Element {
  const hash = btoa(String.fromCharCode(...sha256(utf8ToBytes(styleSheet))));
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return el(
    "head",
    {},
    el("meta", { charset: "utf-8" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "referrer", content: "no-referrer" }),
    el("meta", { name: "robots", content: "noindex" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
    el("title", {}, `${title} · Rolecall`),
    // Ours alone, and unescaped, because the policy above holds the hash of exactly these characters.
    h("style", { dangerouslySetInnerHTML: { __html: styleSheet } }),
  );
}

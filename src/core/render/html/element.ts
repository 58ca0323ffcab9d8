import { h, type JSX } from "preact";
import { splitCode } from "#core/render/code-spans";
import { printable } from "#core/render/printable";
import type { TextPiece } from "#core/render/text-pieces";

export type Element = JSX.Element;
export type Child = Element | string | null | readonly Child[];
export type Attributes = Record<string, string | number | boolean | undefined>;

/** An element of the report. Every text and attribute passes `printable` here; the renderer escapes them. */
export function el(tag: string, attributes: Attributes = {}, ...children: Child[]): Element {
  const clean = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === "string" ? printable(value) : value]),
  );
  return h(tag, clean, ...children.map(cleanChild));
}

/** A number and its unit stay on one line. */
function cleanChild(child: Child): Child {
  if (typeof child === "string") return printable(child).replaceAll(/(?<=\d) %/g, "\u00A0%");
  return isList(child) ? child.map(cleanChild) : child;
}

const isList = (child: Child): child is readonly Child[] => Array.isArray(child);

/** Text from outside, isolated so that a right-to-left name does not turn the words around it. */
export const outside = (text: string): Element => el("bdi", {}, text);

/** A sentence of ours, in which backticks mean code. */
export const prose = (text: string): Child[] =>
  splitCode(text).map((part) => (part.isCode ? el("code", {}, part.text) : part.text));

/** A title in which the words that are evidence are marked. */
export function marked(pieces: readonly TextPiece[]): Element {
  return el(
    "bdi",
    {},
    pieces.map(({ text, speaksFor }) => (speaksFor === undefined ? text : el("mark", { class: speaksFor }, text))),
  );
}

/** A link to a tracker, or the words alone where there is no address that may be linked. */
export function linkTo(url: string | null, label: string): Child {
  return url === null ? outside(label) : el("a", { href: url, rel: "noopener noreferrer" }, outside(label));
}

/** A wide table that scrolls in its own frame, by keyboard too, instead of widening the page. */
export const scrollable = (label: string, table: Element): Element =>
  el("div", { class: "scroll", role: "region", "aria-label": label, tabindex: 0 }, table);

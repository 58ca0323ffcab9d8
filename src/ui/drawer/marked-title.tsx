import React, { Fragment } from "react";
import { useText } from "../language";
import styles from "./marked-title.module.css";
import type { ItemDetail } from "./use-opened";

type Evidence = ItemDetail["verdict"]["evidence"];

interface Piece {
  text: string;
  /** What its words speak for; undefined: nothing. */
  focus?: "strategic" | "tactical";
}

/** A title with the words marked that speak for a focus: underlined once or dotted, and said to screen readers. */
export function MarkedTitle({ title, evidence }: { title: string; evidence: Evidence }) {
  const text = useText();
  return (
    <>
      {cutTitle(title, evidence).map((piece, index) =>
        piece.focus === undefined ? (
          <Fragment key={index}>{piece.text}</Fragment>
        ) : (
          <mark key={index} className={styles[piece.focus]} title={text(`item.mark.${piece.focus}`)}>
            {piece.text}
            <span className="visually-hidden"> ({text(`item.mark.${piece.focus}`)})</span>
          </mark>
        ),
      )}
    </>
  );
}

/** Of words that several lines name the weightiest line counts. */
export function cutTitle(title: string, evidence: Evidence): Piece[] {
  const marked = [...evidence]
    .filter(({ field, span, weight }) => field === "title" && span !== null && weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const taken: { start: number; end: number; weight: number }[] = [];
  for (const { span, weight } of marked) {
    const [start, end] = span ?? [0, 0];
    const isFree = taken.every((other) => end <= other.start || start >= other.end);
    if (isFree && end > start && end <= title.length) taken.push({ start, end, weight });
  }
  taken.sort((a, b) => a.start - b.start);
  let from = 0;
  const pieces: Piece[] = [];
  for (const { start, end, weight } of taken) {
    if (start > from) pieces.push({ text: title.slice(from, start) });
    pieces.push({ text: title.slice(start, end), focus: weight > 0 ? "strategic" : "tactical" });
    from = end;
  }
  return [...pieces, ...(from < title.length ? [{ text: title.slice(from) }] : [])];
}

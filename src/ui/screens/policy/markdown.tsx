import React from "react";
import { readMarkdown, readSpans, type Block } from "./read-markdown";
import styles from "./policy.module.css";

/** A rule's page as elements; what looks like HTML in it is text. It is English in every language. */
export const Markdown = ({ text }: { text: string }) => (
  <div lang="en" className={styles["markdown"]}>
    {readMarkdown(text).map((block, place) => (
      <MarkdownBlock key={place} block={block} />
    ))}
  </div>
);

function MarkdownBlock({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return (
        <h3>
          <Spans text={block.text} />
        </h3>
      );
    case "paragraph":
      return (
        <p>
          <Spans text={block.text} />
        </p>
      );
    case "code":
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case "list":
      return (
        <ul>
          {block.entries.map((entry, place) => (
            <li key={place}>
              <Spans text={entry} />
            </li>
          ))}
        </ul>
      );
    case "table":
      return (
        <table>
          <thead>
            <tr>
              {block.header.map((cell, place) => (
                <th key={place} scope="col">
                  <Spans text={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, line) => (
              <tr key={line}>
                {row.map((cell, place) => (
                  <td key={place}>
                    <Spans text={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

const Spans = ({ text }: { text: string }) => (
  <>
    {readSpans(text).map((span, place) => {
      if (span.kind === "code") return <code key={place}>{span.text}</code>;
      return span.kind === "bold" ? <strong key={place}>{span.text}</strong> : span.text;
    })}
  </>
);

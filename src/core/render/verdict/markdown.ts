import {
  heading,
  item,
  link,
  list,
  marked,
  paragraph,
  serialize,
  strong,
  table,
  text,
} from "#core/render/markdown/builders";
import { linkable } from "#core/render/printable";
import { excerptEvidence, markEvidence } from "#core/render/text-pieces";
import { EXCERPTS, layOutArgument, type ExplainedItem, type VerdictOptions } from "#core/render/verdict/argument";
import type { Verdict } from "#core/verdict";

/** The argument for one verdict as Markdown: one table whose weights add up to its last row. */
export function renderVerdictMarkdown(explained: ExplainedItem, verdict: Verdict, options: VerdictOptions): string {
  const argument = layOutArgument(explained.key, verdict, options);
  const excerpts = excerptEvidence(explained.description ?? "", "description", verdict.evidence, EXCERPTS);
  const rows = argument.groups.flatMap((group) =>
    group.lines.map((line) => [
      [text(group.title)],
      [text(line.text)],
      [text(line.about ?? "")],
      [text(line.weight.trim())],
    ]),
  );
  return serialize([
    heading(2, text(argument.headline)),
    paragraph(...link(linkable(explained.url), ...marked(markEvidence(explained.title, "title", verdict.evidence)))),
    ...excerpts
      .filter(() => explained.description !== undefined)
      .map((passage) => ({ type: "blockquote" as const, children: [paragraph(...marked(passage))] })),
    paragraph(text(argument.because)),
    table(
      [
        ["", "Reason", "Sign of", "Weight"].map((name) => [text(name)]),
        ...rows,
        [[strong(text("Score"))], [text("the sum of all lines")], [], [strong(text(argument.score.trim()))]],
      ],
      3,
    ),
    paragraph(text(`Probability that it is strategic: ${argument.equation}`)),
    list(...argument.notes.map((note) => item(strong(text(`${note.label}:`)), text(` ${note.text}`)))),
  ]);
}

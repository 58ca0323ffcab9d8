import type { RootContent } from "mdast";
import { phraseCaption, type Block, type Entry, type ScopeMix, type TableBlock } from "#core/render/backlog/blocks";
import type { BacklogOutline } from "#core/render/backlog/outline";
import {
  heading,
  item,
  link,
  list,
  paragraph,
  prose,
  serialize,
  strong,
  table,
  text,
} from "#core/render/markdown/builders";
import { severityNames } from "#core/render/outline";

/** The report on a backlog as GitHub-flavoured Markdown, for a wiki, a mail or a chat. */
export function renderBacklogMarkdown({ title, date, lead, sections }: BacklogOutline): string {
  return serialize([
    heading(1, text(title)),
    paragraph(text(date)),
    paragraph(text(lead.changed)),
    paragraph(strong(text(lead.attention))),
    paragraph(text(lead.mix)),
    ...sections.flatMap((section) => [heading(2, text(section.title)), ...section.blocks.flatMap(blockOf)]),
  ]);
}

function blockOf(block: Block): RootContent[] {
  switch (block.kind) {
    case "text":
      return [paragraph(...prose(block.text))];
    case "list":
      return [list(...block.lines.map((line) => item(...prose(line))))];
    case "figures":
      return [
        list(
          ...block.figures.map(({ value, label, note }) =>
            item(strong(text(value)), text(` ${label}${note === "" ? "" : ` (${note})`}`)),
          ),
        ),
      ];
    case "entries":
      return [list(...block.entries.map(entryOf))];
    case "mixes":
      return mixesOf(block.mixes);
    case "table":
      return tableOf(block);
    case "charts":
      return block.notes.map((note) => paragraph(text(note.text)));
  }
}

const entryOf = ({ severity, key, title, url, line }: Entry) =>
  item(
    ...link(url, strong(text(key))),
    text(`${title === null ? "" : ` ${title}`} (${severityNames[severity].one.toLowerCase()}): `),
    ...prose(line),
  );

const mixesOf = (mixes: readonly ScopeMix[]): RootContent[] => [
  table(
    [
      ["Space or team", "Strategic", "Tactical", "Not sure"].map((name) => [text(name)]),
      ...mixes.map(({ name, mix }) => [
        [text(name)],
        ...(mix.length === 0 ? ["–", "–", "–"] : mix.map(({ share }) => share)).map((share) => [text(share)]),
      ]),
    ],
    1,
  ),
  list(
    ...mixes.map(({ name, facts, sentence }) => item(strong(text(name)), text(` (${facts}): `), ...prose(sentence))),
  ),
];

function tableOf({ caption, head, rows, numbersFrom, lastOnly = rows.length }: TableBlock): RootContent[] {
  const shown = rows.slice(-lastOnly);
  return [
    paragraph(text(phraseCaption(caption, rows.length, shown.length))),
    table(
      [head, ...shown].map((cells) => cells.map((cell) => [text(cell)])),
      numbersFrom,
    ),
  ];
}

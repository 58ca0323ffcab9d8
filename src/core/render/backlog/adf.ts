import type { BacklogReport } from "#core/backlog-report";
import {
  type AdfBlock,
  type AdfDocument,
  type AdfMark,
  type AdfText,
  bulletList,
  heading,
  paragraph,
  prose,
  text,
} from "#core/render/backlog/adf-nodes";
import type { Block, Entry, Section } from "#core/render/backlog/blocks";
import { describeChanges } from "#core/render/backlog/changes";
import { phraseLead } from "#core/render/backlog/lead";
import { describeLookAt } from "#core/render/backlog/look-at";
import type { RenderOptions } from "#core/render/format";
import { createNumbers } from "#core/render/numbers";
import { severityNames } from "#core/render/outline";
import { linkable } from "#core/render/printable";

/** What an announcement is made with. */
export interface AdfOptions extends Pick<RenderOptions, "locale"> {
  /** Address of the page that has the whole report; null where there is none. */
  page: string | null;
}

const WITHOUT_LINK = "The whole report is in Rolecall, on the page of the space";

/** Characters of a key, a title, and a sentence: five entries and the figures stay far below 30,000, whatever the backlog holds. */
const LONGEST = { key: 80, title: 160, sentence: 400, address: 600 } as const;

/**
 * The weekly report as a comment or a description in Jira (Atlassian Document Format), short: what changed, what to look at first, and
 * where the rest is. Under 30,000 characters of JSON; Jira takes 32,767 of text.
 */
export function renderBacklogAdf(report: BacklogReport, { page, locale }: AdfOptions): AdfDocument {
  const numbers = createNumbers(locale);
  const lead = phraseLead(report, numbers);
  const sections = [describeLookAt(report), describeChanges(report, numbers, 0)];
  return {
    ...{ type: "doc", version: 1 },
    content: [
      paragraph(...text(lead.attention, LONGEST.sentence, { type: "strong" })),
      paragraph(...text(lead.changed, LONGEST.sentence)),
      paragraph(...text(lead.mix, LONGEST.sentence)),
      ...sections.flatMap(sectionOf),
      paragraph(
        ...linked(page === null ? WITHOUT_LINK : "The whole report", page),
        ...text(` · ${numbers.date(report.generatedAt)}`, LONGEST.title),
      ),
    ],
  };
}

function sectionOf({ title, blocks }: Section): AdfBlock[] {
  const shown = blocks.flatMap(blockOf);
  return shown.length === 0 ? [] : [heading(3, ...text(title, LONGEST.title)), ...shown];
}

/** Figures and entries; what else a section has stands on the page. */
function blockOf(block: Block): AdfBlock[] {
  if (block.kind === "entries") return [bulletList(block.entries.map(entryOf))];
  if (block.kind !== "figures") return [];
  const figures = block.figures.map(({ value, label, note }) => [
    ...text(value, LONGEST.key, { type: "strong" }),
    ...text(` ${label}${note === "" ? "" : ` (${note})`}`, LONGEST.sentence),
  ]);
  return [bulletList(figures)];
}

const entryOf = ({ severity, key, title, url, line }: Entry): AdfText[] => [
  ...text(key, LONGEST.key, ...linkTo(url), { type: "strong" }),
  ...text(title === null ? "" : ` ${title}`, LONGEST.title),
  ...text(` (${severityNames[severity].one.toLowerCase()}): `, LONGEST.key),
  ...prose(line, LONGEST.sentence),
];

const linked = (label: string, url: string | null): AdfText[] =>
  text(label, LONGEST.key, ...linkTo(linkable(url ?? undefined)));

const linkTo = (url: string | null): AdfMark[] =>
  url === null || url.length > LONGEST.address ? [] : [{ type: "link", attrs: { href: url } }];

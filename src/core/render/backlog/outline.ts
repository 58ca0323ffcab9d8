import type { BacklogReport } from "#core/backlog-report";
import { joinPhrases } from "#core/explain";
import { describeBalance } from "#core/render/backlog/balance";
import type { Section } from "#core/render/backlog/blocks";
import { describeChanges } from "#core/render/backlog/changes";
import { phraseLead, type Lead } from "#core/render/backlog/lead";
import { describeLookAt } from "#core/render/backlog/look-at";
import { describeGaps, describeScan, describeWords } from "#core/render/backlog/scan";
import { describeTrend } from "#core/render/backlog/trend";
import { describeTriage } from "#core/render/backlog/triage";
import type { RenderOptions } from "#core/render/format";
import { createNumbers, type Numbers } from "#core/render/numbers";
import { sourceName } from "#core/render/source-name";

/**
 * What the formats for reading say of a backlog, in their order and in the same words: terminal, Markdown and HTML differ
 * in looks only. A section that has nothing to say is not there.
 */
export interface BacklogOutline {
  title: string;
  /** What was read, when this was written, and when the audit was. */
  date: string;
  lead: Lead;
  sections: readonly Section[];
}

/** Expiring decisions that a reader can take in. */
const DEFAULT_LIMIT = 20;
/** Sources that a line has room for. */
const SOURCES = 3;

export function outlineBacklog(
  report: BacklogReport,
  { maxFindings, locale }: Pick<RenderOptions, "maxFindings" | "locale">,
): BacklogOutline {
  const numbers = createNumbers(locale);
  return {
    title: "Backlog report",
    date: phraseDate(report, numbers),
    lead: phraseLead(report, numbers),
    sections: [
      describeLookAt(report),
      describeChanges(report, numbers, maxFindings ?? DEFAULT_LIMIT),
      describeTrend(report, numbers),
      describeBalance(report, numbers),
      describeGaps(report),
      describeTriage(report, numbers),
      describeScan(report, numbers),
      describeWords(),
    ].filter((section) => section.blocks.length > 0),
  };
}

function phraseDate({ generatedAt, auditedAt, scan: { source } }: BacklogReport, numbers: Numbers): string {
  const names =
    source.length > SOURCES
      ? numbers.plural(source.length, "source")
      : joinPhrases(source.map(({ name }) => sourceName(name)));
  const audit = auditedAt === generatedAt ? "" : `, from the audit of ${numbers.date(auditedAt)}`;
  return `${names}${names === "" ? "" : " · "}${numbers.date(generatedAt)}${audit}`;
}

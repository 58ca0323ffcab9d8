import type { BacklogReport } from "#core/backlog-report";
import { focusName } from "#core/explain";
import type { Section } from "#core/render/backlog/blocks";
import type { Numbers } from "#core/render/numbers";
import { FOCUS_MEANING } from "#core/render/remainder";
import { formatNote, sourceName } from "#core/render/source-name";

/** What is not set up and could not be judged, each with the remedy. */
export const describeGaps = ({ gaps }: BacklogReport): Section => ({
  id: "gaps",
  title: "What it could not tell",
  blocks: gaps.length === 0 ? [] : [{ kind: "list", lines: gaps }],
});

/** What was read, and what was not. */
export function describeScan({ scan }: BacklogReport, numbers: Numbers): Section {
  const { complete, incompleteBecause, source, items, skippedRows } = scan;
  const from = source.length > 1 ? ` from ${numbers.plural(source.length, "source")}` : "";
  const read = `${numbers.plural(items, "work item was", "work items were")} read${from}`;
  const left = skippedRows === 0 ? "" : ` ${numbers.plural(skippedRows, "row was left out.", "rows were left out.")}`;
  return {
    id: "scan",
    title: "How complete the scan was",
    blocks: [
      {
        kind: "text",
        text: `${complete ? "The scan was complete" : "The scan was incomplete"}: ${read}.${left}`,
        ...(complete ? {} : { tone: "warning" as const }),
      },
      ...(incompleteBecause.length === 0 ? [] : [{ kind: "list", lines: incompleteBecause } as const]),
      ...(source.length === 0
        ? []
        : [
            {
              kind: "list",
              lines: source.flatMap((one) => [
                `${sourceName(one.name)}${formatNote(one)}: ${numbers.plural(one.items, "work item")}`,
                ...one.notices.map((notice) => `${sourceName(one.name)}: ${notice}`),
              ]),
            } as const,
          ]),
    ],
  };
}

/** For someone who is sent the report and meets the words here. */
export const describeWords = (): Section => ({
  id: "words",
  title: "What the words mean",
  blocks: [
    {
      kind: "list",
      lines: (["strategic", "tactical", "unclear"] as const).map(
        (focus) => `${focusName[focus]}: ${FOCUS_MEANING[focus]}.`,
      ),
    },
    { kind: "text", text: "This report is about work: no number in it is about a person.", tone: "quiet" },
  ],
});

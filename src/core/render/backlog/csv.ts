import type { BacklogReport } from "#core/backlog-report";
import { isOftenDisagreedWith } from "#core/render/backlog/triage";
import { BYTE_ORDER_MARK, type Cell, writeRows } from "#core/render/csv-table";
import { linkable } from "#core/render/printable";

/** Columns after `section`; which of them a section fills is said at `renderBacklogCsv`. */
const COLUMNS = [
  "date",
  "name",
  "title",
  "url",
  "severity",
  "rule",
  "text",
  "work_items",
  "strategic",
  "tactical",
  "unclear",
  "found",
  "open",
  "dismissed",
  "called_wrong",
  "read_otherwise",
  "is_new_ruleset",
  "is_complete",
] as const;
type Row = { section: string } & Partial<Record<(typeof COLUMNS)[number], Cell>>;

/**
 * Five tables in one, told apart by `section`, so that a filter on it gives a tidy table; all counts, no shares:
 * `look-at` (name is the key; title, url, severity, text), `expiring` (name, date, rule; text is the kind of decision),
 * `trend` (a row an audit: date, the mix, open, is_new_ruleset, is_complete), `balance` (a row a space or team: name, the
 * mix; text is what it suggests) and `rule` (rule, title, found, open, dismissed, called_wrong, read_otherwise; text says
 * whether it is often disagreed with). Byte order mark, line ends and formulas as in the CSV of an audit.
 */
export function renderBacklogCsv(report: BacklogReport): string {
  const rows = [...actionRows(report), ...numberRows(report)];
  const table = [
    ["section", ...COLUMNS],
    ...rows.map((row) => [row.section, ...COLUMNS.map((name) => row[name] ?? null)]),
  ];
  return `${BYTE_ORDER_MARK}${writeRows(table)}`;
}

const actionRows = ({ lookAt, expiring }: BacklogReport): Row[] => [
  ...lookAt.map(({ subject, title, url, severity, line }) => ({
    section: "look-at",
    ...{ name: subject, title, url: linkable(url ?? undefined), severity, text: line },
  })),
  ...expiring.map(({ subject, rule, kind, on }) => ({
    section: "expiring",
    ...{ name: subject, rule, date: on, text: kind },
  })),
];

const numberRows = ({ trend, balance, quality }: BacklogReport): Row[] => [
  ...trend.map(({ at, items, strategic, tactical, unclear, open, isNewRuleset, isComplete }) => ({
    section: "trend",
    ...{ date: dateOf(at), work_items: items, strategic, tactical, unclear, open },
    ...{ is_new_ruleset: String(isNewRuleset), is_complete: String(isComplete) },
  })),
  ...balance.map(({ name, items, strategic, tactical, unclear, balance: { sentence } }) => ({
    section: "balance",
    ...{ name, work_items: items, strategic, tactical, unclear, text: sentence },
  })),
  ...quality.byRule.map((one) => ({
    section: "rule",
    ...{ rule: one.rule, title: one.title, found: one.found, open: one.open, dismissed: one.dismissed },
    ...{ called_wrong: one.calledWrong, read_otherwise: one.overridden },
    text: isOftenDisagreedWith(one) ? "often disagreed with" : null,
  })),
];

/** "2026-11-23 06:00" in UTC: a spreadsheet takes the ISO form of an instant for a text. */
const dateOf = (at: string): string => at.slice(0, 16).replace("T", " ");

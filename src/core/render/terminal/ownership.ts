import { focusName } from "#core/explain";
import type { Numbers } from "#core/render/numbers";
import { describeOwnership } from "#core/render/scope-facts";
import type { Screen } from "#core/render/terminal/screen";
import { layOutTable } from "#core/render/terminal/table";
import type { ScopeReport } from "#core/report";

const INDENT = 2;

/** Writes open items by focus and the role of their owner; as sentences where the screen is too narrow for a table. */
export function writeOwnership(screen: Screen, scope: ScopeReport, numbers: Numbers): void {
  const { columns, rows, total } = describeOwnership(scope);
  if (total === 0) {
    screen.write({ text: "No open work items.", style: "quiet" }, INDENT);
    return;
  }
  const table: string[][] = [];
  // Two words of a heading stand on two lines: six columns then fit in 60.
  table.push(["Open items by\nowner’s role", ...columns.map((name) => name.replace(/ (?=\S+$)/, "\n"))]);
  for (const { focus, cells } of rows)
    table.push([focusName[focus], ...cells.map((cell) => (cell === 0 ? "·" : numbers.count(cell)))]);
  const lines = layOutTable(table, ["left", ...columns.map(() => "right" as const)]);
  if (lines.some((line) => line.length + INDENT > screen.width)) {
    for (const { focus, cells } of rows) {
      const held = columns.flatMap((name, index) => (cells[index] ? [`${name} ${numbers.count(cells[index])}`] : []));
      screen.write(`${focusName[focus]}, open: ${held.join(", ") || "none"}`, INDENT, 2);
    }
    return;
  }
  screen.raw(
    lines.map((line, index) => (index < 2 ? { text: line, style: "quiet" } : line)),
    INDENT,
  );
}

import { decodeText } from "#adapters/files/decode-text";
import { detectShape } from "#adapters/files/detect-format";
import { shortText } from "#adapters/files/notices";
import { nameOfInput, openInput, peek, type FileInput } from "#adapters/files/open-input";
import { isBroken, readCsv, type CsvRow } from "#adapters/files/read-csv";
import type { FileSourceOptions } from "#adapters/files/read-file";
import { recogniseColumns, type ColumnPlan } from "#adapters/files/recognise-columns";
import { suggestColumns } from "#adapters/files/suggest-columns";

/** How the columns of a table are read. */
export interface ColumnPreview {
  /** Each name once: columns that share one are read together. `field`: what it is read as; null: it is not read. */
  columns: readonly { name: string; field: string | null; example: string }[];
  hasTitle: boolean;
  /** The column that looks most like titles, where none is known to be. */
  likelyTitle: string | undefined;
}

/** Enough for the header of a table of thousands of columns. */
const HEAD_BYTES = 256 * 1024;
/** Rows that are looked at for examples. */
const SAMPLE_ROWS = 50;
const MOST_COLUMNS = 1000;

/** Reads the beginning of a table; null for a file that is none. Whoever opened a stream closes it. Throws SourceError. */
export async function previewColumns(
  input: FileInput,
  { columns: columnMap = {}, peopleFields = [], encoding }: FileSourceOptions,
): Promise<ColumnPreview | null> {
  const name = nameOfInput(input);
  const text = decodeText(openInput(input).chunks, { name, encoding, onNulls: () => undefined });
  const [head, all] = await peek(text, HEAD_BYTES);
  const shape = detectShape(head.toString(), name);
  if (shape.kind !== "csv") return null;
  const [header, ...rows] = await readBeginning(all, shape.delimiter);
  if (!header) return null;
  const cells = rows.map((row) => row.cells);
  const plan = recogniseColumns(header.cells, { columnMap, peopleFields });
  return {
    columns: describeColumns(plan, cells),
    hasTitle: plan.columns.title !== undefined,
    likelyTitle: suggestColumns(header.cells, cells).title,
  };
}

async function readBeginning(chunks: AsyncIterable<Buffer>, delimiter: string): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const batch of readCsv(chunks, delimiter)) {
    for (const row of batch)
      // Excel's `sep=;` before the header.
      if (!isBroken(row) && (rows.length > 0 || row.cells.length > 2 || !/^sep=/i.test(row.cells[0] ?? "")))
        rows.push(row);
    if (rows.length > SAMPLE_ROWS) break;
  }
  return rows.slice(0, SAMPLE_ROWS + 1);
}

function describeColumns(plan: ColumnPlan, rows: readonly (readonly string[])[]): ColumnPreview["columns"] {
  const fields = new Map<number, string>();
  for (const [field, columns] of Object.entries(plan.columns))
    for (const column of columns) if (!fields.has(column)) fields.set(column, field);
  for (const { name, column } of plan.people) if (!fields.has(column)) fields.set(column, name);
  const described = new Map<string, ColumnPreview["columns"][number]>();
  for (const [index, name] of plan.header.entries()) {
    const known = described.get(name);
    const filled = rows.find((row) => (row[index] ?? "").trim() !== "");
    described.set(name, {
      name,
      field: known?.field ?? fields.get(index) ?? null,
      example: known?.example || shortText(filled?.[index] ?? ""),
    });
  }
  return [...described.values()].slice(0, MOST_COLUMNS);
}

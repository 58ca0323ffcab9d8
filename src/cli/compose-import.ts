import { createReadStream } from "node:fs";
import { MAPPABLE_FIELDS } from "#adapters/files/fields";
import type { FileInput } from "#adapters/files/open-input";
import { previewColumns } from "#adapters/files/preview-columns";
import type { FileSourceOptions } from "#adapters/files/read-file";
import { createFileSource } from "#adapters/files/source";
import { peopleFieldsOf } from "#usecases/people-fields";
import type { Policy } from "#core/config";
import type { WorkItem } from "#core/model";
import { SourceError } from "#ports";
import type { Imports } from "#usecases/api/context";
import type { ApiOutput } from "#usecases/api/contract";
import { ApiError } from "#usecases/api/error";
import { ownerName } from "#usecases/api/item-row";

/** An export that a person handed over. */
export interface UploadedFile {
  path: string;
  /** What the person calls it. */
  name: string;
  bytes: number;
}

type Preview = ApiOutput<"previewImport">;

/** Items that a preview shows. */
const SHOWN = 5;
/** Rows that are read for them: some may be no items. */
const READ_ROWS = 20;

/** Shows how exports would be read. Only their beginning is: what is said of rows holds of those. */
export function createImports(files: { pathOf: (upload: string) => UploadedFile | null }): Imports {
  return {
    async preview(upload, columns, policy) {
      const file = files.pathOf(upload);
      if (!file)
        throw new ApiError("not-found", "The uploaded export is not there any more.", { remedy: "Choose it again." });
      const fields = new Set([
        ...MAPPABLE_FIELDS,
        ...policy.owner.fields,
        ...policy.peopleFields.map((one) => one.field),
      ]);
      const nothing = { format: null, columns: [], rows: [], notices: [], problems: [] };
      const about = { name: file.name, bytes: file.bytes, fields: [...fields] };
      return { ...about, ...nothing, ...(await readPreview(file, columns, policy)) };
    },
  };
}

async function readPreview(
  file: UploadedFile,
  columns: Readonly<Record<string, string>>,
  policy: Policy,
): Promise<Partial<Preview>> {
  const options = {
    columns: { ...policy.source.columns, ...columns },
    workspace: policy.source.workspace,
    items: policy.items,
    peopleFields: peopleFieldsOf(policy),
  };
  let table: Awaited<ReturnType<typeof previewColumns>> = null;
  try {
    table = await withStream(file, (input) => previewColumns(input, options));
    const told = { ...(table && { columns: [...table.columns] }) };
    if (table && !table.hasTitle) return { ...told, problems: [phraseNoTitle(table.likelyTitle)] };
    return { ...told, ...(await withStream(file, (input) => readItems(input, options, policy))) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { ...(table && { columns: [...table.columns] }), problems: [error.message] };
  }
}

async function readItems(input: FileInput, options: FileSourceOptions, policy: Policy): Promise<Partial<Preview>> {
  const source = createFileSource([input], { ...options, pageSize: READ_ROWS });
  const { items, skipped } = await source.fetchPage();
  const [described] = source.describe();
  return {
    format: described?.format ?? null,
    rows: items.slice(0, SHOWN).map((item) => toRow(item, policy)),
    notices: [...(described?.notices ?? [])],
    problems: skipped.map(({ line, problem, remedy }) => `Line ${line}: ${problem} ${remedy}`),
  };
}

function toRow(item: WorkItem, policy: Policy): Preview["rows"][number] {
  const { key, title, type, level, status } = item;
  return { key, title, type, level, status: status.name, owner: ownerName(item, policy) };
}

const phraseNoTitle = (likely: string | undefined): string =>
  likely === undefined
    ? "No column is known to be the title. Say which one holds it."
    : `No column is known to be the title. Is it "${likely}"? Say which one holds it.`;

/** Under the name that the person knows; what is not read of it is let go. */
async function withStream<T>({ path, name }: UploadedFile, work: (input: FileInput) => Promise<T>): Promise<T> {
  const stream = createReadStream(path);
  try {
    return await work({ name, stream });
  } finally {
    stream.destroy();
  }
}

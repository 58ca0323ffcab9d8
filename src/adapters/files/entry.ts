import { buildItem, type FileContext } from "#adapters/files/build-item";
import { isProblem, type ItemDraft, type RowProblem } from "#adapters/files/item-draft";
import type { WorkItem } from "#core/model";
import type { SkippedRow } from "#core/report";

/** A row in the order of the file: an item, or what kept it from being one. */
export type Entry = { item: WorkItem } | { skipped: SkippedRow };

/** What the readers of one kind of file share. */
export interface ReadingContext extends FileContext {
  /** The file as messages name it. */
  name: string;
  columnMap: Readonly<Record<string, string>>;
  peopleFields: readonly string[];
  /** Says the format that the content turned out to be. */
  setFormat: (format: string) => void;
}

/** The item of a draft, or the row it could not be made of. */
export function toEntry(result: ItemDraft | RowProblem, line: number, context: ReadingContext): Entry {
  return isProblem(result)
    ? { skipped: { file: context.name, line, ...result } }
    : { item: buildItem(result, context) };
}

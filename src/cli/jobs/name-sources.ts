import { basename } from "node:path";
import { SourceError, type WorkItemSource } from "#ports";

/** A source of files under names that a person knows: an export that was handed over lies in a folder of random name. */
export function nameSources(
  source: WorkItemSource,
  paths: readonly string[],
  names: ReadonlyMap<string, string> = new Map(paths.map((path) => [path, basename(path)])),
): WorkItemSource {
  const rename = (name: string): string => names.get(name) ?? name;
  return {
    ...source,
    async fetchPage(cursor) {
      try {
        const page = await source.fetchPage(cursor);
        return { ...page, skipped: page.skipped.map((row) => ({ ...row, file: rename(row.file) })) };
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        const message = paths.reduce((text, path) => text.replaceAll(path, rename(path)), error.message);
        throw new SourceError(message, { cause: error });
      }
    },
    describe: () => source.describe().map((about) => ({ ...about, name: rename(about.name) })),
  };
}

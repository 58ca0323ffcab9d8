import { EXIT } from "#cli/errors";
import { createProgress, say } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import type { SkippedRow } from "#core/report";
import type { WorkItemSource } from "#ports";
import { shareOf } from "#usecases/read-pages";

/** What is said of a row that could not be read. */
export const describeSkipped = ({ file, line, field, problem, remedy }: SkippedRow): string =>
  `${file}:${line}: ${field ? `${field}: ` : ""}${problem} ${remedy}`;

/**
 * A source that shows how far it is read and says which rows could not be; with --strict such rows make exit code 2. `stop`
 * when nothing more is read.
 */
export async function watchSource(
  source: WorkItemSource,
  options: Pick<ReadOptions, "strict">,
): Promise<{ source: WorkItemSource; stop: () => void }> {
  const progress = await createProgress();
  const told = new Set<string>();
  return {
    source: {
      async fetchPage(cursor) {
        const page = await source.fetchPage(cursor);
        progress.update({ phase: "reading", items: page.start + page.items.length, ...shareOf(page.progress) });
        for (const sentence of page.skipped.map(describeSkipped)) {
          // A second reading of the same files has nothing new to say.
          if (told.has(sentence)) continue;
          told.add(sentence);
          say(sentence);
          if (options.strict) process.exitCode = EXIT.known;
        }
        return page;
      },
      describe: () => source.describe(),
    },
    stop: () => progress.stop(),
  };
}

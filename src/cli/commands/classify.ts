import { openFiles, prepare } from "#cli/compose";
import { EXIT } from "#cli/errors";
import { print, say } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { classifyItem } from "#usecases/run-audit";

/** `rolecall classify FILES`: one line of JSON per item, in the order of the input, in flat memory. */
export async function runClassify(files: readonly string[], options: ReadOptions): Promise<void> {
  const { policy, ruleset } = await prepare(options);
  const source = openFiles(files, policy, options);
  let skipped = 0;
  let cursor: string | undefined;
  do {
    const page = await source.fetchPage(cursor);
    const lines = page.items.map((item) => {
      const { verdict } = classifyItem(item, ruleset);
      const { focus, probability, responsibility, evidence } = verdict;
      return `${JSON.stringify({ id: sourceId(item.id), key: item.key, focus, probability, responsibility, evidence })}\n`;
    });
    await print(lines.join(""));
    for (const row of page.skipped)
      say(`${row.file}:${row.line}: ${row.field ? `${row.field}: ` : ""}${row.problem} ${row.remedy}`);
    skipped += page.skipped.length;
    cursor = page.next;
  } while (cursor !== undefined);
  if (skipped > 0 && options.strict) process.exitCode = EXIT.known;
}

/** The id as the source wrote it: ours is `tracker:workspace:id`. */
const sourceId = (id: string): string => id.split(":").slice(2).join(":");

import { openFiles, prepare } from "#cli/compose";
import { EXIT } from "#cli/errors";
import { print, say } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { describeSkipped } from "#cli/watch-source";
import { readPages } from "#usecases/read-pages";
import { classifyItem } from "#usecases/run-audit";

/** `rolecall classify FILES`: one line of JSON per item, in the order of the input, in flat memory. */
export async function runClassify(files: readonly string[], options: ReadOptions): Promise<void> {
  const ruleset = await prepare(options);
  const source = openFiles(files, ruleset.policy, options);
  let skipped = 0;
  for await (const page of readPages(source)) {
    const lines = page.items.map((item) => {
      const { verdict } = classifyItem(item, ruleset);
      const { focus, probability, responsibility, evidence } = verdict;
      return `${JSON.stringify({ id: sourceId(item.id), key: item.key, focus, probability, responsibility, evidence })}\n`;
    });
    await print(lines.join(""));
    for (const row of page.skipped) say(describeSkipped(row));
    skipped += page.skipped.length;
  }
  if (skipped > 0 && options.strict) process.exitCode = EXIT.known;
}

/** The id as the source wrote it: ours is `tracker:workspace:id`. */
const sourceId = (id: string): string => id.split(":").slice(2).join(":");

import { EXIT } from "#cli/errors";
import { createProgress, say } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import type { Page } from "#ports";

/** Shows how far reading is, and says which rows could not be read; with --strict such rows make exit code 2. */
export async function watchPages(
  options: Pick<ReadOptions, "strict">,
): Promise<{ onPage: (page: Page, items: number) => void; stop: () => void }> {
  const progress = await createProgress();
  const told = new Set<string>();
  return {
    onPage(page, items) {
      const { done = 0, total } = page.progress ?? {};
      progress.update({ phase: "reading", items, ...(total ? { share: Math.min(1, done / total) } : {}) });
      for (const { file, line, field, problem, remedy } of page.skipped) {
        const sentence = `${file}:${line}: ${field ? `${field}: ` : ""}${problem} ${remedy}`;
        // A second reading of the same files has nothing new to say.
        if (told.has(sentence)) continue;
        told.add(sentence);
        say(sentence);
        if (options.strict) process.exitCode = EXIT.known;
      }
    },
    stop: () => progress.stop(),
  };
}

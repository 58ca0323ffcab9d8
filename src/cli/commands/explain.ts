import { openFiles, prepare } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { print, terminalWidth, wantsColour } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { samplePath } from "#cli/sample";
import { watchSource } from "#cli/watch-source";
import { renderVerdict } from "#core/render/verdict";
import { createRunStore } from "#stores/run-store";
import { explainItem } from "#usecases/explain-item";

/** `rolecall explain KEY [FILES]`: the argument for one verdict, the parent's part in it included. */
export async function runExplain(
  key: string,
  files: readonly string[],
  options: ReadOptions & { json?: boolean; color?: boolean },
): Promise<void> {
  const isSample = files.length === 0;
  const ruleset = await prepare(options, isSample);
  const { source, stop } = await watchSource(
    openFiles(isSample ? [samplePath()] : files, ruleset.policy, options),
    options,
  );
  const store = createRunStore();
  const explained = await explainItem(key, { source, store, ruleset }).finally(() => {
    stop();
    return store.close();
  });
  if (!explained) {
    throw new UsageError(
      isSample
        ? `No work item "${key}" in the sample backlog; name your export after the key.`
        : `No work item "${key}" in ${files.join(", ")}. \`rolecall classify\` lists the keys that are there.`,
    );
  }
  const { item, verdict } = explained;
  if (options.json)
    return print(
      `${JSON.stringify({ id: item.id, key: item.key, title: item.title, ...verdict, rulesetHash: ruleset.hash }, null, 2)}\n`,
    );
  await print(
    renderVerdict(item, verdict, {
      colour: wantsColour(options.color),
      width: terminalWidth(),
      rulesetHash: ruleset.hash,
    }),
  );
}

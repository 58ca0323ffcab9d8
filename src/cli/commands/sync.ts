import { openStore, prepare, thisProcess, type MemoryOptions } from "#cli/compose";
import { connect, type SourceName } from "#cli/compose-trackers";
import { createProgress, print } from "#cli/output";
import { describeBudget, sayCost, sayWait } from "#cli/tracker-progress";
import { version } from "#cli/version";
import { printable } from "#core/render/printable";
import { forgetScope, syncTrackers } from "#usecases/remember-run";

export interface SyncOptions extends MemoryOptions {
  source: SourceName;
  config?: string;
  full?: boolean;
  maxRequests?: number;
  forget?: string;
}

/** `rolecall sync`: brings what is remembered of trackers up to date, and judges nothing. */
export async function runSync(options: SyncOptions): Promise<void> {
  const ruleset = await prepare(options);
  const connections = await connect(options.source, ruleset.policy, {
    maxRequests: options.maxRequests,
    onWait: sayWait,
  });
  const trackers = await Promise.all(connections.map(({ open }) => open()));
  const memory = await openStore(options, ruleset.policy);
  const progress = await createProgress(() => describeBudget(connections));
  const swept = { removed: 0, added: 0 };
  const deps = {
    ...{ memory, ruleset, version, trackers, holder: thisProcess, now: new Date().toISOString() },
    isFull: options.full ?? false,
    onProgress: progress.update,
    onSwept: ({ removed, added }: { removed: number; added: number }) => {
      swept.removed += removed;
      swept.added += added;
    },
  };
  try {
    const { forget } = options;
    if (forget !== undefined) {
      await print(`Forgot ${counted(await forgetScope(deps, forget), "item")} of ${printable(forget)}.\n`);
      return;
    }
    const read = await syncTrackers(deps);
    progress.stop();
    for (const { name, items, notices, unread = [] } of read)
      await print([`${printable(name)}: read ${counted(items, "item")}.`, ...notices, ...unread].join("\n  ") + "\n");
    if (swept.removed + swept.added > 0)
      await print(`Compared ids: ${counted(swept.removed, "item")} gone, ${swept.added} that had been missed.\n`);
    sayCost(connections);
    await print(`\`rolecall audit --source ${options.source} --db\` judges what changed.\n`);
  } finally {
    progress.stop();
    await memory.close();
  }
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

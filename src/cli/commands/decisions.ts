import { type StoreOptions, withStore } from "#cli/compose";
import { readDecisions } from "#cli/memory";
import { print, say } from "#cli/output";
import { createDecisionBook, type Decision, decisionsInForce } from "#core/decision";
import { formatDecisionFile } from "#core/decision-file";
import { printable } from "#core/render/printable";
import type { TriageStore } from "#ports";
import { writeFile } from "node:fs/promises";

/** `rolecall decisions export`: to a file, or to standard output. */
export const runDecisionsExport = (file: string | undefined, options: StoreOptions): Promise<void> =>
  withStore(options, async (store) => {
    const text = formatDecisionFile(await store.decisions());
    if (file === undefined) return print(text);
    await writeFile(file, text);
    say(`Wrote ${file}`);
  });

/** `rolecall decisions import`: adds what is not known yet. */
export const runDecisionsImport = (file: string, options: StoreOptions): Promise<void> =>
  withStore(options, async (store) => {
    const known = new Set((await store.decisions()).map(({ id }) => id));
    const added = (await readDecisions(file)).filter(({ id }) => !known.has(id));
    await store.addDecisions(added);
    say(added.length === 1 ? "1 decision is new." : `${added.length} decisions are new.`);
  });

/** `rolecall decisions prune`: takes out of a file what no longer sets anything aside. The trail in the database keeps everything. */
export const runDecisionsPrune = (file: string, options: StoreOptions & { dryRun?: boolean }): Promise<void> =>
  withStore(options, async (store) => {
    const all = await readDecisions(file);
    const kept = await keepUseful(all, store);
    const count = all.length - kept.length;
    for (const decision of all) if (!kept.includes(decision)) say(`${decision.id}  ${describe(decision)}`);
    if (!options.dryRun && count > 0) await writeFile(file, formatDecisionFile(kept));
    say(`${options.dryRun ? "Would take" : "Took"} ${count} of ${all.length} decisions out of ${file}.`);
  });

async function keepUseful(all: readonly Decision[], store: TriageStore): Promise<Decision[]> {
  const book = createDecisionBook(all);
  for await (const page of store.findings({ present: true }))
    for (const { finding, names } of page) {
      book.onFinding(finding, names);
      book.onItem(names);
    }
  const idle = new Set(book.unused());
  // An override speaks for an item that may have no finding because of it.
  return decisionsInForce(all).filter((one) => one.kind === "override" || !idle.has(one));
}

/** `rolecall decisions log`: the trail, oldest first. */
export const runDecisionsLog = (options: StoreOptions & { json?: boolean }): Promise<void> =>
  withStore(options, async (store) => {
    const decisions = await store.decisions();
    const people = await store.people();
    const nameOf = (ref: string | null): string => (ref === null ? "nobody said" : (people.get(ref)?.name ?? ref));
    await print(
      decisions.map((one) =>
        options.json
          ? `${JSON.stringify(one)}\n`
          : `${one.at}  ${printable(nameOf(one.by))}${one.isClaimed ? " (claimed)" : ""}  ${printable(describe(one))}  ${one.id}\n`,
      ),
    );
  });

function describe(decision: Decision): string {
  switch (decision.kind) {
    case "dismiss":
      return `dismiss ${decision.about.finding}: ${decision.reason}, ${decision.note}${decision.until ? ` (until ${decision.until})` : ""}`;
    case "snooze": {
      const until = "date" in decision.until ? decision.until.date : decision.until.event;
      return `snooze ${decision.about.finding} until ${until}`;
    }
    case "reassign":
      return `reassign ${decision.about.finding} to ${decision.to}`;
    case "override":
      return `override ${decision.item.names[1] ?? decision.item.id} as ${decision.focus}: ${decision.reason}`;
    case "undo":
      return `undo ${decision.of}`;
  }
}

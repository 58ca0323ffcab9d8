import { readFile, writeFile } from "node:fs/promises";
import { openExisting, openStore, type StoreOptions, withStore } from "#cli/compose";
import { createTeller } from "#usecases/describe-decision";
import { EXIT } from "#cli/errors";
import { readDecisions, readNewDecisions } from "#cli/memory";
import { checkOutputs, print, say } from "#cli/output";
import { createDecisionBook, type Decision, decisionsInForce } from "#core/decision";
import { formatDecisionFile, removeDecisions } from "#core/decision-file";
import { printable } from "#core/render/printable";
import type { TriageStore } from "#ports";
import { standingFindings } from "#usecases/finished-runs";

/** `rolecall decisions export`: to a file, or to standard output. */
export async function runDecisionsExport(file: string | undefined, options: StoreOptions): Promise<void> {
  if (file !== undefined) await checkOutputs([file], []);
  await withStore(
    options,
    async (store) => {
      const text = formatDecisionFile(await store.decisions());
      if (file === undefined) return print(text);
      await writeFile(file, text);
      say(`Wrote ${file}`);
    },
    openExisting,
  );
}

/** `rolecall decisions import`: adds what is not known yet and may be decided here; also before the first audit. */
export const runDecisionsImport = (file: string, options: StoreOptions): Promise<void> =>
  withStore(
    options,
    async (store, policy) => {
      const { decisions, left } = await readNewDecisions(file, policy, store);
      await store.addDecisions(decisions);
      say(decisions.length === 1 ? "1 decision is new." : `${decisions.length} decisions are new.`);
      if (left > 0) process.exitCode = EXIT.known;
    },
    openStore,
  );

/** `rolecall decisions prune`: takes out of a file what no longer sets anything aside. The trail in the database keeps everything. */
export const runDecisionsPrune = (file: string, options: StoreOptions & { dryRun?: boolean }): Promise<void> =>
  withStore(options, async (store) => {
    const { decisions, broken } = await readDecisions(file);
    const idle = await findIdle(decisions, store);
    const teller = await createTeller(store, decisions);
    for (const decision of idle) say(printable(teller.what(decision)));
    const ids = new Set(idle.map(({ id }) => id));
    if (!options.dryRun && idle.length > 0) await writeFile(file, removeDecisions(await readFile(file, "utf8"), ids));
    const of = decisions.length === 1 ? "1 decision" : `${decisions.length} decisions`;
    say(`${options.dryRun ? "Would take" : "Took"} ${idle.length} of ${of} out of ${file}.`);
    if (broken > 0)
      say(
        `${broken === 1 ? "1 entry that cannot be read stays" : `${broken} entries that cannot be read stay`} in it.`,
      );
  });

/** What sets nothing aside: its finding is gone, or it was taken back. An undo of what stands elsewhere still has its use. */
async function findIdle(all: readonly Decision[], store: TriageStore): Promise<Decision[]> {
  const book = createDecisionBook(all);
  for await (const page of standingFindings(store))
    for (const { finding, names } of page) {
      book.onFinding(finding, names);
      book.onItem(names);
    }
  const unused = new Set(book.unused());
  const inForce = new Set<Decision>(decisionsInForce(all));
  const byId = new Map(all.map((one) => [one.id, one]));
  return all.filter((one) => {
    if (one.kind === "undo") return isRootIn(one, byId);
    // An override speaks for an item that may have no finding because of it.
    return !inForce.has(one) || (one.kind !== "override" && unused.has(one));
  });
}

/** Whether the decision that an undo is about in the end, over undos of undos, is among these. */
function isRootIn(undo: Decision, byId: ReadonlyMap<string, Decision>): boolean {
  const seen = new Set<string>();
  let at: Decision | undefined = undo;
  while (at?.kind === "undo" && !seen.has(at.id)) {
    seen.add(at.id);
    at = byId.get(at.of);
  }
  return at !== undefined;
}

/** `rolecall decisions log`: the trail, oldest first. */
export const runDecisionsLog = (options: StoreOptions & { json?: boolean }): Promise<void> =>
  withStore(
    options,
    async (store) => {
      const decisions = await store.decisions();
      const teller = await createTeller(store, decisions);
      const tell = (one: Decision): string =>
        options.json
          ? `${JSON.stringify(one)}\n`
          : `${one.at}  ${printable(teller.by(one))}  ${printable(teller.what(one))}  ${one.id}\n`;
      await print(decisions.length > 0 || options.json ? decisions.map(tell) : "Nobody has decided anything so far.\n");
    },
    openExisting,
  );

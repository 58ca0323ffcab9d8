import { openStore, type StoreOptions, withStore } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { print, say } from "#cli/output";
import type { Policy } from "#core/config";
import { printable } from "#core/render/printable";
import type { TriageStore } from "#ports";
import { collectPersonData, findRefs } from "#usecases/person-data";

/** Also before the first audit. */
const withDatabase = <T>(options: StoreOptions, work: (store: TriageStore, policy: Policy) => Promise<T>): Promise<T> =>
  withStore(options, work, openStore);

/** `rolecall database status`: how much is remembered, and since when. */
export const runDatabaseStatus = (options: StoreOptions): Promise<void> =>
  withDatabase(options, async (store) => {
    const runs = await store.runs();
    let present = 0;
    let gone = 0;
    for await (const page of store.findings())
      for (const one of page) {
        if (one.gone) gone += 1;
        else present += 1;
      }
    const [newest] = runs;
    await print(
      [
        `Audits     ${runs.length}${newest ? `, the first ${runs.at(-1)?.startedAt ?? ""}, the last ${newest.startedAt}` : ""}`,
        `Findings   ${present} there now, ${gone} gone`,
        `Decisions  ${(await store.decisions()).length}`,
        `People     ${(await store.people()).size}`,
      ]
        .map((line) => `${line}\n`)
        .join(""),
    );
  });

/** `rolecall database purge`: deletes what is old, or everything. */
export const runDatabasePurge = (
  options: StoreOptions & { before?: string; all?: boolean; yes?: boolean },
): Promise<void> =>
  withDatabase(options, async (store) => {
    if ((options.before === undefined) === (options.all !== true))
      throw new UsageError("Say what to delete: --before DATE, or --all.");
    if (options.before !== undefined) {
      const { runs, findings } = await store.purgeBefore(`${options.before}T00:00:00.000Z`);
      say(
        `Deleted ${runs} audits and ${findings} findings that were gone before ${options.before}. Decisions are kept.`,
      );
      return;
    }
    if (!options.yes)
      throw new UsageError("--all deletes every audit, finding and decision for good. Add --yes to do it.");
    await store.purgeAll();
    say("Deleted everything.");
  });

/** `rolecall database person NAME`: all that is remembered about somebody, as JSON. */
export const runDatabasePerson = (name: string, options: StoreOptions): Promise<void> =>
  withDatabase(options, async (store, policy) => {
    const refs = await requireRefs(name, store, policy);
    await print(`${JSON.stringify(await Promise.all(refs.map((ref) => collectPersonData(ref, store))), null, 2)}\n`);
  });

/** `rolecall database erase NAME`: forgets who is behind a reference; findings and decisions stay, without a name. */
export const runDatabaseErase = (name: string, options: StoreOptions & { yes?: boolean }): Promise<void> =>
  withDatabase(options, async (store, policy) => {
    const refs = await requireRefs(name, store, policy);
    if (!options.yes)
      throw new UsageError(
        `This forgets for good that ${printable(name)} is behind ${refs.join(" and ")}. Add --yes to do it.`,
      );
    for (const ref of refs) await store.erasePerson(ref);
    say(`${printable(name)} is forgotten: what is remembered shows a former person.`);
  });

async function requireRefs(name: string, store: TriageStore, policy: Policy): Promise<string[]> {
  const refs = await findRefs(name, store, policy);
  if (refs.length === 0) throw new UsageError(`Nobody called ${printable(name)} is remembered.`);
  return refs;
}

import { openExisting, type StoreOptions, withStore } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { print, say } from "#cli/output";
import type { Policy } from "#core/config";
import { printable } from "#core/render/printable";
import type { TriageStore } from "#ports";
import { TABLE_PREFIX } from "#stores/sql-schema";
import type { DatabaseStatus, SqlStore } from "#stores/sql-store";
import { collectPersonData, findRefs } from "#usecases/person-data";

/** Also before the first audit. */
const withDatabase = <T>(options: StoreOptions, work: (store: SqlStore, policy: Policy) => Promise<T>): Promise<T> =>
  withStore(options, work, openExisting);

/** `rolecall database status`: how much is remembered, since when, and where. */
export const runDatabaseStatus = (options: StoreOptions): Promise<void> =>
  withDatabase(options, async (store) => {
    const status = await store.status();
    let gone = 0;
    for await (const page of store.findings({ present: false })) gone += page.length;
    const { rolecall_finding: findings, rolecall_decision: decisions } = status.rows;
    const lines = [
      ["Audits", phraseRuns(await store.runs())],
      ["Findings", `${findings - gone} there now, ${gone} gone`],
      ["Decisions", `${decisions}`],
      ["People", `${(await store.people()).size}`],
      ["Place", `${status.name}, ${phraseSize(status.bytes)}, tables of version ${status.version}`],
      ["Rows", phraseRows(status.rows)],
    ];
    await print(lines.map(([name = "", text = ""]) => `${name.padEnd(11)}${printable(text)}\n`));
  });

function phraseRuns(runs: readonly { startedAt: string }[]): string {
  const [newest, oldest] = [runs[0], runs.at(-1)];
  if (!newest || !oldest) return "0";
  return newest === oldest
    ? `1, at ${newest.startedAt}`
    : `${runs.length}, the first ${oldest.startedAt}, the last ${newest.startedAt}`;
}

const phraseSize = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const phraseRows = (rows: DatabaseStatus["rows"]): string =>
  Object.entries(rows)
    .map(([table, count]) => `${table.slice(TABLE_PREFIX.length)} ${count}`)
    .join(", ");

export interface PurgeOptions extends StoreOptions {
  before?: string;
  all?: boolean;
  yes?: boolean;
}

/** `rolecall database purge`: deletes what is old, or everything. */
export const runDatabasePurge = (options: PurgeOptions): Promise<void> =>
  withDatabase(options, async (store) => {
    const { before, all = false, yes = false } = options;
    if ((before === undefined) !== all) throw new UsageError("Say what to delete: --before DATE, or --all.");
    return before === undefined ? purgeAll(store, yes) : purgeOld(store, before, yes);
  });

async function purgeAll(store: TriageStore, isSure: boolean): Promise<void> {
  if (!isSure) throw new UsageError("--all deletes every audit, finding and decision for good. Add --yes to do it.");
  await store.purgeAll();
  say("Deleted everything.");
}

async function purgeOld(store: TriageStore, day: string, isSure: boolean): Promise<void> {
  const instant = `${day}T00:00:00.000Z`;
  const old = await countOld(store, instant);
  if (!isSure && old.runs + old.findings > 0)
    throw new UsageError(`This deletes ${phraseOld(old, day)} for good; ${KEPT}. Add --yes to do it.`);
  say(`Deleted ${phraseOld(await store.purgeBefore(instant), day)}; ${KEPT}.`);
}

const KEPT = "decisions, findings that are there and the last audit are kept";

interface Old {
  runs: number;
  findings: number;
}

/** What `purgeBefore` would delete. */
async function countOld(store: TriageStore, instant: string): Promise<Old> {
  const isOld = (text: string): boolean => Date.parse(text) < Date.parse(instant);
  const [, ...older] = await store.runs();
  let findings = 0;
  for await (const page of store.findings({ present: false }))
    findings += page.filter(({ gone }) => gone !== null && isOld(gone.since)).length;
  return { runs: older.filter(({ finishedAt }) => isOld(finishedAt)).length, findings };
}

const phraseOld = ({ runs, findings }: Old, day: string): string =>
  `${runs === 1 ? "1 audit" : `${runs} audits`} and ${findings === 1 ? "1 finding that was" : `${findings} findings that were`} gone before ${day}`;

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

import { type Decision, sortDecisions } from "#core/decision";
import { compareText } from "#core/key-order";
import type { Memberships, RunRecord, StoredFinding, StoredPerson, TriageStore } from "#ports";
import { toInstant } from "#stores/instant";
import { createMemoryDocuments } from "#stores/memory-documents";
import { createMemoryFindingList } from "#stores/memory-finding-list";
import { createMemoryItems } from "#stores/memory-item-list";
import { createRunStore } from "#stores/run-store";

/** Findings of a page. */
const PAGE = 500;

/** A store that is gone with the process: for trying things out and for tests. What it holds is its own, nothing is shared. */
export function createMemoryStore(): TriageStore {
  const decisions = new Map<string, Decision>();
  const findings = new Map<string, StoredFinding>();
  const runs = new Map<string, RunRecord>();
  /** Null: erased. */
  const people = new Map<string, StoredPerson | null>();
  let memberships: Memberships | null = null;
  const items = createMemoryItems();
  const { clear, ...kept } = createMemoryDocuments((ref) => people.get(ref) === null);

  const newestFirst = (): RunRecord[] =>
    [...runs.values()].sort(
      (a, b) => compareText(toInstant(b.startedAt), toInstant(a.startedAt)) || compareText(b.id, a.id),
    );

  const list = createMemoryFindingList(
    () => newestFirst()[0],
    () => decisions.size,
  );

  return {
    ...kept,
    decisions: () => answer(sortDecisions([...decisions.values()])),
    addDecisions: (added) =>
      done(() => {
        for (const decision of added)
          if (!decisions.has(decision.id)) decisions.set(decision.id, structuredClone(decision));
      }),
    async *findings({ present, goneSince } = {}) {
      const since = goneSince === undefined ? "" : toInstant(goneSince);
      const isWanted = ({ gone }: StoredFinding): boolean =>
        (present === undefined || present === (gone === null)) &&
        (goneSince === undefined || (gone !== null && toInstant(gone.since) >= since));
      const ids = [...findings.keys()].sort(compareText);
      const wanted = ids.flatMap((id) => findings.get(id) ?? []).filter(isWanted);
      for (let start = 0; start < wanted.length; start += PAGE) yield await answer(wanted.slice(start, start + PAGE));
    },
    findingsOf: (ids) => answer(ids.flatMap((id) => findings.get(id) ?? [])),
    touchFindings: (ids, lastSeen) =>
      done(() => {
        for (const id of ids) {
          const stored = findings.get(id);
          if (stored) findings.set(id, { ...stored, lastSeen });
        }
      }),
    saveFindings: (saved) =>
      done(() => {
        for (const stored of saved) findings.set(stored.finding.id, structuredClone(stored));
      }),
    runs: (limit) => answer(newestFirst().slice(0, limit)),
    saveRun: (run) => done(() => runs.set(run.id, structuredClone(run))),
    memberships: () => answer(memberships),
    saveMemberships: (saved) => done(() => (memberships = structuredClone(saved))),
    people: () => answer(new Map([...people].flatMap(([ref, person]) => (person ? [[ref, person] as const] : [])))),
    savePeople: (saved) =>
      done(() => {
        for (const { ref, name } of saved) if (people.get(ref) !== null) people.set(ref, { ref, name });
      }),
    erasePerson: async (ref) => {
      await kept.accounts.remove([ref]);
      const wasSomeone = Boolean(people.get(ref));
      if (wasSomeone) people.set(ref, null);
      return wasSomeone;
    },
    purgeBefore: (instant) => {
      const before = toInstant(instant);
      const newest = newestFirst()[0];
      return Promise.resolve({
        runs: removeWhere(runs, (run) => run !== newest && toInstant(run.finishedAt) < before),
        findings: removeWhere(findings, ({ gone }) => gone !== null && toInstant(gone.since) < before),
      });
    },
    purgeAll: (keep) =>
      done(() => {
        for (const map of [decisions, findings, runs, people]) map.clear();
        memberships = null;
        items.clear();
        list.clear();
        clear(keep);
      }),
    list,
    // Nobody else can reach it.
    lease: () => Promise.resolve(() => Promise.resolve()),
    openRun: () => items.follow(createRunStore()),
    viewItems: () => createRunStore(),
    items: (rules) => items.list(rules),
    close: () => Promise.resolve(),
  };
}

const answer = <T>(value: T): Promise<T> => Promise.resolve(structuredClone(value));

async function done(change: () => unknown): Promise<void> {
  await Promise.resolve(change());
}

function removeWhere<T>(map: Map<string, T>, isOld: (value: T) => boolean): number {
  const before = map.size;
  for (const [key, value] of map) if (isOld(value)) map.delete(key);
  return before - map.size;
}

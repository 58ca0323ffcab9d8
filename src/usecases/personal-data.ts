import { keysOfPerson } from "#core/roles";
import type { AccountChanges, Account, PersonReporter, ReportedAccount, TriageStore } from "#ports";
import { endCycle, noteReported, openCycle } from "#usecases/personal-data-cycle";
import { withoutPerson } from "#usecases/personal-data-policy";

/** Accounts of one report (Atlassian, "User privacy guide for app developers": 90). */
const MOST = 90;

/** A report that is due, at most 90 accounts. */
export interface ReportSlice {
  accounts: readonly ReportedAccount[];
  /** Reference of the last of them: from there the next report goes on. */
  until: string;
}

/** Where a policy is kept, as text; saving throws where what is there is no longer what was read. */
export interface PolicyText {
  read(): Promise<{ text: string; hash: string }>;
  save(text: string, basedOn: string): Promise<unknown>;
}

export interface PersonalDataDeps {
  store: TriageStore;
  policy: PolicyText;
  /** What people are called now, as far as their tracker tells. */
  nameOf: (accounts: readonly string[]) => Promise<readonly { accountId: string; name: string }[]>;
  /** ISO 8601 instant. */
  now: string;
}

/**
 * The accounts that are to be reported now, a slice at a time; none where the cycle is not over. Each slice is to be answered by
 * `applyAnswers` before the next one is asked for. What is not asked for, the next planning goes on with.
 */
export async function* planReport(store: TriageStore, now: string): AsyncIterable<ReportSlice> {
  const cycle = await openCycle(store.documents, now);
  if (cycle.isOver) return;
  let open: (Account & { seenAt: string })[] = [];
  for await (const page of store.accounts.all())
    for (const one of page) {
      // Without a tracker's id there is nobody to ask for.
      if (one.ref <= cycle.after || one.account === "unknown") continue;
      open.push(one);
      if (open.length < MOST) continue;
      yield toSlice(open);
      open = [];
    }
  if (open.length > 0) yield toSlice(open);
  await endCycle(store.documents);
}

function toSlice(accounts: readonly (Account & { seenAt: string })[]): ReportSlice {
  const since = new Map<string, string>();
  for (const { account, seenAt } of accounts) {
    const known = since.get(account);
    if (known === undefined || seenAt < known) since.set(account, seenAt);
  }
  return {
    accounts: [...since].map(([accountId, updatedAt]) => ({ accountId, updatedAt })),
    until: accounts.at(-1)?.ref ?? "",
  };
}

/** Forgets everybody whose account was closed, for good, and reads anew what people are called whose account changed. */
export async function applyAnswers(changes: AccountChanges, slice: ReportSlice, deps: PersonalDataDeps): Promise<void> {
  await forgetAccounts(changes.closed, deps);
  if (changes.updated.length > 0) await renameAccounts(changes.updated, deps);
  await noteReported(deps.store.documents, { after: slice.until, cycleDays: changes.cycleDays });
}

/** Erases people by their accounts wherever they are kept, for good: names, accounts, and what the policy says of them. */
export async function forgetAccounts(accounts: readonly string[], deps: PersonalDataDeps): Promise<void> {
  const { store } = deps;
  const refs = await refsOf(accounts, store);
  // First where a person is spelled: that is found by the references which are forgotten next.
  for (const account of accounts) await forgetInPolicy(account, refs.get(account) ?? [], deps);
  // Also by what a person is called where no account was kept.
  const guessed = accounts.map((id) => keysOfPerson({ id })[0] ?? id);
  for (const ref of new Set([...[...refs.values()].flat(), ...guessed])) {
    // Who was never named would not be known to be erased.
    await store.savePeople([{ ref, name: "" }]);
    await store.erasePerson(ref);
    await store.accounts.remove([ref]);
  }
}

async function renameAccounts(accounts: readonly string[], { store, nameOf, now }: PersonalDataDeps): Promise<void> {
  const refs = await refsOf(accounts, store);
  for (const { accountId, name } of await nameOf(accounts)) {
    const own = refs.get(accountId) ?? [];
    await store.savePeople(own.map((ref) => ({ ref, name })));
    await store.accounts.save(
      own.map((ref) => ({ ref, account: accountId })),
      now,
    );
  }
}

/** Reports everybody who is due, and does what the answers ask for; false where it was stopped before. Throws TrackerError. */
export async function reportPeople(
  report: PersonReporter,
  deps: PersonalDataDeps,
  isOver: () => boolean = () => false,
): Promise<{ isDone: boolean; reported: number; closed: number; updated: number }> {
  const counts = { reported: 0, closed: 0, updated: 0 };
  for await (const slice of planReport(deps.store, deps.now)) {
    if (isOver()) return { isDone: false, ...counts };
    const changes = await report(slice.accounts);
    await applyAnswers(changes, slice, deps);
    counts.reported += slice.accounts.length;
    counts.closed += changes.closed.length;
    counts.updated += changes.updated.length;
  }
  return { isDone: true, ...counts };
}

/** Every reference of an account: a person whom the policy spells in another way since then has more than one. */
async function refsOf(accounts: readonly string[], store: TriageStore): Promise<ReadonlyMap<string, string[]>> {
  const refs = new Map<string, string[]>(accounts.map((account) => [account, []]));
  if (accounts.length > 0)
    for await (const page of store.accounts.all()) for (const { ref, account } of page) refs.get(account)?.push(ref);
  return refs;
}

/** Tries after somebody else has saved the policy meanwhile. */
const TRIES = 3;

async function forgetInPolicy(account: string, refs: readonly string[], { policy }: PersonalDataDeps): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { text, hash } = await policy.read();
    const without = withoutPerson(text, account, refs);
    if (without === text) return;
    try {
      await policy.save(without, hash);
      return;
    } catch (error) {
      if (attempt === TRIES) throw error;
    }
  }
}

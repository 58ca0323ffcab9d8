import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRoleDirectory } from "#core/roles";
import { loadPolicy } from "#core/policy-check";
import type { AccountChanges, ReportedAccount, TriageStore } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import {
  applyAnswers,
  forgetAccounts,
  type PersonalDataDeps,
  planReport,
  type ReportSlice,
  reportPeople,
} from "#usecases/personal-data";
import { withoutPerson } from "#usecases/personal-data-policy";

const START = "2026-11-23T08:00:00.000Z";
const later = (days: number): string => new Date(Date.parse(START) + days * 86_400_000).toISOString();
const NOTHING: AccountChanges = { closed: [], updated: [] };
const { refOf } = createRoleDirectory(loadPolicy({}), "");
const refOfAccount = (account: string): string => refOf({ id: account });

/** A store that knows accounts, each with a name. */
async function createKnown(accounts: readonly string[], seenAt = START): Promise<TriageStore> {
  const store = createMemoryStore();
  await know(store, accounts, seenAt);
  return store;
}

async function know(store: TriageStore, accounts: readonly string[], seenAt = START): Promise<void> {
  await store.savePeople(accounts.map((account) => ({ ref: refOfAccount(account), name: `Name of ${account}` })));
  await store.accounts.save(
    accounts.map((account) => ({ ref: refOfAccount(account), account })),
    seenAt,
  );
}

function depsOf(store: TriageStore, now: string, policyText = "{}") {
  const saved = { text: policyText };
  const deps: PersonalDataDeps = {
    ...{ store, now },
    policy: {
      read: () => Promise.resolve({ text: saved.text, hash: saved.text }),
      save(text, basedOn) {
        if (basedOn !== saved.text) return Promise.reject(new Error("stale"));
        saved.text = text;
        return Promise.resolve(text);
      },
    },
    nameOf: (ids) => Promise.resolve(ids.map((accountId) => ({ accountId, name: `New name of ${accountId}` }))),
  };
  return { deps, saved };
}

async function plan(store: TriageStore, now: string): Promise<ReportSlice[]> {
  const slices: ReportSlice[] = [];
  for await (const slice of planReport(store, now)) slices.push(slice);
  return slices;
}

/** A reporter that answers what a test says, and keeps what it was asked. */
function createReporter(answer: (accounts: readonly ReportedAccount[]) => AccountChanges = () => NOTHING) {
  const asked: (readonly ReportedAccount[])[] = [];
  const report = (accounts: readonly ReportedAccount[]): Promise<AccountChanges> => {
    asked.push(accounts);
    return Promise.resolve(answer(accounts));
  };
  return { asked, report };
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, n) => `5b10-${String(n).padStart(4, "0")}`);

describe("A report of accounts", () => {
  test("has everybody once, ninety at a time, with the instant of which their data is", async () => {
    const store = await createKnown(ids(200));
    const { asked, report } = createReporter();
    expect(await reportPeople(report, depsOf(store, later(1)).deps)).toMatchObject({ isDone: true, reported: 200 });
    expect(asked.map(({ length }) => length)).toEqual([90, 90, 20]);
    expect(
      asked
        .flat()
        .map(({ accountId }) => accountId)
        .sort(),
    ).toEqual(ids(200));
    expect(new Set(asked.flat().map(({ updatedAt }) => updatedAt))).toEqual(new Set([START]));
  });

  test("never holds an account that nobody has", async () => {
    expect(await plan(await createKnown(["unknown"]), START)).toEqual([]);
    expect(await plan(createMemoryStore(), START)).toEqual([]);
  });

  test("is due again after seven days, or after as many as Atlassian says", async () => {
    const store = await createKnown(ids(3));
    const { asked, report } = createReporter();
    await reportPeople(report, depsOf(store, START).deps);
    await reportPeople(report, depsOf(store, later(6.9)).deps);
    expect(asked).toHaveLength(1);
    const told = createReporter(() => ({ ...NOTHING, cycleDays: 14 }));
    await reportPeople(told.report, depsOf(store, later(7)).deps);
    await reportPeople(told.report, depsOf(store, later(20)).deps);
    expect(told.asked).toHaveLength(1);
    await reportPeople(told.report, depsOf(store, later(21)).deps);
    expect(told.asked).toHaveLength(2);
  });

  test("goes on where it stopped, and reports nobody twice", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 400 }),
        fc.array(fc.integer({ min: 0, max: 3 })),
        async (count, stops) => {
          const store = await createKnown(ids(count));
          const { asked, report } = createReporter();
          for (const most of stops) {
            let left = most;
            await reportPeople(report, depsOf(store, later(1)).deps, () => left-- <= 0);
          }
          expect(await reportPeople(report, depsOf(store, later(2)).deps)).toMatchObject({ isDone: true });
          expect(
            asked
              .flat()
              .map(({ accountId }) => accountId)
              .sort(),
          ).toEqual(ids(count));
          expect(await plan(store, later(3))).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("reports a slice again whose answers were not applied", async () => {
    const store = await createKnown(ids(100));
    const failing = () => Promise.reject(new Error("the network is down"));
    await expect(reportPeople(failing, depsOf(store, START).deps)).rejects.toThrow("network");
    expect((await plan(store, later(1))).map(({ accounts }) => accounts.length)).toEqual([90, 10]);
  });
});

describe("The answer to a report", () => {
  const POLICY = JSON.stringify({ people: [{ person: "5b10-0001", role: "product-owner" }], preset: "scrum" });

  test("erases everybody whose account was closed, for good, also from the policy", async () => {
    const store = await createKnown(ids(3));
    const { deps, saved } = depsOf(store, later(1), POLICY);
    const { report } = createReporter(() => ({ closed: ["5b10-0001"], updated: [] }));
    expect(await reportPeople(report, deps)).toMatchObject({ reported: 3, closed: 1 });
    await know(store, ids(3));
    const [gone, ...others] = [ids(3)[1], ids(3)[0], ids(3)[2]].map((id) => refOfAccount(id ?? ""));
    expect((await store.people()).get(gone ?? "")).toBeUndefined();
    expect([...(await store.people()).keys()].sort()).toEqual(others.sort());
    expect((await store.accounts.of([gone ?? "", ...others])).map(({ account }) => account).sort()).toEqual([
      "5b10-0000",
      "5b10-0002",
    ]);
    expect(JSON.parse(saved.text)).toEqual({ people: [], preset: "scrum" });
  });

  test("erases somebody who never had a name, and every reference of an account", async () => {
    const store = createMemoryStore();
    const refs = ["p-000000000001", "p-000000000002"];
    const accounts = refs.map((ref) => ({ ref, account: "5b10-0001" }));
    await store.accounts.save(accounts, START);
    expect(await plan(store, START)).toMatchObject([{ accounts: [{ accountId: "5b10-0001" }] }]);
    const { deps } = depsOf(store, later(1));
    await applyAnswers({ closed: ["5b10-0001"], updated: [] }, { accounts: [], until: "p-000000000002" }, deps);
    await store.accounts.save(accounts, later(2));
    await store.savePeople(refs.map((ref) => ({ ref, name: "Mia" })));
    expect(await store.accounts.of(refs)).toEqual([]);
    expect((await store.people()).size).toBe(0);
  });

  test("is not needed to forget somebody whose account was deleted, also one that no audit has met", async () => {
    const store = await createKnown(ids(1));
    const { deps, saved } = depsOf(store, later(1), POLICY);
    await forgetAccounts(["5b10-0000", "5b10-0001"], deps);
    expect((await store.people()).size).toBe(0);
    expect(JSON.parse(saved.text)).toEqual({ people: [], preset: "scrum" });
  });

  test("reads the name of somebody anew whose account changed, and the instant with it", async () => {
    const store = await createKnown(ids(2));
    const { report } = createReporter(() => ({ closed: [], updated: ["5b10-0000"] }));
    await reportPeople(report, depsOf(store, later(1)).deps);
    const names = [...(await store.people()).values()].map(({ name }) => name).sort();
    expect(names).toEqual(["Name of 5b10-0001", "New name of 5b10-0000"]);
    const slices = await plan(store, later(8));
    expect(slices.flatMap(({ accounts }) => accounts).sort((a, b) => (a.accountId < b.accountId ? -1 : 1))).toEqual([
      { accountId: "5b10-0000", updatedAt: later(1) },
      { accountId: "5b10-0001", updatedAt: START },
    ]);
  });

  test("saves the policy although somebody else saves it at the same time", async () => {
    const store = await createKnown(ids(2));
    const { deps, saved } = depsOf(store, later(1), POLICY);
    let isFirst = true;
    const reading = async () => {
      const answer = await deps.policy.read();
      if (isFirst) saved.text = JSON.stringify({ ...(JSON.parse(POLICY) as object), preset: "default" });
      isFirst = false;
      return answer;
    };
    const { report } = createReporter(() => ({ closed: ["5b10-0001"], updated: [] }));
    await reportPeople(report, { ...deps, policy: { ...deps.policy, read: reading } });
    expect(JSON.parse(saved.text)).toEqual({ people: [], preset: "default" });
  });
});

describe("A policy without a person", () => {
  const without = (policy: unknown, ...refs: string[]): unknown =>
    JSON.parse(withoutPerson(JSON.stringify(policy), "5b10-mia", refs));

  test("names them nowhere", () => {
    const policy = {
      people: [
        { person: "5B10-MIA", name: "Mia", role: "product-manager" },
        { person: "oto", role: "product-owner" },
      ],
      groups: [
        { group: "PO", members: ["5b10-mia", { person: "5b10-mia", name: "Mia" }, "oto"], role: "product-owner" },
      ],
      inactivePeople: ["5b10-mia"],
      triage: { approvers: ["5b10-mia", "oto"] },
      overrides: [{ item: "PAY-1", focus: "strategic", reason: "agreed", by: "5b10-mia" }],
    };
    expect(without(policy)).toEqual({
      people: [{ person: "oto", role: "product-owner" }],
      groups: [{ group: "PO", members: ["oto"], role: "product-owner" }],
      inactivePeople: [],
      triage: { approvers: ["oto"] },
      overrides: [{ item: "PAY-1", focus: "strategic", reason: "agreed" }],
    });
    expect(() => loadPolicy(without(policy))).not.toThrow();
  });

  test("is without the spelling by which references know them", () => {
    const people = [{ person: "mia@acme.example", name: "Mia", role: "product-manager" }];
    expect(without({ people })).toEqual({ people });
    expect(without({ people }, refOf({ id: "mia@acme.example" }))).toEqual({ people: [] });
  });

  test("does not let everybody decide because the only approver is gone", () => {
    expect(without({ triage: { approvers: ["5b10-mia"] } })).toEqual({ triage: { approvers: ["former person"] } });
  });

  test("does not ask a tracker for a group whose only listed member is gone", () => {
    const asked = { group: "PM", role: "product-manager" };
    expect(without({ groups: [{ group: "PO", members: ["5b10-mia"], role: "product-owner" }, asked] })).toEqual({
      groups: [asked],
    });
  });

  test("is the same text where it does not name them, or is none", () => {
    for (const text of ['{ "people": [] }', "", "not JSON", "[1]", '{"people":{"person":"5b10-mia"}}'])
      expect(withoutPerson(text, "5b10-mia")).toBe(text);
  });
});

import { afterEach, describe, expect, test } from "vitest";
import { createJiraSite } from "../trackers/jira/site";
import { mysqlServer } from "../stores/databases";
import { faultsOf, NO_FAULTS, ROLES_BY_SITE, runApp, type RunningApp } from "./app";
import { ON_FORGE_SQL } from "./emulated-sql";

const open: RunningApp[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});
async function start(): Promise<RunningApp> {
  const app = await runApp({ site: createJiraSite({ issues: 150 }) });
  open.push(app);
  await app.savePolicy(ROLES_BY_SITE);
  await app.begin();
  return app;
}

/** Every text that the app has sent to its database and its storage, but for those of the table of accounts and the policy. */
const keptTexts = ({ platform }: RunningApp): string =>
  platform.sqlAsked
    .filter(({ query }) => !/rolecall_account/.test(query) && /^\s*(insert|update|replace)/i.test(query))
    .flatMap(({ params }) => params.map(String))
    .join("\n");

describe.skipIf(!mysqlServer)(`What the app keeps of people ${ON_FORGE_SQL}`, () => {
  test("are references; accounts stand in one table, and are asked about once a week", async () => {
    const app = await start();
    const { platform } = app;
    const accounts = [...platform.site.users.keys()].filter((id) => id.startsWith("712020:0000"));
    const texts = keptTexts(app);
    expect(texts.length).toBeGreaterThan(10_000);
    for (const account of accounts) expect(texts).not.toContain(account);
    for (let day = 0; day < 14; day += 1) {
      await platform.tick("personal-data");
      platform.clock.advance(24 * 3_600_000);
    }
    const reported = platform.reportedAccounts.calls.flatMap(({ accounts: asked }) =>
      asked.map(({ accountId }) => accountId),
    );
    expect(new Set(reported).size).toBeGreaterThan(10);
    expect(reported.length).toBe(2 * new Set(reported).size);
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test("is forgotten for good when an account is closed, or deleted, and stays so after further audits", async () => {
    const app = await start();
    const { platform, store } = app;
    const before = await store.people();
    const [closed, deleted] = [...platform.site.issues.values()]
      .flatMap(({ assignee }) => assignee ?? [])
      .filter((id, at, all) => all.indexOf(id) === at);
    const names = [closed, deleted].map((id) => platform.site.users.get(id ?? "")?.displayName ?? "");
    platform.reportedAccounts.answers.set(closed ?? "", "closed");
    await platform.tick("personal-data");
    platform.emit({ eventType: "avi:jira:deleted:user", accountId: deleted });
    await platform.settle();
    await app.pass(26);
    const after = await store.people();
    expect([...before.values()].map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    for (const name of names) expect([...after.values()].map((one) => one.name)).not.toContain(name);
    const left: string[] = [];
    for await (const page of store.accounts.all()) left.push(...page.map(({ account }) => account));
    expect(left).not.toContain(closed);
    expect(left).not.toContain(deleted);
    expect(faultsOf(app)).toEqual(NO_FAULTS);
  });

  test("goes with everything else when the app is removed", async () => {
    const app = await start();
    await app.platform.invoke("cleanup-fn", [{}, {}]);
    expect(await app.store.runs()).toEqual([]);
    expect((await app.store.people()).size).toBe(0);
    expect(await app.store.documents.list("")).toEqual([]);
    for await (const page of app.store.accounts.all()) expect(page).toEqual([]);
  });
});

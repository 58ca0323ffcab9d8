import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PersonReporter } from "#ports";
import { installBoundary, json } from "../forge/boundary";

interface Asked {
  target: unknown;
  path: string;
  body: unknown;
}

let report: PersonReporter;
let asked: Asked[];
let answer: () => Response;

const installReports = (): void => {
  installBoundary();
  asked = [];
  Object.assign(globalThis, {
    __forge_fetch__: (target: unknown, path: string, init: { body: string }) => {
      asked.push({ target, path, body: JSON.parse(init.body) });
      return Promise.resolve(answer());
    },
  });
};

beforeAll(async () => {
  installReports();
  const { createPersonReporter } = await import("#adapters/jira/forge");
  report = createPersonReporter();
});
beforeEach(installReports);

const ACCOUNTS = [{ accountId: "5be24ad8b1653240376955d2", updatedAt: "2026-11-23T08:00:00.000Z" }];

describe("Reporting accounts to Atlassian", () => {
  test("asks as the app, and tells closed accounts from those that changed", async () => {
    answer = () =>
      json(200, {
        accounts: [
          { accountId: "a", status: "closed" },
          { accountId: "b", status: "updated" },
        ],
      });
    expect(await report(ACCOUNTS)).toEqual({ closed: ["a"], updated: ["b"] });
    expect(asked).toMatchObject([
      { target: { provider: "app", remote: "stargate" }, path: "/app/report-accounts", body: { accounts: ACCOUNTS } },
    ]);
  });

  test("tells how often to report, also where nothing changed", async () => {
    answer = () => new Response(null, { status: 204, headers: { "Cycle-Period": "14" } });
    expect(await report(ACCOUNTS)).toEqual({ closed: [], updated: [], cycleDays: 14 });
  });

  test("says that the report was not taken where the answer is a refusal or none", async () => {
    for (const refused of [json(429, {}), json(403, { accounts: [] }), new Response("<html>"), json(200, {})]) {
      answer = () => refused;
      await expect(report(ACCOUNTS)).rejects.toMatchObject({ name: "TrackerError", kind: "unavailable" });
    }
  });
});

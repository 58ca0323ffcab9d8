import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AuditReport } from "#core/report";
import { buildCli } from "./run-cli";
import { backlog, createTriagePlace, POLICY, statesOf } from "./triage-place";

let place: ReturnType<typeof createTriagePlace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createTriagePlace();
  return () => place.remove();
});

const audit = (...options: string[]): Promise<AuditReport> => place.audit(...options);

const AS_PIA = ["--as", "Pia"];
const DISMISS = ["--reason", "agreed-exception", "--note", "Dana is on leave", ...AS_PIA];

test("an audit writes no database unless it is asked to, by option or by policy", async () => {
  await audit();
  expect(existsSync(join(place.folder, ".rolecall"))).toBe(false);
  await audit("--db");
  expect(existsSync(join(place.folder, ".rolecall/rolecall.db"))).toBe(true);
  place.write("rolecall.config.json", JSON.stringify({ ...POLICY, database: "memory/audits.db" }));
  await audit();
  expect(existsSync(join(place.folder, "memory/audits.db"))).toBe(true);
});

describe("deciding by name", () => {
  test("dismisses, says how it is shown, takes it back, and can do so again", async () => {
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 open", "PAY-2 open"]);
    const dismissed = await place.run(["triage", "dismiss", "PAY-1", ...DISMISS]);
    expect(dismissed).toMatchObject({ code: 0, stderr: "" });
    expect(dismissed.stdout).toMatch(/^Dismissed 1 finding: PAY-1 · owner-role-mismatch {2}\(/);
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 dismissed", "PAY-2 open"]);
    const { stdout } = await place.run(["audit", "backlog.csv", "--db"]);
    expect(stdout).toContain("Set aside before: 1 dismissed.");
    await place.run(["triage", "undo", "PAY-1", ...AS_PIA]);
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 open", "PAY-2 open"]);
    const again = await place.run(["triage", "undo", "PAY-1", ...AS_PIA]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain("there is no decision on it to take back");
  });

  test("shows a dry run and records nothing", async () => {
    await audit("--db");
    const planned = await place.run([
      "triage",
      "snooze",
      "--rule",
      "owner-role-mismatch",
      "--until",
      "2099-01-31",
      "--dry-run",
    ]);
    expect(planned.stdout).toMatch(/^Would snooze 2 findings:\n {2}PAY-\d · owner.*\n {2}PAY-\d · owner.*\n$/);
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 open", "PAY-2 open"]);
  });

  test("goes by filters with exceptions, and only what is open", async () => {
    await audit("--db");
    await place.run([
      "triage",
      "snooze",
      "--rule",
      "owner-role-mismatch",
      "--until",
      "2099-01-31",
      "--except",
      "PAY-2",
    ]);
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 snoozed", "PAY-2 open"]);
    await place.run(["triage", "dismiss", "--scope", "PAY", "--rule", "owner-role-mismatch", ...DISMISS]);
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 snoozed", "PAY-2 dismissed"]);
  });

  test("plans a hand-over, which a later audit finds done", async () => {
    await audit("--db");
    await place.run(["triage", "reassign", "PAY-2", "--to", "Oto"]);
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 open", "PAY-2 planned"]);
    place.write("backlog.csv", backlog({ bug: { owner: "Oto" } }));
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 open"]);
    const { stdout } = await place.run(["report", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ changes: { fixed: 1 } });
  });

  test("reads an item otherwise, for good, and shows both readings", async () => {
    await audit("--db");
    await place.run(["triage", "override", "PAY-2", "--focus", "strategic", "--reason", "refunds are the strategy"]);
    const report = await audit("--db");
    expect(statesOf(report)).toEqual(["PAY-1 open"]);
    const { stdout } = await place.run(["triage", "list", "--rule", "owner-role-mismatch"]);
    expect(stdout).toMatch(/^PAY-1\towner-role-mismatch\terror\topen\tDefine the pricing/);
  });

  test.each([
    [["dismiss", "PAY-1", "--reason", "agreed-exception"], "--note"],
    [
      ["dismiss", "PAY-1", "--reason", "because", "--note", "x"],
      "Allowed choices are not-misassigned, agreed-exception",
    ],
    [["dismiss", "PAY-1", "--reason", "transition", "--note", " "], "Say it in a few words"],
    [["dismiss", "--reason", "transition", "--note", "x"], "Name findings"],
    [["snooze", "PAY-1"], "Say until when"],
    [["snooze", "PAY-1", "--until", "31.01.2027"], "YYYY-MM-DD"],
    [["snooze", "PAY-1", "--until", "2027-02-30"], "YYYY-MM-DD"],
    [["dismiss", "PAY-77", ...DISMISS], "PAY-77: no remembered finding goes by this name"],
  ])("refuses %j and says what to write instead", async (args, message) => {
    await audit("--db");
    const { code, stderr } = await place.run(["triage", ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 open", "PAY-2 open"]);
  });

  test("without anything remembered says how to begin", async () => {
    const { code, stderr } = await place.run(["triage", "list"]);
    expect(code).toBe(2);
    expect(stderr).toContain("`rolecall audit FILES --db` remembers one");
  });
});

describe("who may decide", () => {
  test("is limited by the policy: approvers, and nobody about their own items", async () => {
    place.write(
      "rolecall.config.json",
      JSON.stringify({ ...POLICY, triage: { approvers: ["Pia", "Mia"], ownFindings: "refused" } }),
    );
    await audit("--db");
    const nobody = await place.run(["triage", "dismiss", "PAY-1", ...DISMISS.slice(0, 4)], {
      env: { ROLECALL_USER: "", HOME: place.folder },
    });
    expect(nobody.code).toBe(2);
    const stranger = await place.run(["triage", "dismiss", "PAY-1", ...DISMISS.slice(0, 4), "--as", "Oto"]);
    expect(stranger.stderr).toContain("Only the approvers of the policy");
    const own = await place.run(["triage", "dismiss", "PAY-2", ...DISMISS.slice(0, 4), "--as", "Mia"]);
    expect(own.stderr).toContain("Nobody may dismiss findings about their own items");
    const approver = await place.run(["triage", "dismiss", "PAY-2", ...DISMISS]);
    expect(approver).toMatchObject({ code: 0, stderr: "" });
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 open", "PAY-2 dismissed"]);
  });

  test("is recorded as claimed, by name, and the trail tells who, when, what and why", async () => {
    await audit("--db");
    await place.run(["triage", "dismiss", "PAY-1", ...DISMISS]);
    await place.run(["triage", "undo", "PAY-1", "--as", "Quinn"]);
    const { stdout } = await place.run(["decisions", "log"]);
    expect(stdout).toMatch(
      /^\d{4}-\d\d-\d\dT\S+ {2}Pia \(claimed\) {2}dismiss PAY-1 · owner-role-mismatch: An exception that was agreed on, until \d{4}-\d\d-\d\d \(Dana is on leave\) {2}/m,
    );
    expect(stdout).toMatch(/ {2}Quinn \(claimed\) {2}undo: dismiss PAY-1 · owner-role-mismatch: /);
  });

  test("can be forgotten, for good", async () => {
    await audit("--db");
    await place.run(["triage", "dismiss", "PAY-1", ...DISMISS]);
    const asked = await place.run(["database", "person", "Oto"]);
    expect(JSON.parse(asked.stdout)).toMatchObject([
      { name: "Oto", findings: [{ item: "PAY-1" }], decisions: [{ kind: "dismiss" }] },
    ]);
    expect((await place.run(["database", "erase", "Oto"])).stderr).toContain("Add --yes");
    expect((await place.run(["database", "erase", "Oto", "--yes"])).code).toBe(0);
    await audit("--db");
    expect((await place.run(["database", "person", "Oto"])).stderr).toContain("Nobody called Oto is remembered");
    expect(statesOf(await audit("--db"))).toEqual(["PAY-1 dismissed", "PAY-2 open"]);
  });

  test("are in the database with their name once, and after they are forgotten nowhere", async () => {
    const own = createTriagePlace();
    own.write("backlog.csv", backlog({ strategy: { owner: "Zebulon Quist" }, bug: { owner: "Zebulon Quist" } }));
    const count = (): number => own.read(".rolecall/rolecall.db", "latin1").split("Quist").length - 1;
    await own.audit("--db");
    expect(count()).toBe(1);
    expect((await own.run(["database", "erase", "Zebulon Quist", "--yes"])).code).toBe(0);
    expect(count()).toBe(0);
    // The export still names the person, in items that are as they were and in one that is not.
    await own.audit("--db");
    own.write("backlog.csv", backlog({ strategy: { owner: "Zebulon Quist", status: "Doing" }, bug: { owner: "Oto" } }));
    await own.audit("--db");
    expect(count()).toBe(0);
    own.remove();
  });
});

test("rules that people disagree with are counted", async () => {
  await audit("--db");
  await place.run(["triage", "dismiss", "PAY-1", "--reason", "rule-wrong", "--note", "it is a feature", ...AS_PIA]);
  const { stdout } = await place.run(["rules", "stats"]);
  expect(stdout).toMatch(/owner-role-mismatch +2 +1 +1 \(50 %\) +1 +0 \(0 %\)/);
});

test("what is remembered is counted, deleted when it is old, and deleted whole", async () => {
  await audit("--db");
  await audit("--db");
  expect((await place.run(["database", "status"])).stdout).toMatch(
    /^Audits +2, the first .*\nFindings +\d+ there now, 0 gone\n/,
  );
  const old = await place.run(["database", "purge", "--before", "2020-01-01"]);
  expect(old.stderr).toContain("Deleted 0 audits and 0 findings");
  expect((await place.run(["database", "purge", "--all"])).stderr).toContain("Add --yes");
  await place.run(["database", "purge", "--all", "--yes"]);
  expect((await place.run(["database", "status"])).stdout).toMatch(/^Audits +0\n/);
});

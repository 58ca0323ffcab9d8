import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Baseline } from "#core/baseline";
import type { DecisionFile } from "#core/decision-file";
import type { AuditReport } from "#core/report";
import { buildCli, createWorkplace } from "./run-cli";

let place: ReturnType<typeof createWorkplace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createWorkplace();
  place.write("rolecall.config.json", JSON.stringify(POLICY));
  place.write("backlog.csv", backlog());
  return () => place.remove();
});

const POLICY = {
  people: [
    { person: "Mia", role: "product-manager" },
    { person: "Oto", role: "product-owner" },
    { person: "Pia", role: "product-manager" },
  ],
};

interface Row {
  owner: string;
  status?: string;
}

/** Two items in the wrong hands, unless their owners are others, and two in the right ones. */
function backlog({ strategy = { owner: "Oto" }, bug = { owner: "Mia" } }: { strategy?: Row; bug?: Row } = {}): string {
  return [
    "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee",
    `Define the pricing strategy and business case for the enterprise market,PAY-1,1001,Epic,${strategy.status ?? "To Do"},PAY,Payments,${strategy.owner}`,
    `Fix null pointer exception in the refund endpoint,PAY-2,1002,Bug,${bug.status ?? "To Do"},PAY,Payments,${bug.owner}`,
    "Product vision and roadmap for 2027,PAY-8,1008,Epic,To Do,PAY,Payments,Mia",
    "Add export button to the invoice table,PAY-9,1009,Story,To Do,PAY,Payments,Oto",
    "",
  ].join("\n");
}

const readText = (name: string): string => readFileSync(join(place.folder, name), "utf8");

async function audit(...options: string[]): Promise<AuditReport> {
  const { code, stdout, stderr } = await place.run(["audit", "backlog.csv", "--format", "json", ...options]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout) as AuditReport;
}

const statesOf = ({ findings, items }: AuditReport): string[] =>
  findings
    .filter(({ rule }) => rule === "owner-role-mismatch")
    .map(
      ({ subject, state, mark }) =>
        `${(subject.kind === "item" && items[subject.id]?.key) || ""} ${state}${mark ? ` ${mark}` : ""}`,
    )
    .sort();

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
    expect(dismissed.stdout).toMatch(/^Recorded dismiss: PAY-1 · owner-role-mismatch {2}\(/);
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
    expect(planned.stdout.match(/^Would record snooze: PAY-\d/gm)).toHaveLength(2);
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
      /^\d{4}-\d\d-\d\dT\S+ {2}Pia \(claimed\) {2}dismiss owner-role-mismatch\|\S+: agreed-exception, Dana is on leave \(until /m,
    );
    expect(stdout).toMatch(/ {2}Quinn \(claimed\) {2}undo /);
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
});

describe("a baseline", () => {
  test("takes old debt out of the gate and lets new findings fail it", async () => {
    place.write("backlog.csv", backlog({ bug: { owner: "Oto" } }));
    const written = await place.run(["audit", "backlog.csv", "--baseline", "baseline.json", "--update-baseline"]);
    expect(written).toMatchObject({ code: 0 });
    const gate = ["audit", "backlog.csv", "--baseline", "baseline.json", "--fail-on", "warning"];
    const calm = await place.run(gate);
    expect(calm.code).toBe(0);
    expect(calm.stdout).toMatch(/Set aside before: \d in the baseline\./);
    place.write("backlog.csv", backlog());
    const failed = await place.run(gate);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain("1 findings (error, warning) are more than the 0 allowed");
  });

  test("fails when it lists what is gone, until it is pruned", async () => {
    await place.run(["audit", "backlog.csv", "--baseline", "baseline.json", "--update-baseline"]);
    place.write("backlog.csv", backlog({ strategy: { owner: "Mia" } }));
    const stale = await place.run(["audit", "backlog.csv", "--baseline", "baseline.json"]);
    expect(stale.code).toBe(1);
    expect(stale.stderr).toContain("baseline.json lists 1 finding that are gone. --prune takes them out");
    const pruned = await place.run(["audit", "backlog.csv", "--baseline", "baseline.json", "--prune"]);
    expect(pruned.code).toBe(0);
    const { findings } = JSON.parse(readText("baseline.json")) as Baseline;
    expect(Object.values(findings["owner-role-mismatch"] ?? {})).toEqual(["PAY-2"]);
  });

  test.each([
    ["{", "is not valid JSON"],
    ['{"version":2,"findings":{}}', "is no baseline"],
    [null, "does not exist. --update-baseline writes it"],
  ])("that is %j gets an error with the remedy", async (content, message) => {
    if (content !== null) place.write("baseline.json", content);
    const { code, stderr } = await place.run(["audit", "backlog.csv", "--baseline", "baseline.json"]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe("decisions as a file", () => {
  test("are exported, applied without a database, imported elsewhere, and pruned when they are over", async () => {
    await audit("--db");
    await place.run(["triage", "dismiss", "PAY-1", ...DISMISS]);
    await place.run(["decisions", "export", "decisions.json"]);
    expect(statesOf(await audit("--decisions", "decisions.json"))).toEqual(["PAY-1 dismissed", "PAY-2 open"]);
    await audit("--db", "other.db");
    const twice = [await place.run(["decisions", "import", "decisions.json", "--db", "other.db"])];
    twice.push(await place.run(["decisions", "import", "decisions.json", "--db", "other.db"]));
    expect(twice.map(({ stderr }) => stderr)).toEqual(["1 decision is new.\n", "0 decisions are new.\n"]);
    expect(statesOf(await audit("--db", "other.db"))).toEqual(["PAY-1 dismissed", "PAY-2 open"]);
    place.write("backlog.csv", backlog({ strategy: { owner: "Mia" } }));
    await audit("--db");
    await place.run(["decisions", "prune", "decisions.json"]);
    expect((JSON.parse(readText("decisions.json")) as DecisionFile).decisions).toEqual([]);
  });

  test("with a broken entry leave that finding open, say so, and apply the others", async () => {
    await audit("--db");
    await place.run(["triage", "dismiss", "PAY-1", "PAY-2", ...DISMISS]);
    await place.run(["decisions", "export", "decisions.json"]);
    place.write("decisions.json", readText("decisions.json").replace('"agreed-exception"', '"whatever"'));
    const { code, stdout, stderr } = await place.run([
      "audit",
      "backlog.csv",
      "--decisions",
      "decisions.json",
      "--format",
      "json",
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^rolecall: decisions\.json: entry 1 .* is left out: reason: /);
    const states = statesOf(JSON.parse(stdout) as AuditReport).map((line) => line.split(" ")[1]);
    expect(states.sort()).toEqual(["dismissed", "open"]);
  });
});

test("another policy is tried on a backlog before anybody saves it", async () => {
  place.write("new.json", JSON.stringify({ ...POLICY, rules: { "owner-role-mismatch": "off" } }));
  const { code, stdout } = await place.run(["config", "simulate", "new.json", "backlog.csv"]);
  expect(code).toBe(0);
  expect(stdout).toContain("2 findings would go, 0 findings would appear");
  expect(stdout).toMatch(/Would go\n {2}PAY-1 {2}owner-role-mismatch \(error\)/);
  place.write("same.json", JSON.stringify({ ...POLICY, triage: { approvers: ["Pia"] } }));
  const same = await place.run(["config", "simulate", "same.json", "backlog.csv"]);
  expect(same.stdout).toContain("nothing would change");
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

import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DecisionFile } from "#core/decision-file";
import type { AuditReport } from "#core/report";
import { buildCli } from "./run-cli";
import { backlog, createTriagePlace, statesOf } from "./triage-place";

let place: ReturnType<typeof createTriagePlace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createTriagePlace();
  return () => place.remove();
});

const AS_PIA = ["--as", "Pia"];
const DISMISS = ["--reason", "agreed-exception", "--note", "Dana is on leave", ...AS_PIA];

/** A file with one decision: Pia dismissed the finding on PAY-1. */
async function decide(): Promise<void> {
  await place.audit("--db");
  await place.run(["triage", "dismiss", "PAY-1", ...DISMISS]);
  await place.run(["decisions", "export", "decisions.json"]);
}

describe("decisions as a file", () => {
  test("are exported, applied without a database, imported elsewhere, and pruned when they are over", async () => {
    await place.audit("--db");
    await place.run(["triage", "dismiss", "PAY-1", ...DISMISS]);
    await place.run(["decisions", "export", "decisions.json"]);
    expect(statesOf(await place.audit("--decisions", "decisions.json"))).toEqual(["PAY-1 dismissed", "PAY-2 open"]);
    await place.audit("--db", "other.db");
    const twice = [await place.run(["decisions", "import", "decisions.json", "--db", "other.db"])];
    twice.push(await place.run(["decisions", "import", "decisions.json", "--db", "other.db"]));
    expect(twice.map(({ stderr }) => stderr)).toEqual(["1 decision is new.\n", "0 decisions are new.\n"]);
    expect(statesOf(await place.audit("--db", "other.db"))).toEqual(["PAY-1 dismissed", "PAY-2 open"]);
    place.write("backlog.csv", backlog({ strategy: { owner: "Mia" } }));
    await place.audit("--db");
    await place.run(["decisions", "prune", "decisions.json"]);
    expect((JSON.parse(place.read("decisions.json")) as DecisionFile).decisions).toEqual([]);
  });

  test("with a broken entry leave that finding open, say so, and apply the others", async () => {
    await place.audit("--db");
    await place.run(["triage", "dismiss", "PAY-1", "PAY-2", ...DISMISS]);
    await place.run(["decisions", "export", "decisions.json"]);
    place.write("decisions.json", place.read("decisions.json").replace('"agreed-exception"', '"whatever"'));
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

  test("are pruned without losing an entry that cannot be read", async () => {
    await place.audit("--db");
    await place.run(["triage", "dismiss", "PAY-1", "PAY-2", ...DISMISS]);
    await place.run(["decisions", "export", "decisions.json"]);
    const { decisions } = JSON.parse(place.read("decisions.json")) as { decisions: { about: { names: string[] } }[] };
    const broken = { ...decisions.find(({ about }) => about.names.includes("PAY-2")), reason: "whatever" };
    const good = decisions.find(({ about }) => about.names.includes("PAY-1"));
    place.write("decisions.json", JSON.stringify({ version: 1, decisions: [broken, "a note", good] }));
    place.write("backlog.csv", backlog({ strategy: { owner: "Mia" } }));
    await place.audit("--db");
    const pruned = await place.run(["decisions", "prune", "decisions.json"]);
    expect(pruned.stderr).toContain("Took 1 of 1 decision out of decisions.json.\n2 entries that cannot be read stay");
    expect(pruned.stderr).toMatch(/^dismiss PAY-1 · owner-role-mismatch: An exception/m);
    expect(JSON.parse(place.read("decisions.json"))).toEqual({ version: 1, decisions: [broken, "a note"] });
  });

  test("are pruned of undos, except of those that take back what another file holds", async () => {
    await place.audit("--db");
    await place.run(["triage", "dismiss", "PAY-1", ...DISMISS]);
    await place.run(["triage", "undo", "PAY-1", ...AS_PIA]);
    await place.run(["decisions", "export", "decisions.json"]);
    const { decisions } = JSON.parse(place.read("decisions.json")) as DecisionFile;
    const undos = decisions.filter(({ kind }) => kind === "undo");
    place.write("undos.json", JSON.stringify({ version: 1, decisions: undos }));
    await place.run(["decisions", "prune", "decisions.json"]);
    expect((JSON.parse(place.read("decisions.json")) as DecisionFile).decisions).toEqual([]);
    await place.run(["decisions", "prune", "undos.json"]);
    expect((JSON.parse(place.read("undos.json")) as DecisionFile).decisions).toEqual(undos);
  });

  test("are imported into a database without an audit, and count in the first one", async () => {
    await decide();
    const imported = await place.run(["decisions", "import", "decisions.json", "--db", "new.db"]);
    expect(imported).toMatchObject({ code: 0, stderr: "1 decision is new.\n" });
    expect((await place.run(["decisions", "log", "--db", "new.db"])).stdout).toContain("dismiss PAY-1 · owner");
    expect(statesOf(await place.audit("--db", "new.db"))).toEqual(["PAY-1 dismissed", "PAY-2 open"]);
  });

  test("by people who may not decide set nothing aside, neither in an audit nor after an import", async () => {
    await decide();
    place.restrict({ approvers: ["Mia"] });
    const why =
      "rolecall: decisions.json: left out: dismiss PAY-1 · owner-role-mismatch: An exception that was agreed on, until ";
    const reason = "– Pia: Only the approvers of the policy (triage.approvers) may dismiss. Ask one of them.";
    const audited = await place.run(["audit", "backlog.csv", "--decisions", "decisions.json", "--format", "json"]);
    expect(audited.stderr).toContain(why);
    expect(audited.stderr).toContain(reason);
    expect(statesOf(JSON.parse(audited.stdout) as AuditReport)).toEqual(["PAY-1 open", "PAY-2 open"]);
    const imported = await place.run(["decisions", "import", "decisions.json", "--db", "new.db"]);
    expect(imported.code).toBe(2);
    expect(imported.stderr).toContain(reason);
    expect(imported.stderr).toContain("0 decisions are new.");
    expect(statesOf(await place.audit("--db", "new.db"))).toEqual(["PAY-1 open", "PAY-2 open"]);
  });

  test("do not set aside what somebody owns who may not decide on it, nor what nobody signed", async () => {
    await place.audit("--db");
    await place.run(["triage", "dismiss", "PAY-2", ...DISMISS.slice(0, 4), "--as", "Mia"]);
    await place.run(["triage", "override", "PAY-1", "--focus", "tactical", "--reason", "x"], {
      env: { ROLECALL_USER: "", HOME: place.folder },
    });
    await place.run(["decisions", "export", "decisions.json"]);
    expect((await place.run(["decisions", "log"])).stdout).toMatch(
      / {2}nobody said {2}override PAY-1 as tactical \(x\)/,
    );
    place.restrict({ ownFindings: "refused" });
    const { stdout, stderr } = await place.run([
      ...["audit", "backlog.csv", "--decisions", "decisions.json", "--format", "json"],
    ]);
    expect(stderr).toContain("– Mia: Nobody may dismiss findings about their own items (triage.ownFindings).");
    expect(stderr).toContain(
      "– nobody said who: The policy limits who may decide, and the entry does not say who did.",
    );
    expect(statesOf(JSON.parse(stdout) as AuditReport)).toEqual(["PAY-1 open", "PAY-2 open"]);
  });

  test("say in plain words which field of which entry is wrong", async () => {
    await decide();
    const { decisions } = JSON.parse(place.read("decisions.json")) as { decisions: object[] };
    const [good] = decisions;
    const broken = [
      { ...good, at: "yesterday" },
      { ...good, note: "" },
      { ...good, until: "31.01.2027" },
      { ...good, kind: "postpone" },
      { ...good, isClaimed: undefined },
      { ...good, colour: "red" },
    ];
    place.write("decisions.json", JSON.stringify({ version: 1, decisions: [good, ...broken] }));
    const { stderr } = await place.run(["audit", "backlog.csv", "--decisions", "decisions.json"]);
    for (const problem of [
      /entry 2 \(\S+, PAY-1\) is left out: at: expected an instant such as 2027-01-31T09:00:00Z, found "yesterday"\./,
      /entry 3 .* note: expected a text that is not empty, found ""\./,
      /entry 4 .* until: expected a day as YYYY-MM-DD, found "31\.01\.2027"\./,
      /entry 5 .* kind: expected "dismiss", "snooze", "reassign", "override" or "undo", found "postpone"\./,
      /entry 6 .* isClaimed: missing, expected true or false\./,
      /entry 7 .* colour: there is no such field\./,
    ])
      expect(stderr).toMatch(problem);
  });

  test("that cannot be written there are an error with the remedy", async () => {
    const { code, stderr } = await place.run(["decisions", "export", "no/such/dir/x.json"]);
    expect(code).toBe(2);
    expect(stderr).toContain("there is no folder no/such/dir. Create it first.");
  });
});

test("the trail tells of people by name, and of those who are forgotten as former ones", async () => {
  await place.audit("--db");
  await place.run(["triage", "reassign", "PAY-2", "--to", "Oto", ...AS_PIA]);
  await place.run(["database", "erase", "Pia", "--yes"]);
  await place.run(["database", "erase", "Oto", "--yes"]);
  const { stdout } = await place.run(["decisions", "log"]);
  expect(stdout).toMatch(/ {2}former person \(claimed\) {2}reassign PAY-2 · owner-role-mismatch to former person {2}/);
  expect(stdout).not.toMatch(/p-[0-9a-f]{12}/);
});

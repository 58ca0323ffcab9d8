import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildCli } from "./run-cli";
import { backlog, createTriagePlace, OTHER_TRACKER, statesOf } from "./triage-place";

let place: ReturnType<typeof createTriagePlace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createTriagePlace();
  return () => place.remove();
});

const AS_PIA = ["--as", "Pia"];
const DISMISS = ["--reason", "agreed-exception", "--note", "Dana is on leave", ...AS_PIA];
const triage = (...args: string[]) => place.run(["triage", ...args]);
/** How many decisions were recorded. */
const countDecisions = async (): Promise<number> =>
  (await place.run(["decisions", "log", "--json"])).stdout.split("\n").filter((line) => line !== "").length;

describe("handing over", () => {
  test("is for approvers where the policy has some, and for owners of what they hand over", async () => {
    place.restrict({ approvers: ["Pia", "Mia"], ownFindings: "refused" });
    await place.audit("--db");
    const stranger = await triage("reassign", "PAY-2", "--to", "Oto", "--as", "Oto");
    expect(stranger.code).toBe(2);
    expect(stranger.stderr).toContain("Only the approvers of the policy (triage.approvers) may reassign");
    const owner = await triage("reassign", "PAY-2", "--to", "Oto", "--as", "Mia");
    expect(owner).toMatchObject({ code: 0, stderr: "" });
    expect(owner.stdout).toMatch(/^Planned a new owner for 1 finding: PAY-2 · owner-role-mismatch {2}\(/);
    expect(statesOf(await place.audit("--db"))).toEqual(["PAY-1 open", "PAY-2 planned"]);
  });

  test("to the present owner is refused", async () => {
    await place.audit("--db");
    const { code, stderr } = await triage("reassign", "PAY-2", "--to", "Mia");
    expect(code).toBe(2);
    expect(stderr).toBe("rolecall: PAY-2 · owner-role-mismatch: This person already owns it. Name somebody else.\n");
    expect(await countDecisions()).toBe(0);
  });

  test("to somebody nobody has met asks for --new-person, and offers names that are like it", async () => {
    await place.audit("--db");
    const typo = await triage("reassign", "PAY-2", "--to", "Otto");
    expect(typo.code).toBe(2);
    expect(typo.stderr).toContain("nobody called Otto was met so far. Did you mean Oto? --new-person records it");
    expect(await countDecisions()).toBe(0);
    expect((await triage("reassign", "PAY-2", "--to", "Otto", "--new-person")).code).toBe(0);
    expect((await place.run(["decisions", "log"])).stdout).toContain("reassign PAY-2 · owner-role-mismatch to Otto");
  });
});

describe("filters", () => {
  test.each(["PAY", "pay", "Payments", "payments", "jira:file:PAY"])("know the scope as %s", async (scope) => {
    await place.audit("--db");
    const { stdout } = await triage("list", "--scope", scope, "--rule", "owner-role-mismatch");
    expect(stdout.match(/^PAY-\d\t/gm)).toHaveLength(2);
  });

  test.each([
    [["--scope", "Paymnts"], '--scope: no scope is called "Paymnts". There are: Payments (jira:file:PAY).'],
    [["--rule", "unownd"], '--rule: there is no rule "unownd"; did you mean "unowned"?'],
    [["--except", "PAY-77"], '--except: no remembered finding goes by "PAY-77".'],
  ])("with a value that nothing has, such as %j, are an error that decides nothing", async (args, message) => {
    await place.audit("--db");
    for (const command of [["list"], ["dismiss", ...DISMISS, "--state", "open"]]) {
      const { code, stdout, stderr } = await triage(...command, ...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(message);
    }
    expect(await countDecisions()).toBe(0);
  });
});

describe("waiting", () => {
  const today = new Date().toISOString().slice(0, 10);
  test.each([
    [["snooze", "PAY-2", "--until", "2020-01-31"], "already over"],
    [["snooze", "PAY-2", "--until", today], "already over"],
    [["dismiss", "PAY-2", ...DISMISS, "--until", "2020-01-31"], "already over"],
    [["snooze", "PAY-2", "--until-event", "sprint-ends"], "The item is in no sprint"],
    [["snooze", "PAY-2", "--until-event", "parent-done"], "The item has no parent"],
  ])("for what cannot come is refused: %j", async (args, message) => {
    await place.audit("--db");
    const { code, stderr } = await triage(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(await countDecisions()).toBe(0);
  });
});

describe("several names", () => {
  test("are decided where they can be, and the others are named, with exit code 2", async () => {
    await place.audit("--db");
    const { code, stdout, stderr } = await triage("dismiss", "PAY-1", "PAY-77", ...DISMISS);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^Dismissed 1 finding: PAY-1 · owner-role-mismatch {2}\(/);
    expect(stderr).toContain("rolecall: PAY-77: no remembered finding goes by this name.");
    expect(stderr).toContain("rolecall: 1 of 2 could not be done, for the reasons above.\n");
    expect((await triage("dismiss", "--help")).stdout).toContain(
      "Exit codes: 0 all of it was done, 2 something could not be done, 3 a bug.",
    );
  });

  test("of which one is a key in two trackers decide nothing on it until its id is written", async () => {
    place.write("linear.csv", OTHER_TRACKER);
    await place.run(["audit", "backlog.csv", "linear.csv", "--db"]);
    const both = "2 go by this name: jira:file:1001 and linear:file:PAY-1. Write the id of the one you mean.";
    const unclear = await triage("dismiss", "PAY-1", "PAY-2", ...DISMISS);
    expect(unclear).toMatchObject({ code: 2 });
    expect(unclear.stdout).toMatch(/^Dismissed 1 finding: PAY-2 /);
    expect(unclear.stderr).toContain(`rolecall: PAY-1: ${both}`);
    expect((await triage("dismiss", "jira:file:1001", ...DISMISS)).code).toBe(0);
    expect((await triage("dismiss", "linear:file:PAY-1", ...DISMISS)).code).toBe(0);
    expect((await triage("list", "--scope", "PAY")).stderr).toContain(
      "--scope PAY: 2 go by this name: jira:file:PAY and linear:file:PAY.",
    );
    const undo = await triage("undo", "PAY-1", ...AS_PIA);
    expect(undo.code).toBe(2);
    expect(undo.stderr).toContain(both);
    expect((await triage("undo", "linear:file:PAY-1", ...AS_PIA)).stdout).toMatch(/^Took 1 decision back: /);
  });
});

test("the list shows ids to decide by, and has no options of a command that decides", async () => {
  await place.audit("--db");
  const { stdout } = await triage("list", "--rule", "owner-role-mismatch");
  const id = stdout.split("\n")[0]?.split("\t").at(-1) ?? "";
  expect(id).toMatch(/^owner-role-mismatch\|jira:/);
  expect((await triage("dismiss", id, ...DISMISS)).stdout).toMatch(/^Dismissed 1 finding: PAY-1 /);
  const help = (await triage("list", "--help")).stdout;
  expect(help).toContain("--except");
  expect(help).not.toContain("--dry-run");
  expect(help).not.toContain("--as <person>");
});

test("the statistics say when rules have found something, but less than asked for", async () => {
  await place.audit("--db");
  const { stdout } = await place.run(["rules", "stats", "--min", "1000"]);
  expect(stdout).toMatch(/^No rule has found as many \(--min\): the most are \d+ findings?\.\n$/);
});

describe("files audited in separate commands", () => {
  test("replace each other, which the second one says", async () => {
    await place.audit("--db");
    place.write("linear.csv", OTHER_TRACKER);
    const { stderr } = await place.run(["audit", "linear.csv", "--db"]);
    expect(stderr).toContain("the audit before read backlog.csv, too: findings in Payments count as gone now.");
    expect(stderr).toContain("name them together");
  });

  test("are one backlog where only the name of the file is another one", async () => {
    await place.audit("--db");
    place.write("backlog-of-today.csv", backlog());
    expect((await place.run(["audit", "backlog-of-today.csv", "--db"])).stderr).toBe("");
  });
});

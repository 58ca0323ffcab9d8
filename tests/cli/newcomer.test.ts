import { spawn, spawnSync } from "node:child_process";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AuditReport } from "#core/report";
import { collect } from "../build-apart";
import { buildCli, createWorkplace } from "./run-cli";

let place: ReturnType<typeof createWorkplace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createWorkplace();
  return () => place.remove();
});

const BACKLOG = `Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Assignee Id,Reporter
Define the pricing strategy and business case for the enterprise market,PAY-1,1001,Epic,To Do,PAY,Payments,Oto,712020:0a-1,Mia
Fix null pointer exception in the refund endpoint,PAY-2,1002,Bug,To Do,PAY,Payments,Mia,712020:0a-2,Mia
Fix the crash on login,PAY-3,1003,Bug,To Do,PAY,Payments,Eng \u001b[31mred,712020:0a-3,Mia
`;
const findingsOf = async (): Promise<string[]> => {
  const { stdout } = await place.run(["audit", "backlog.csv", "--format", "json"]);
  return (JSON.parse(stdout) as AuditReport).findings.map(({ rule, kind }) => `${rule} ${kind}`).sort();
};

describe("From an export without any role to findings about owners", () => {
  beforeEach(() => void place.write("backlog.csv", BACKLOG));

  test("roles suggest names the people, says how to choose, and gives lines to fill in", async () => {
    const { code, stdout } = await place.run(["roles", "suggest", "backlog.csv"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/these 3 people[\s\S]*Eng[\s\S]*Mia[\s\S]*Oto/);
    expect(stdout).toContain("rolecall init backlog.csv");
    const block = stdout.slice(stdout.indexOf("{"));
    place.write("rolecall.config.json", block);
    expect((await place.run(["config", "check"])).stderr).toMatch(
      /people\[0\]\.role: .*"product-manager"\|"product-owner"/,
    );
    const filled = block.replace("product-manager | product-owner | both | other", "other");
    const [manager, owner] = ["product-manager", "product-owner"];
    place.write(
      "rolecall.config.json",
      filled
        .replace("product-manager | product-owner | both | other", manager)
        .replace("product-manager | product-owner | both | other", owner),
    );
    expect(await findingsOf()).toEqual([
      "owner-role-mismatch strategic-with-po",
      "owner-role-mismatch tactical-with-pm",
    ]);
  });

  test("init --yes without anything to go by says who was seen and what to do next", async () => {
    const { stdout } = await place.run(["init", "backlog.csv", "--yes"]);
    expect(stdout).toContain("Nobody has a role yet");
    expect(stdout).toMatch(/Eng .*, Mia, Oto\): rolecall init backlog\.csv --force/);
    expect(stdout).not.toContain("\u001b");
    expect(await findingsOf()).toEqual([]);
  });

  test("init keeps the columns it was told, so that the audit need not be told again", async () => {
    place.write("table.csv", "Was,Wer\nPreisstrategie,Mia\n");
    await place.run(["init", "table.csv", "--yes", "--map", "title=Was", "--map", "assignee=Wer"]);
    const { code, stdout } = await place.run(["audit", "table.csv", "--format", "json"]);
    expect([code, (JSON.parse(stdout) as AuditReport).totals.items]).toEqual([0, 1]);
  });

  const hasTerminal = spawnSync("script", ["--version"]).status === 0;
  test.skipIf(!hasTerminal)("init asks five questions in a terminal and writes what was answered", async () => {
    const SPACE = " \r";
    const DOWN = "\u001b[B";
    const answers: [question: string, keys: string][] = [
      ["Who are the product managers?", `${DOWN}${SPACE}`],
      ["Who are the product owners?", `${DOWN}${DOWN}${SPACE}`],
      ["How do you split the work?", "\r"],
      ["Are the two roles held by different people?", `${DOWN}\r`],
      ["Which field names the owner?", "Reporter\r"],
    ];
    const child = spawn("script", ["-qec", place.commandLine(["init", "backlog.csv"]), "/dev/null"], {
      cwd: place.folder,
    });
    let shown = "";
    child.stdout.on("data", (text: Buffer) => {
      shown += text.toString();
      if (answers[0] && shown.includes(answers[0][0])) child.stdin.write(answers.shift()?.[1] ?? "");
    });
    const { code, stdout } = await collect(child);
    expect(code).toBe(0);
    expect(stdout).toContain("Wrote rolecall.config.json with 2 people.");
    // What stands in the export cannot act on the terminal.
    expect(stdout).not.toContain("\u001b[31mred");
    expect(JSON.parse(place.read("rolecall.config.json"))).toMatchObject({
      mode: "separate",
      people: [
        { person: "712020:0a-2", name: "Mia", role: "product-manager" },
        { person: "712020:0a-1", name: "Oto", role: "product-owner" },
      ],
      owner: { fields: ["reporter", "assignee"] },
    });
    // Mia, who reported all three, owns the tactical two.
    expect(await findingsOf()).toContain("owner-role-mismatch tactical-with-pm");
  });

  test("a field that the policy names as the export does is the column", async () => {
    const policy = (fields: string[]) => ({
      people: [
        { person: "Mia", role: "product-manager" },
        { person: "Oto", role: "product-owner" },
      ],
      owner: { fields },
    });
    place.write("rolecall.config.json", JSON.stringify(policy(["reporter"])));
    const expected = await findingsOf();
    expect(expected).not.toEqual([]);
    place.write("rolecall.config.json", JSON.stringify(policy(["Reporter"])));
    expect(await findingsOf()).toEqual(expected);
  });
});

test("one product person alone is said to mean that nobody is flagged", async () => {
  place.write("backlog.csv", BACKLOG.replace("Reporter", "Product manager"));
  const { stdout } = await place.run(["init", "backlog.csv", "--yes"]);
  expect(stdout).toMatch(/with 1 person[\s\S]*nobody is flagged/);
});

test("--strict counts for every command that reads exports", async () => {
  place.write("backlog.csv", `${BACKLOG},PAY-4,1004,Bug,To Do,PAY,Payments,Oto,712020:0a-1,Mia\n`);
  for (const args of [
    ["classify", "backlog.csv"],
    ["explain", "PAY-1", "backlog.csv"],
    ["roles", "suggest", "backlog.csv"],
    ["try", "backlog.csv"],
  ]) {
    expect([args[0], (await place.run(args)).code]).toEqual([args[0], 0]);
    const { code, stderr } = await place.run([...args, "--strict"]);
    expect([args[0], code]).toEqual([args[0], 2]);
    expect(stderr).toMatch(/backlog\.csv:5: Summary: The row has no title\.|not complete: 1 row/);
  }
});

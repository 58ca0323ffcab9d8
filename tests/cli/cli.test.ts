import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listFormats } from "#adapters/files/list-formats";
import type { AuditReport } from "#core/report";
import { buildCli, createWorkplace } from "./run-cli";

let place: ReturnType<typeof createWorkplace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createWorkplace();
  return () => place.remove();
});

const BACKLOG = `Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee,Assignee Id,Parent,Created,Description
Define the pricing strategy and business case for the enterprise market,PAY-1,1001,Epic,To Do,PAY,Payments,Oto,oto-1,,2026-01-10,
Fix null pointer exception in the refund endpoint,PAY-2,1002,Bug,In Progress,PAY,Payments,Oto,oto-1,1001,2026-02-01,
Lorem,PAY-3,1003,Task,To Do,PAY,Payments,,,,2026-02-01,
`;
const POLICY = {
  people: [
    { person: "mia-1", name: "Mia", role: "product-manager" },
    { person: "oto-1", name: "Oto", role: "product-owner" },
  ],
};
const reportOf = (text: string): AuditReport => JSON.parse(text) as AuditReport;

describe("rolecall try", () => {
  test("audits the sample, prints the report, writes the page and says what to try next", async () => {
    const { code, stdout, stderr } = await place.run(["try"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/strategic/i);
    expect(stderr).toContain("What to try next");
    expect(place.read("rolecall-report.html")).toMatch(/^<!doctype html>/i);
  });

  test("takes the user's own export", async () => {
    place.write("backlog.csv", BACKLOG);
    const { code, stdout } = await place.run(["try", "backlog.csv", "--output", "page.html"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Payments");
    expect(existsSync(join(place.folder, "page.html"))).toBe(true);
  });
});

describe("rolecall audit", () => {
  test("reads several files and standard input as one backlog, compressed or not", async () => {
    place.write("a.csv.gz", gzipSync(BACKLOG));
    place.write("b.ndjson", '{"id":"1","title":"Interview ten customers about churn","project":"GROW"}\n');
    const { code, stdout } = await place.run(["audit", "a.csv.gz", "b.ndjson", "-", "--format", "json"], {
      input: '[{"id":"9","title":"Bump eslint","project":"OPS"}]',
    });
    expect(code).toBe(0);
    const report = reportOf(stdout);
    expect(report.totals.items).toBe(5);
    expect(report.scopes.map((scope) => scope.name).sort()).toEqual(["GROW", "OPS", "Payments"]);
    expect(report.source.map((source) => source.items)).toEqual([3, 1, 1]);
  });

  test("takes roles from ./rolecall.config.json and finds who owns the wrong work", async () => {
    place.write("backlog.csv", BACKLOG);
    place.write("rolecall.config.json", JSON.stringify(POLICY));
    const report = reportOf((await place.run(["audit", "backlog.csv", "--format", "json"])).stdout);
    const finding = report.findings.find((one) => one.rule === "owner-role-mismatch");
    expect(finding).toMatchObject({
      kind: "strategic-with-po",
      subject: { id: "jira:file:1001" },
      ownerRole: "product-owner",
    });
    expect(report.people[finding?.suggestions[0]?.ref ?? ""]?.name).toBe("Mia");
  });

  test("the last row of a key wins and the others are counted", async () => {
    place.write(
      "backlog.csv",
      `${BACKLOG}Fix typo in the invoice footer,PAY-1,1001,Bug,To Do,PAY,Payments,Oto,oto-1,,2026-01-10,\n`,
    );
    const { totals } = reportOf((await place.run(["audit", "backlog.csv", "--format", "json"])).stdout);
    expect(totals).toMatchObject({ items: 3, duplicateRows: 1, strategic: 0 });
  });

  test("the same input gives the same report, whatever the size of a page or the order of the files", async () => {
    place.write("a.csv", BACKLOG);
    place.write("b.ndjson", '{"id":"1","title":"Interview ten customers about churn","project":"GROW"}\n');
    const strip = (text: string) => ({ ...reportOf(text), generatedAt: "", source: [] });
    const one = await place.run(["audit", "a.csv", "b.ndjson", "--format", "json"]);
    const two = await place.run(["audit", "b.ndjson", "a.csv", "--format", "json"]);
    expect(strip(one.stdout)).toEqual(strip(two.stdout));
  });

  test("writes several formats at once, each by the name of its file", async () => {
    place.write("backlog.csv", BACKLOG);
    const outputs = ["r.html", "r.md", "r.json", "r.ndjson", "r.csv", "r.xml"];
    const { code, stdout, stderr } = await place.run([
      "audit",
      "backlog.csv",
      ...outputs.flatMap((name) => ["--output", name]),
    ]);
    expect([code, stdout]).toEqual([0, ""]);
    for (const name of outputs) {
      expect(stderr).toContain(`Wrote ${name}`);
      expect(place.read(name).length).toBeGreaterThan(50);
    }
  });

  test("--scope audits one scope; a name that nothing has is an error", async () => {
    place.write(
      "b.ndjson",
      '{"id":"1","title":"Fix crash","project":"GROW"}\n{"id":"2","title":"Fix crash","project":"OPS"}\n',
    );
    const report = reportOf((await place.run(["audit", "b.ndjson", "--scope", "grow", "--format", "json"])).stdout);
    expect(report.scopes.map((scope) => scope.name)).toEqual(["GROW"]);
    expect(report.totals.items).toBe(1);
    const wrong = await place.run(["audit", "b.ndjson", "--scope", "GROWW"]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain("No item belongs to GROWW");
  });

  test("findings fail a run only where a gate is set", async () => {
    place.write("backlog.csv", BACKLOG);
    place.write("rolecall.config.json", JSON.stringify({ ...POLICY, rules: { "strategy-without-delivery": "off" } }));
    const codeOf = async (...args: string[]) => (await place.run(["audit", "backlog.csv", ...args])).code;
    expect(await codeOf()).toBe(0);
    expect(await codeOf("--fail-on", "error")).toBe(1);
    expect(await codeOf("--fail-on", "error", "--max-findings", "1")).toBe(0);
    expect(await codeOf("--max-findings", "0")).toBe(1);
    expect(await codeOf("--max-findings", "9")).toBe(0);
  });

  test("a row that cannot be read is reported with line, field and remedy, and --strict makes it an error", async () => {
    place.write("backlog.csv", `${BACKLOG},PAY-4,1004,Bug,To Do,PAY,Payments,,,,2026-02-01,\n`);
    const { code, stdout } = await place.run(["audit", "backlog.csv", "--format", "json"]);
    const report = reportOf(stdout);
    expect(code).toBe(0);
    expect(report).toMatchObject({
      complete: false,
      totals: { items: 3, skippedRows: 1 },
      skipped: [{ file: "backlog.csv", line: 5, field: "Summary" }],
    });
    expect((await place.run(["audit", "backlog.csv", "--strict"])).code).toBe(2);
  });
});

describe("rolecall classify", () => {
  test("prints one line per item in input order, with the id and key of the source", async () => {
    place.write(
      "b.ndjson",
      '{"id":"n2","title":"Define the product vision"}\n{"id":"n1","key":"K-1","title":"Fix crash on login"}\n',
    );
    const { code, stdout } = await place.run(["classify", "b.ndjson"]);
    expect(code).toBe(0);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ id, key, focus }) => [id, key, focus])).toEqual([
      ["n2", "n2", "strategic"],
      ["n1", "K-1", "tactical"],
    ]);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(["id", "key", "focus", "probability", "responsibility", "evidence"]);
      expect(line["probability"]).toBeGreaterThan(0);
    }
  });
});

describe("rolecall explain", () => {
  test("shows the argument for an item of the sample without any file", async () => {
    const sample = JSON.parse(readFileSync("src/sample/backlog.json", "utf8")) as { items: { key: string }[] };
    const key = sample.items[0]?.key ?? "";
    const { code, stdout } = await place.run(["explain", key]);
    expect(code).toBe(0);
    expect(stdout).toContain(key);
  });

  test("gives the verdict as JSON whose evidence adds up, and a clear error for an unknown key", async () => {
    place.write("backlog.csv", BACKLOG);
    const verdict = JSON.parse((await place.run(["explain", "pay-1", "backlog.csv", "--json"])).stdout) as {
      score: number;
      evidence: { weight: number }[];
    };
    expect(verdict.evidence.reduce((sum, line) => sum + line.weight, 0)).toBeCloseTo(verdict.score, 6);
    const unknown = await place.run(["explain", "PAY-99", "backlog.csv"]);
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      'rolecall: No work item "PAY-99" in backlog.csv. `rolecall classify` lists the keys that are there.\n',
    ]);
  });
});

describe("The other commands", () => {
  test("rules lists them and shows a page; a typo is answered with the nearest", async () => {
    expect((await place.run(["rules"])).stdout).toContain("owner-role-mismatch");
    expect((await place.run(["rules", "unowned"])).stdout).toContain("## How to fix it");
    expect(await place.run(["rules", "unownd"])).toMatchObject({
      code: 2,
      stderr: 'rolecall: There is no rule "unownd"; did you mean "unowned"?\n',
    });
  });

  test("roles suggest proposes from columns and names who is left", async () => {
    place.write(
      "backlog.csv",
      `Summary,Issue key,Issue Type,Status,Assignee,Custom field (Product owner)\nA,P-1,Task,To Do,Eng,Oto\nB,P-2,Task,To Do,Ina,Oto\n`,
    );
    const { code, stdout } = await place.run(["roles", "suggest", "backlog.csv"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Oto: product owner \(named in the column "Product owner"\)/);
    expect(stdout).toMatch(/these 2 people[\s\S]*Eng[\s\S]*Ina/);
  });

  test("init --yes writes a valid policy once, and says what to fill in", async () => {
    place.write("backlog.csv", BACKLOG);
    const { code, stdout } = await place.run(["init", "--yes", "backlog.csv"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Oto");
    expect((await place.run(["config", "check"])).stdout).toBe("rolecall.config.json: valid, no tests.\n");
    expect(await place.run(["init", "--yes"])).toMatchObject({ code: 2 });
    expect((await place.run(["init", "--yes", "--force"])).code).toBe(0);
  });

  test("init without a terminal asks for --yes instead of hanging", async () => {
    expect(await place.run(["init"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--yes") as string });
  });

  test("config check runs the tests of the policy", async () => {
    const policy = {
      tests: [
        { title: "Define the product vision", expect: "strategic" },
        { title: "Fix crash on login", expect: "strategic" },
      ],
    };
    place.write("rolecall.config.json", JSON.stringify(policy));
    const { code, stderr } = await place.run(["config", "check"]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^rolecall: tests: \[1\] "Fix crash on login": expected strategic, got Tactical/);
  });

  test("config print shows every default, config schema is what editors need", async () => {
    const printed = JSON.parse((await place.run(["config", "print"])).stdout) as { preset: string };
    expect(printed.preset).toBe("default");
    const schema = JSON.parse((await place.run(["config", "schema"])).stdout) as {
      properties: Record<string, unknown>;
    };
    expect(Object.keys(schema.properties)).toContain("thresholds");
    writeFileSync(join(place.folder, "rolecall.config.json"), JSON.stringify(printed));
    expect((await place.run(["config", "check"])).code).toBe(0);
  });

  test("the help of audit says which files are read, what can be written and what the exit codes mean", async () => {
    const { code, stdout } = await place.run(["audit", "--help"]);
    expect(code).toBe(0);
    for (const { name } of listFormats()) expect(stdout).toContain(name);
    expect(stdout).toMatch(/English, German,[\s\S]*or Japanese/);
    expect(stdout).toMatch(/"terminal", "markdown",\s+"html"/);
    expect(stdout).toMatch(/Exit codes: 0 done[\s\S]*--strict/);
    expect(stdout).not.toMatch(/default: (\[\]|\{\})/);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect((await place.run(["help", "audit"])).stdout).toBe(stdout);
  });

  test("every command has help with what it does", async () => {
    for (const command of [
      ["try"],
      ["audit"],
      ["classify"],
      ["explain"],
      ["rules"],
      ["roles", "suggest"],
      ["init"],
      ["config", "check"],
    ]) {
      const { code, stdout } = await place.run([...command, "--help"]);
      expect([command.join(" "), code]).toEqual([command.join(" "), 0]);
      expect(stdout.length).toBeGreaterThan(150);
    }
    expect((await place.run([])).stderr + (await place.run(["--help"])).stdout).toContain("rolecall audit backlog.csv");
  });
});

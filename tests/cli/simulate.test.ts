import { readdirSync } from "node:fs";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Simulation } from "#usecases/simulate-policy";
import type { CliResult } from "../build-apart";
import { buildCli } from "./run-cli";
import { createTriagePlace, POLICY } from "./triage-place";

let place: ReturnType<typeof createTriagePlace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createTriagePlace();
  place.write("new.json", JSON.stringify({ ...POLICY, rules: { "owner-role-mismatch": "off" } }));
  return () => place.remove();
});

const simulate = (...args: string[]): Promise<CliResult> => place.run(["config", "simulate", ...args]);

test("another policy is tried on a backlog before anybody saves it", async () => {
  const { code, stdout } = await simulate("new.json", "backlog.csv");
  expect(code).toBe(0);
  expect(stdout).toContain("2 findings would go, 0 findings would appear");
  expect(stdout).toMatch(/Would go\n {2}PAY-1 {2}owner-role-mismatch \(error\)/);
  place.write("same.json", JSON.stringify({ ...POLICY, triage: { approvers: ["Pia"] } }));
  expect((await simulate("same.json", "backlog.csv")).stdout).toContain("nothing would change");
});

describe("over what is remembered", () => {
  test("it says the same as over the file, named in either way", async () => {
    await place.audit("--db");
    for (const options of [[], ["--json"]]) {
      const remembered = await simulate("new.json", ...options);
      expect(remembered).toMatchObject({ code: 0, stderr: "" });
      expect(remembered.stdout).toContain("PAY-1");
      expect(await simulate("new.json", "backlog.csv", ...options)).toEqual(remembered);
      expect(await simulate("new.json", "--source", "backlog.csv", ...options)).toEqual(remembered);
    }
  });

  test("nothing of it is saved", async () => {
    await place.audit("--db");
    const status = await place.run(["database", "status"]);
    const list = await place.run(["triage", "list"]);
    expect((await simulate("new.json")).code).toBe(0);
    expect(await place.run(["database", "status"])).toEqual(status);
    expect(await place.run(["triage", "list"])).toEqual(list);
  });

  test("a new term needs the texts: it says of how many items, and the file tells", async () => {
    await place.audit("--db");
    const vocabulary = { add: [{ term: "export button", focus: "strategic", weight: 3 }] };
    place.write("new.json", JSON.stringify({ ...POLICY, vocabulary }));
    const remembered = await simulate("new.json");
    expect(remembered).toMatchObject({ code: 0, stderr: "" });
    expect(remembered.stdout).toContain(
      "\n4 of 4 work items may read otherwise under it: that takes their texts, which are not kept. " +
        "`--source FILE` with an export tells.\n",
    );
    const told = await simulate("new.json", "--source", "backlog.csv", "--json");
    const { before, after, unjudged } = JSON.parse(told.stdout) as Simulation;
    expect([unjudged, before.tactical - after.tactical]).toEqual([0, 1]);
  });

  test("where the vocabulary in force has changed since, it is refused with the remedy", async () => {
    await place.audit("--db");
    const vocabulary = { add: [{ term: "export button", focus: "strategic", weight: 3 }] };
    place.write("rolecall.config.json", JSON.stringify({ ...POLICY, vocabulary }));
    const { code, stdout, stderr } = await simulate("new.json");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^rolecall: The last audit read .* Audit again first, or name files here\.\n$/);
  });

  test("without a remembered audit it is refused with the remedy, and nothing is made", async () => {
    const before = readdirSync(place.folder);
    expect(await simulate("new.json")).toMatchObject({
      code: 2,
      stdout: "",
      stderr:
        "rolecall: No audit is remembered yet. `rolecall audit FILES --db` remembers one. Or name an export: --source FILE.\n",
    });
    expect(readdirSync(place.folder)).toEqual(before);
  });
});

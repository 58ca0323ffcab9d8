import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Baseline } from "#core/baseline";
import { buildCli } from "./run-cli";
import { backlog, createTriagePlace } from "./triage-place";

let place: ReturnType<typeof createTriagePlace>;
beforeAll(buildCli);
beforeEach(() => {
  place = createTriagePlace();
  return () => place.remove();
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
    expect(failed.stderr).toContain("1 finding (error, warning) is more than the 0 allowed");
  });

  test("fails when it lists what is gone, until it is pruned", async () => {
    await place.run(["audit", "backlog.csv", "--baseline", "baseline.json", "--update-baseline"]);
    place.write("backlog.csv", backlog({ strategy: { owner: "Mia" } }));
    const stale = await place.run(["audit", "backlog.csv", "--baseline", "baseline.json"]);
    expect(stale.code).toBe(1);
    expect(stale.stderr).toContain("baseline.json lists 1 finding that is gone. --prune takes it out");
    const pruned = await place.run(["audit", "backlog.csv", "--baseline", "baseline.json", "--prune"]);
    expect(pruned.code).toBe(0);
    const { findings } = JSON.parse(place.read("baseline.json")) as Baseline;
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

  test.each(["{", '{"version":1,"findings":{"unowned":{"jira:1":3}}}'])(
    "that cannot be read, such as %j, is written anew where that is asked for",
    async (content) => {
      place.write("baseline.json", content);
      const args = ["audit", "backlog.csv", "--baseline", "baseline.json"];
      const written = await place.run([...args, "--update-baseline"]);
      expect(written.code).toBe(0);
      expect(written.stderr).toMatch(/^rolecall: baseline\.json is .*\. It is written anew\.\nWrote baseline\.json\n$/);
      expect((await place.run(args)).code).toBe(0);
    },
  );

  test("is in force at once: what is written into it does not fail the same command", async () => {
    const args = ["audit", "backlog.csv", "--baseline", "baseline.json", "--fail-on", "info"];
    expect(await place.run([...args, "--update-baseline"])).toMatchObject({ code: 0, stderr: "Wrote baseline.json\n" });
    expect((await place.run(args)).code).toBe(0);
  });

  test("says which entry is wrong, and what is expected", async () => {
    place.write("baseline.json", '{"version":1,"findings":{"unowned":{"jira:1":3}}}');
    const { stderr } = await place.run(["audit", "backlog.csv", "--baseline", "baseline.json"]);
    expect(stderr).toContain("is no baseline: findings.unowned.jira:1: expected a text, found 3.");
  });

  test("that cannot be written there is an error before anything is read", async () => {
    const args = ["audit", "backlog.csv", "--update-baseline", "--baseline"];
    const { code, stdout, stderr } = await place.run([...args, "nodir/baseline.json"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("there is no folder nodir. Create it first.");
    const input = await place.run([...args, "backlog.csv"]);
    expect(input.stderr).toContain("backlog.csv is one of the files to read");
    expect(place.read("backlog.csv")).toBe(backlog());
    const policy = await place.run([...args, "rolecall.config.json"]);
    expect(policy.stderr).toContain("rolecall.config.json is one of the files to read");
  });

  test("is not emptied by an export without items", async () => {
    const args = ["audit", "backlog.csv", "--baseline", "baseline.json"];
    await place.run([...args, "--update-baseline"]);
    const before = place.read("baseline.json");
    place.write("backlog.csv", `${backlog().split("\n")[0] ?? ""}\n`);
    expect(await place.run([...args, "--update-baseline"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Nothing was read, so baseline.json was not written") as string,
    });
    await place.run([...args, "--prune"]);
    expect(place.read("baseline.json")).toBe(before);
  });
});

import { describe, expect, it } from "vitest";
import { createPanelStatus } from "#forge/panel-status";

const statusOf = async (remembered: { focus: "strategic" | "tactical" | "unclear"; openFindings: number } | null) =>
  (await createPanelStatus({ remembered: () => Promise.resolve(remembered) })).status;

describe("the closed panel", () => {
  it.each([
    ["strategic", 0, "Strategic", "new"],
    ["tactical", 0, "Tactical", "inprogress"],
    ["unclear", 0, "Not sure", "default"],
    ["strategic", 1, "1 finding", "moved"],
    ["tactical", 2, "2 findings", "moved"],
  ] as const)("says of %s with %i open findings: %s", async (focus, openFindings, label, type) => {
    expect(await statusOf({ focus, openFindings })).toEqual({ type: "lozenge", value: { label, type } });
  });

  it("says so where no audit has read the work item", async () => {
    expect(await statusOf(null)).toMatchObject({ value: { label: "Not checked yet", type: "default" } });
  });
});

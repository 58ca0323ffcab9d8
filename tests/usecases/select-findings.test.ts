import { expect, test } from "vitest";
import type { ReportItem } from "#core/report";
import type { StoredFinding } from "#ports";
import { liveFindings } from "#usecases/decide";
import { type LiveFinding, readNames, relativesOf } from "#usecases/select-findings";
import { createAuditedStore, NOW } from "../cli/queue-session";

/** A finding about an item of a tracker, below a parent. */
async function createFinding(id: string, key: string, parent: string | null): Promise<LiveFinding> {
  const [some] = await liveFindings(await createAuditedStore(), NOW);
  if (!some?.stored.item) throw new Error("The first finding is about no item.");
  const item: ReportItem = { ...some.stored.item, id, key };
  const finding = { ...some.stored.finding, id: `unowned|${id}`, subject: { kind: "item" as const, id } };
  const stored: StoredFinding = { ...some.stored, finding, item, parent, names: [id, key] };
  return { ...some, stored };
}

test("a key of two trackers is ambiguous, an id is not, and a name nobody has is unknown", async () => {
  const live = [await createFinding("jira:1", "PAY-1", null), await createFinding("linear:1", "PAY-1", null)];
  expect(readNames(["PAY-1", "jira:1", "PAY-1/owner-role-mismatch", "PAY-9"], live)).toEqual({
    clear: ["jira:1"],
    unknown: ["PAY-9"],
    ambiguous: [
      { name: "PAY-1", ids: ["jira:1", "linear:1"] },
      { name: "PAY-1/owner-role-mismatch", ids: ["jira:1", "linear:1"] },
    ],
  });
});

test("relatives are of the same tracker, whatever keys another one uses", async () => {
  const epic = await createFinding("jira:1", "PAY-1", "PAY-0");
  const live = [
    epic,
    await createFinding("jira:2", "PAY-2", "PAY-1"),
    await createFinding("jira:3", "PAY-3", "PAY-0"),
    await createFinding("linear:4", "PAY-4", "PAY-1"),
    await createFinding("linear:5", "PAY-5", "PAY-0"),
  ];
  expect(relativesOf(epic.stored, live)).toEqual({
    children: [{ id: "jira:2", key: "PAY-2" }],
    siblings: [{ id: "jira:3", key: "PAY-3" }],
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { createPanelCalls } from "#forge/panel-calls";
import type { ActAnswer, PanelAnswers, PanelView } from "#forge/panel-contract";
import { ForbiddenError, SourceError } from "#ports";
import { openSession, refs, type Session } from "./panel-session";

let session: Session;
let calls: PanelAnswers;
let view: PanelView;

beforeEach(async () => {
  session = await openSession();
  calls = createPanelCalls(session.deps, { waits: [1] });
  view = await open();
});

async function open(): Promise<PanelView> {
  const answer = await calls.openPanel({ isRefresh: false });
  if (answer.kind === "problem") throw new Error(answer.problem);
  return answer.view;
}
const own = () => ({ finding: view.audit?.findings[0]?.id ?? "", asOf: view.audit?.asOf ?? "" });
const note = { kind: "dismiss", reason: "transition", note: "handed over" } as const;
/** Nothing was decided and nothing was written, and the reader is told why. */
async function expectRefused(answer: Promise<ActAnswer>, why: RegExp): Promise<void> {
  const { refusals, recorded, isWritten } = await answer;
  expect(refusals.join(" ")).toMatch(why);
  expect({ recorded, isWritten }).toEqual({ recorded: [], isWritten: false });
  expect(session.assigned).toEqual([]);
  expect(await session.store.decisions()).toEqual([]);
}

describe("what the panel may send", () => {
  it.each([
    ["nothing", undefined],
    ["text", "dismiss"],
    ["no act", { finding: "x", asOf: "2026-01-01T00:00:00Z" }],
    ["an act that does not exist", { finding: "x", asOf: "2026-01-01T00:00:00Z", act: { kind: "delete" } }],
    ["an instant that is none", { finding: "x", asOf: "yesterday", act: note }],
    ["a dismissal without a note", { finding: "x", asOf: "2026-01-01T00:00:00Z", act: { ...note, note: " " } }],
  ])("decides nothing when it sends %s", (_name, payload) =>
    expectRefused(calls.decide(payload), /cannot be recorded/),
  );

  it("decides nothing about another work item", async () => {
    const { rows } = await session.api.call("listFindings", {});
    const foreign = rows.find(({ item }) => item?.key === "PAY-1");
    expect(foreign).toBeDefined();
    const finding = foreign?.id ?? "";
    await expectRefused(calls.decide({ ...own(), finding, act: note }), /not about this work item/);
    await expectRefused(
      calls.handOver({ ...own(), finding, to: refs.oto, from: refs.mia, note: "" }),
      /not about this work item/,
    );
  });

  it("takes back nothing that was decided elsewhere", async () => {
    const { rows } = await session.api.call("listFindings", {});
    const ids = rows.filter(({ item }) => item?.key === "PAY-1").map(({ id }) => id);
    const asOf = "2030-01-01T00:00:00.000Z";
    const { decisions } = await session.api.call("decide", { act: note, selection: { ids }, asOf });
    const answer = await calls.undo({ decisions, handBack: null });
    expect(answer.refusals.join()).toMatch(/not about this work item/);
    expect(await session.store.decisions()).toHaveLength(decisions.length);
  });

  it("does not extend an override to other work items", async () => {
    const act = { kind: "override", focus: "strategic", reason: "it is", withChildren: true, withSiblings: true };
    const answer = await calls.decide({ ...own(), act });
    expect(answer.recorded).toHaveLength(1);
  });

  it("hands over to nobody whom nobody knows", () =>
    expectRefused(calls.handOver({ ...own(), to: "p-none", from: refs.mia, note: "" }), /Nobody of that reference/));
});

describe("refusals", () => {
  it.each<[string, Error]>([
    ["may not", new ForbiddenError("You may not decide on findings here.")],
    ["cannot", new SourceError("The database is not there.")],
  ])("are sentences where the reader %s", async (_name, error) => {
    session.intercept((name, input, call) =>
      name === "decide" ? Promise.reject(error) : call(name as "getItem", input as { name: string }),
    );
    await expectRefused(calls.decide({ ...own(), act: note }), new RegExp(error.message));
  });

  it("tell of a time that is over, and leave what holds as it is", async () => {
    const answer = await calls.decide({ ...own(), act: { kind: "snooze", until: { date: "2020-01-01" } } });
    expect(answer.refusals).toEqual(["That time is over already. Choose a later day."]);
    expect(answer.audit?.findings[0]?.state).toBe("open");
  });

  it("say that there is nothing to decide on before the first audit", async () => {
    calls = createPanelCalls({ ...session.deps, call: null, notice: "Being set up." });
    expect(await calls.decide({ ...own(), act: note })).toMatchObject({ refusals: ["Being set up."], audit: null });
  });

  it("tell when Jira was written and the decision was not", async () => {
    session.intercept((name, input, call) =>
      name === "decide" && !(input as { isDryRun?: boolean }).isDryRun
        ? Promise.reject(new SourceError("The database is not there."))
        : call(name as "getItem", input as { name: string }),
    );
    const answer = await calls.handOver({ ...own(), to: refs.oto, from: refs.mia, note: "" });
    expect(answer.refusals.join(" ")).toMatch(/handed over in Jira, but the decision was not recorded: The database/);
    expect(answer).toMatchObject({ isWritten: true, waits: [1] });
  });
});

describe("polling", () => {
  it("reads nothing of Jira and nothing of the store", async () => {
    const reads = session.reads;
    session.intercept(() => Promise.reject(new Error("asked")));
    expect(await calls.isAudited()).toEqual({ isAudited: true });
    expect(session.reads).toBe(reads);
  });
});

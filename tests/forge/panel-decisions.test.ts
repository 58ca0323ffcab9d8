import { beforeEach, describe, expect, it, vi } from "vitest";
import { TrackerError } from "#ports";
import { ApiError } from "#usecases/api/error";
import { begin, host, openPanel, send, shows } from "./panel-driver";
import { openSession, refs, type Session } from "./panel-session";

describe("decisions in the panel", () => {
  let session: Session;
  const states = async (): Promise<string[]> =>
    (await session.api.call("getItem", { name: session.deps.itemId })).findings.map(({ state }) => state);
  const undo = async (): Promise<void> => {
    host.click("Undo");
    await shows(/^Taken back/);
  };
  /** Chooses to write to Jira, and waits until the form says so. */
  const chooseNow = async (): Promise<void> => {
    await begin("Hand over");
    host.choose("How?", "Hand it over in Jira now");
    await shows("(x) Hand it over in Jira now");
  };
  /** Somebody dismisses the finding elsewhere. */
  const dismissElsewhere = async (note: string): Promise<void> => {
    await session.api.call("decide", {
      act: { kind: "dismiss", reason: "transition", note },
      selection: { ids: [(await session.finding()).id] },
      asOf: "2030-01-01T00:00:00.000Z",
    });
  };
  beforeEach(async () => {
    host.close();
    session = await openSession();
  });

  it("dismisses with a reason, a note and an end, at once and without another reading, and takes it back", async () => {
    await openPanel(session);
    await begin("Dismiss");
    host.choose("Why is it no problem?", "An exception that was agreed on");
    host.type("Note", "Agreed with Oto.");
    host.choose("How long does this hold?", "Until a date");
    await shows("Date");
    host.choose("Date", "2027-01-31");
    await send();
    await shows("Dismissed.");
    expect(host.text()).toContain("Dismissed");
    expect(host.text().join("\n")).toMatch(/until 2027-01-31 \(Agreed with Oto\.\)/);
    expect(await states()).toEqual(["dismissed"]);
    expect(session.reads).toBe(1);
    await undo();
    expect(await states()).toEqual(["open"]);
    expect(host.text()).toContain("Open");
  });

  it("asks for the note of a dismissal, and records nothing without", async () => {
    await openPanel(session);
    await begin("Dismiss");
    host.submit();
    await shows("Write a note: it is what others read later.");
    expect(host.invocations).toEqual(["openPanel"]);
    host.click("Cancel");
    await vi.waitFor(() => expect(host.find("Modal")).toHaveLength(0));
    expect(await states()).toEqual(["open"]);
  });

  it.each(["For a week", "Until the status changes"])("snoozes: %s, and takes it back", async (wait) => {
    await openPanel(session);
    await begin("Snooze");
    host.choose("Until when?", wait);
    await send();
    await shows("Snoozed.");
    expect(await states()).toEqual(["snoozed"]);
    await undo();
    expect(await states()).toEqual(["open"]);
  });

  it("overrides the verdict with a reason: it wins at once, its reasons stay, and it is taken back", async () => {
    await openPanel(session);
    await begin("Override");
    host.choose("What is it really?", "Strategic: vision, market, customers, roadmap, budget");
    host.type("Reason", "It decides the market we enter.");
    await send();
    await shows("Verdict overridden.");
    await shows("Strategic · set by a person");
    expect(host.text().join("\n")).toMatch(/It decides the market we enter\./);
    expect(host.text().join("\n")).toMatch(/Without that it would be: Tactical/);
    await undo();
    await shows(/^Tactical · \d\d %$/);
  });

  it("plans a hand-over without writing to Jira, after saying so", async () => {
    await openPanel(session);
    await begin("Hand over");
    expect(host.text()).toContain("From Mia to Oto. Rolecall records the plan; nothing is written to Jira.");
    await send();
    await shows("Hand-over planned. Nothing was written to Jira.");
    expect(await states()).toEqual(["planned"]);
    expect(session.assigned).toEqual([]);
    await undo();
    expect(await states()).toEqual(["open"]);
  });

  it("hands over in Jira now, after saying what is written, and hands back", async () => {
    await openPanel(session);
    await begin("Hand over");
    host.choose("How?", "Hand it over in Jira now");
    await shows("From Mia to Oto. The new owner is written to Jira, in your name, and Rolecall records the decision.");
    await send();
    await shows("Handed over in Jira.");
    expect(session.assigned).toEqual([`${refs.mia} > ${refs.oto}`]);
    await session.finishAudit();
    await shows("Oto · Product owner");
    host.click("Undo");
    await shows("Taken back, and handed back in Jira.");
    expect(session.assigned[1]).toBe(`${refs.oto} > ${refs.mia}`);
  });

  it("says that the owner stays in Jira where there was none to hand back to", async () => {
    session.now = { ...session.now, people: {} };
    await openPanel(session);
    await begin("Hand over");
    host.choose("How?", "Hand it over in Jira now");
    await shows(/^From nobody to Oto\. The new owner is written to Jira/);
    await send();
    await shows("Handed over in Jira.");
    host.click("Undo");
    await shows("Taken back here. In Jira the owner stays.");
    expect(session.assigned).toEqual([`nobody > ${refs.oto}`]);
  });

  it("finds somebody else by name", async () => {
    await openPanel(session);
    await begin("Hand over");
    host.type("Somebody else: part of the name", "zz");
    host.click("Search");
    await shows("Nobody by that name.");
    host.type("Somebody else: part of the name", "mi");
    host.click("Search");
    await shows("( ) Mia (Product manager)");
    host.type("Somebody else: part of the name", "o");
    host.submit();
    await shows("Search for that name first, or empty the field.");
    expect(host.invocations).not.toContain("decide");
    host.choose("Who takes it over?", "Mia (Product manager)");
    await shows(/^From Mia to Mia\./);
  });

  it("writes nothing to Jira where the decision would be refused", async () => {
    await openPanel(session);
    await chooseNow();
    // Somebody else decides meanwhile.
    await dismissElsewhere("first");
    host.submit();
    await shows("That was not recorded");
    await shows(/decided since you looked: dismiss PAY-12/);
    expect(session.assigned).toEqual([]);
    expect(host.find("Modal")).toHaveLength(1);
  });

  it.each([
    [new TrackerError("forbidden", "no"), /does not let you do this/],
    [new ApiError("stale", "Somebody else owns it now."), /Somebody else owns it now/],
  ])("says why Jira was not written, and records no plan: %s", async (error, words) => {
    await openPanel(session);
    await chooseNow();
    session.assignError = error;
    host.submit();
    await shows(words);
    expect(await states()).toEqual(["open"]);
  });

  it("takes back any of the last decisions", async () => {
    await dismissElsewhere("earlier");
    await openPanel(session);
    const line = host.text().find((one) => one.startsWith("Undo: dismiss PAY-12")) ?? "";
    host.click(line);
    await shows("Taken back.");
    expect(await states()).toEqual(["open"]);
    expect(host.text().join("\n")).toContain("(taken back)");
  });

  it("only looks where the reader may not decide", async () => {
    session.deps.permissions = ["view"];
    await openPanel(session);
    expect(host.text()).toContain(
      "You may look at findings here, but not decide on them. Ask an administrator of the space.",
    );
    expect(() => host.click("Dismiss")).toThrow();
  });

  it("keeps what may not be decided in sight, with the reason", async () => {
    session.intercept(async (name, input, call) => {
      if (name !== "getItem") return call(name as "decide", input as never);
      const item = await call("getItem", input as { name: string });
      const dismiss = "Only the approvers may dismiss. Ask one of them.";
      const findings = item.findings.map((one) => ({ ...one, refusals: { ...one.refusals, dismiss } }));
      return { ...item, findings };
    });
    await openPanel(session);
    expect(host.text()).toContain("Not possible (Dismiss): Only the approvers may dismiss. Ask one of them.");
    expect(() => host.click("Dismiss")).toThrow();
  });
});

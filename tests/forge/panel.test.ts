import { beforeEach, describe, expect, it, vi } from "vitest";
import { TrackerError } from "#ports";
import { ApiError } from "#usecases/api/error";
import { person } from "../fixtures/items";
import { bug } from "../usecases/team";
import { after, host, isGone, openPanel, settled, shows } from "./panel-driver";
import { misplaced, openSession } from "./panel-session";

beforeEach(() => host.close());

describe("the panel beside a work item", () => {
  it("explains the verdict with one reading of Jira, and its reasons add up to the score", async () => {
    const session = await openPanel(await openSession());
    const text = host.text();
    expect(text[0]).toMatch(/^Tactical · \d\d %$/);
    expect(text[1]).toMatch(/^Rolecall is \d\d % sure that this work item is tactical: the work of a product owner\.$/);
    host.click("Show all reasons");
    await shows("Show the strongest only");
    const weights = host
      .find("ListItem")
      .map((node) => JSON.stringify(node))
      .flatMap((json) => /"text":"([+−]?\d+\.\d\d) /.exec(json)?.[1] ?? [])
      .map((weight) => Math.round(Number(weight.replace("−", "-")) * 100));
    const score = weights.pop() ?? 0;
    expect(weights.length).toBeGreaterThan(3);
    expect(Math.abs(weights.reduce((sum, one) => sum + one, 0) - score)).toBeLessThanOrEqual(weights.length);
    expect(session.reads).toBe(1);
    expect(host.invocations).toEqual(["openPanel"]);
  });

  it("sums up the reasons it does not show at first", async () => {
    await openPanel(await openSession());
    expect(host.text().some((line) => /^[+−]\d\.\d\d \d more reasons together$/.test(line))).toBe(true);
  });

  it("tells of the finding, of the owner with role and source, and of who could take it over", async () => {
    await openPanel(await openSession());
    const text = host.text();
    for (const line of ["Findings", "Warning", "Open", "What helps", "Who could take it over"])
      expect(text).toContain(line);
    expect(text.some((line) => line.startsWith("Oto ("))).toBe(true);
    expect(after("Owner")).toBe("Mia · Product manager");
    expect(after("Mia · Product manager")).toBe("From the policy: listed as product manager");
    expect(text.join()).not.toMatch(/changed since|No audit/);
  });

  it("tells of the parent with its verdict", async () => {
    await openPanel(await openSession(misplaced({ parent: "jira:site-1:1" })));
    expect(after("Parent")).toMatch(/^PAY-1 Define the pricing strategy .* · Strategic · \d\d %$/);
  });

  it("flags nobody where it is not sure, and says what is missing", async () => {
    await openPanel(await openSession(misplaced({ title: "Misc", type: null, people: { assignee: person("Zoe") } })));
    expect(host.text()[0]).toBe("Not sure");
    expect(after("What is missing")).toMatch(/^A description/);
    expect(host.text()).toContain("Nothing was found about this work item.");
  });

  it.each([
    ["de-DE", "Befunde", "Übergeben", /^Taktisch/],
    ["es-ES", "Hallazgos", "Traspasar", /^Táctico/],
    ["fr-FR", "Findings", "Hand over", /^Tactical/],
  ])("speaks the reader's language where it knows it: %s", async (locale, findings, handOver, headline) => {
    await openPanel(await openSession(), locale);
    expect(host.text()).toContain(findings);
    expect(host.text()).toContain(handOver);
    expect(host.text()[0]).toMatch(headline);
  });

  it("names its parts for those who hear it, labels every field, and keeps the tree small", async () => {
    await openPanel(await openSession());
    const ranks = host.find("Heading").map(({ props }) => Number(String(props["as"]).slice(1)));
    expect(ranks[0]).toBe(3);
    ranks.slice(1).forEach((rank, index) => expect(rank - (ranks[index] ?? 0)).toBeLessThanOrEqual(1));
    for (const act of ["Hand over", "Dismiss", "Snooze", "Override"]) {
      host.click(act);
      await vi.waitFor(() => expect(host.find("Modal")).toHaveLength(1));
      const named = new Set(host.find("Label").map(({ props }) => props["labelFor"]));
      for (const type of ["Select", "TextArea", "Textfield", "DatePicker"])
        for (const { props } of host.find(type)) expect(named).toContain(props["id"] ?? props["inputId"]);
      host.escape();
      await vi.waitFor(() => expect(host.find("Modal")).toHaveLength(0));
    }
    expect(host.largest()).toBeLessThan(40_000);
  });

  it("shows outside text as text: no direction marks, line breaks or endless names", async () => {
    const name = `Mia \u202Egnirts\u202C\nOwner: <b>Boss</b> ${"x".repeat(1000)}`;
    await openPanel(
      await openSession(bug({ id: "jira:site-1:10023", people: { assignee: person(name, { id: "z" }) } })),
    );
    const owner = after("Owner") ?? "";
    expect(owner).toMatch(/^Mia gnirts Owner: <b>Boss<\/b> x+…/);
    expect(owner.length).toBeLessThan(300);
    expect(host.text().every((line) => !/[\u202A-\u202E\n]/.test(line))).toBe(true);
  });
});

describe("what Jira answers", () => {
  it.each([
    ["unauthorized", "Jira did not accept the sign-in", /allow Rolecall/],
    ["forbidden", "You may not read this work item", /Ask an administrator/],
    ["not-found", "Jira does not show this work item", /deleted or moved/],
    ["rate-limited", "Jira asks Rolecall to wait", /few minutes/],
    ["unavailable", "Jira is not available", /Check again/],
    ["bad-response", "Rolecall could not read Jira's answer", /update the app/],
  ] as const)("says what to do when reading is answered with %s", async (kind, title, remedy) => {
    const opened = await openSession();
    opened.readError = new TrackerError(kind, "secret");
    await openPanel(opened);
    expect(host.text()[0]).toBe(title);
    expect(host.text()[1]).toMatch(remedy);
    expect(host.find("Lozenge")).toEqual([]);
    expect(host.text().join()).not.toContain("secret");
  });

  it("says that it failed when the resolver throws, keeps what it showed, and recovers on request", async () => {
    const session = await openPanel(await openSession());
    session.readError = new Error("socket hang up at 10.0.0.1");
    host.click("Check again");
    await shows("Rolecall failed");
    await settled();
    expect(host.text().join()).not.toContain("socket");
    expect(host.text()).toContain("Findings");
    session.readError = null;
    host.click("Check again");
    await isGone("Rolecall failed");
  });

  it("hides everything once the reader may no longer see the work item", async () => {
    const session = await openPanel(await openSession());
    session.readError = new TrackerError("not-found", "gone");
    host.click("Check again");
    await shows("Jira does not show this work item");
    expect(host.text()).not.toContain("Findings");
  });
});

describe("where the audit does not know the work item as it is", () => {
  it("says since when and in what it changed, has it audited, and refreshes by itself", async () => {
    const session = await openSession();
    session.now = {
      ...session.now,
      people: {},
      status: { name: "In Progress", category: "in-progress" },
    };
    await openPanel(session);
    await shows(/^These findings are from .* ago; the work item has changed since \(status, owner\)\.$/);
    await shows("Rolecall audits this work item again. The panel refreshes by itself.");
    expect(after("Owner")).toBe("Nobody owns this work item yet.");
    expect(session.requests).toBe(1);
    await session.finishAudit();
    await isGone("Rolecall audits this work item again. The panel refreshes by itself.");
    await settled();
    expect(host.text().join()).not.toContain("changed since");
    expect([session.reads, session.requests]).toEqual([2, 1]);
  });

  it("shows the verdict on the text as it is now", async () => {
    const opened = await openSession();
    opened.now = {
      ...opened.now,
      type: "Epic",
      level: "epic",
      title: "Define the pricing strategy and market positioning",
    };
    await openPanel(opened);
    expect(host.text()[0]).toMatch(/^Strategic/);
    await shows(/changed since \(title, type, level, verdict\)/);
  });

  it("has a work item audited that no audit has read", async () => {
    const session = await openPanel(await openSession(misplaced(), { isAudited: false }));
    await shows("No audit has read this work item yet.");
    expect(host.text()).not.toContain("Findings");
    await session.finishAudit();
    await shows("Findings");
  });

  it("stops asking, says so, and does not ask for an audit without end", async () => {
    const session = await openSession(misplaced(), { isAudited: false });
    session.waits = [5, 5];
    await openPanel(session);
    await shows("The audit takes longer than usual. Check again later.");
    expect(host.invocations).toEqual(["openPanel", "isAudited", "isAudited"]);
    expect([session.reads, session.requests]).toEqual([1, 1]);
  });

  it("shows the verdict alone, with the reason, where there is no audit to ask", async () => {
    const session = await openSession();
    session.deps.call = null;
    session.deps.notice = "The first audit is under way.";
    await openPanel(session);
    expect(host.text()[0]).toMatch(/^Tactical/);
    expect(host.text()).toContain("The first audit is under way.");
    expect(after("Owner")).toBe("Mia. Whether the role fits, an audit tells.");
    expect(session.requests).toBe(0);
  });

  it("is audited again on request", async () => {
    const session = await openPanel(await openSession());
    host.click("Audit it again");
    await shows("Rolecall audits this work item again. The panel refreshes by itself.");
    await session.finishAudit();
    await isGone("Rolecall audits this work item again. The panel refreshes by itself.");
    expect(session.requests).toBe(1);
  });

  it("says why it cannot be audited", async () => {
    const opened = await openSession();
    opened.deps.requestAudit = () => Promise.reject(new ApiError("busy", "The queue is full.", { remedy: "Wait." }));
    await openPanel(opened);
    host.click("Audit it again");
    await shows("The queue is full. Wait.");
  });
});

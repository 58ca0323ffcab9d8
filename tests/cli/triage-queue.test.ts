import fc from "fast-check";
import stringWidth from "string-width";
import { beforeEach, describe, expect, test } from "vitest";
import { runQueue } from "#cli/commands/triage-queue";
import { addMonth, complaintAboutDay } from "#cli/queue/days";
import { createKeyReader } from "#cli/queue/keys";
import { playQueue } from "#cli/queue/play";
import { phraseProgress } from "#cli/queue/progress";
import { startQueue, type QueueKey } from "#cli/queue/state";
import type { QueueTerminal } from "#cli/queue/terminal";
import { viewQueue } from "#cli/queue/view";
import { loadPolicy } from "#core/policy-check";
import { findUndone, sortDecisions } from "#core/decision";
import { hostileReport } from "../fixtures/render/report";
import { createAuditedStore, createSession, NOW, type Session } from "./queue-session";

let session: Session;
beforeEach(async () => {
  session = await createSession();
});

const decisions = () => session.store.decisions();
const total = (): number => session.context.entries.length;
/** Goes on until the finding of a rule about an item is on the screen. */
async function goTo(subject: string): Promise<void> {
  for (let left = total(); left > 0 && !session.screen().includes(` ${subject}  `); left -= 1) await session.press("n");
  expect(session.screen()).toContain(` ${subject}  `);
}

/** A line without colours and links; each link has to end on the line on which it begins. */
const withoutLooks = (line: string): string =>
  line
    .replaceAll(/\u001B\]8;;[^\u001B\u0007]+(?:\u001B\\|\u0007)([^\n]*?)\u001B\]8;;(?:\u001B\\|\u0007)/g, "$1")
    .replaceAll(/\u001B\[[\d;]*m/g, "");

describe("The screen of the queue", () => {
  test("shows one finding, the most severe first, with what is needed to decide on it", () => {
    const screen = session.screen();
    expect(screen).toContain(`1 of ${total()} · ${total()} left · Payments`);
    for (const part of [
      "✖ PAY-12  Define the pricing model for the enterprise tier",
      "Strategic · 96 % · Epic · In Progress · owner: Dana Ruiz, product owner",
      "error · Work that sits with the wrong product role",
      "This strategic epic is owned by a product owner",
      "Why            It reads as strategic",
      "What to do     Hand it to a product manager",
      "Could take it  1 Amira Okafor – product manager for Payments",
      "Link           https://harbour.example/browse/PAY-12",
    ])
      expect(screen).toContain(part);
  });

  test("marks the words that are evidence where there are colours", () => {
    const options = { width: 80, height: 24, colour: true };
    expect(viewQueue(session.state, session.context, options).join("\n")).toMatch(/\u001B\[[\d;]*m[^\n]*pricing model/);
    expect(session.screen()).not.toContain("\u001B");
  });

  test.each([
    [80, 24],
    [120, 40],
    [60, 15],
    [42, 8],
  ])(
    "has exactly the rows of a terminal of %i by %i, and no line is wider, whatever is asked",
    async (width, height) => {
      const long = "a very long story ".repeat(30);
      for (const keys of [
        [],
        ["?"],
        ["d"],
        ["d", "1", long],
        ["s"],
        ["s", "3", long],
        ["r", long],
        ["o"],
        ["o", "s", long],
      ])
        for (const [at] of session.context.entries.entries()) {
          session = await createSession({ store: session.store });
          await session.press("n".repeat(at), ...keys);
          const lines = session.screen(width, height).split("\n");
          expect(lines).toHaveLength(height);
          for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        }
    },
  );

  test("lets nothing from outside reach the terminal as a command", async () => {
    session = await createSession({ store: await createAuditedStore(hostileReport) });
    for (const [at] of session.context.entries.entries()) {
      const state = { ...startQueue(session.context), at };
      const options = { width: 80, height: 24 };
      const plain = viewQueue(state, session.context, { ...options, colour: false });
      expect(plain.join("")).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      const painted = viewQueue(state, session.context, { ...options, colour: true });
      expect(painted.map((line) => withoutLooks(line).trimEnd())).toEqual(plain.map((line) => line.trimEnd()));
    }
  });

  test("names people and scopes, never a reference", async () => {
    for (const [at] of session.context.entries.entries()) {
      session = await createSession();
      await session.press("n".repeat(at));
      for (const key of ["d", "{escape}", "r", "{escape}", "s", "1"]) {
        await session.press(key);
        expect(session.screen()).not.toMatch(/(?:^|[\s“(])p-[a-z0-9]+/);
      }
    }
  });

  test("cuts what does not fit and keeps the question and the keys in sight", async () => {
    await session.press("d");
    const lines = session.screen(80, 14).split("\n");
    expect(lines.join("\n")).toMatch(
      /…[\s\S]*Dismiss PAY-12: why\?[\s\S]*5 {2}The rule is wrong about it\npress a number/,
    );
  });
});

describe("Deciding", () => {
  test("dismisses with a reason and a note, says so, and goes on to the next", async () => {
    await session.press("d", "2", "{enter}");
    expect(session.screen()).toContain("Say why in a few words");
    expect(await decisions()).toEqual([]);
    await session.press("until the launch", "{enter}");
    expect(await decisions()).toMatchObject([
      { kind: "dismiss", reason: "agreed-exception", note: "until the launch", until: "2027-02-22", by: "p-dana" },
    ]);
    expect(session.screen()).toContain(`2 of ${total()} · ${total() - 1} left`);
    expect(session.screen()).toMatch(/Recorded: PAY-12 dismissed until 2027-02-22[\s\S]*u undoes it\./);
  });

  test("Esc goes one question back, and a note typed so far is there again", async () => {
    await session.press("d", "1", "Dana knows", "{escape}");
    expect(session.screen()).toContain("Dismiss PAY-12: why?");
    await session.press("{escape}");
    expect(session.state.prompt).toBeNull();
    await session.press("d", "5");
    expect(session.screen()).toContain("> Dana knows█");
    await session.press("{escape}", "{escape}", "n", "d", "1");
    expect(session.screen()).toContain("> █");
    expect(await decisions()).toEqual([]);
  });

  test("text is corrected by letter, by word and as a whole", async () => {
    await session.press("d", "1", "one two 👩‍👩‍👧", "{backspace}");
    expect(session.state.prompt).toMatchObject({ text: "one two " });
    await session.press("{delete-word}");
    expect(session.state.prompt).toMatchObject({ text: "one " });
    await session.press("{clear}");
    expect(session.state.prompt).toMatchObject({ text: "" });
  });

  test("snoozes for a week, for a month, until a day and until something happens", async () => {
    await session.press("s", "1", "s", "2", "s", "3", "2026-11-24", "{enter}");
    expect(session.screen()).toContain("That day is not to come any more");
    await session.press("{clear}", "2027-02-30", "{enter}");
    expect(session.screen()).toContain("Write a day as YYYY-MM-DD");
    await session.press("{clear}", "2027-02-28", "{enter}", "s", "5");
    expect((await decisions()).map((one) => one.kind === "snooze" && one.until)).toEqual([
      { date: "2026-12-01" },
      { date: "2026-12-24" },
      { date: "2027-02-28" },
      { event: "status-changes", was: expect.any(String) as string },
    ]);
  });

  test("offers to wait only for what can come", async () => {
    await session.press("s");
    expect(session.screen()).toContain("until the status changes");
    expect(session.screen()).not.toContain("until the item leaves its sprint");
    await session.press("{escape}");
    await goTo("PAY-44");
    await session.press("s");
    expect(session.screen()).toContain("until the parent is done");
  });

  test("reassigns to a suggestion by number, to a known person by name, and to others after a question", async () => {
    await session.press("r", "7", "{enter}");
    expect(session.screen()).toContain("No suggestion has that number.");
    await session.press("{clear}", "2", "{enter}");
    expect(session.screen()).toContain("Recorded: PAY-12 goes to Mei Tanaka.");
    await session.press("r", "amira okafor", "{enter}", "r", "Nobody Else", "{enter}");
    expect(session.screen()).toContain("Nobody called “Nobody Else” was met so far.");
    await session.press("n");
    expect(session.screen()).toContain("> Nobody Else█");
    await session.press("{enter}", "y");
    expect(await decisions()).toMatchObject([
      { kind: "reassign", to: "p-mei" },
      { kind: "reassign", to: "p-amira" },
      { kind: "reassign", note: "Nobody Else" },
    ]);
  });

  test("keeps the name of somebody new for the trail, and does not hand an item to its owner", async () => {
    await session.press("r", "Dana Ruiz", "{enter}");
    expect(session.screen()).toContain("This person already owns it. Name somebody else.");
    expect(await decisions()).toEqual([]);
    await session.press("{escape}", "r", "Nobody Else", "{enter}", "y");
    const [decision] = await decisions();
    const people = await session.store.people();
    expect(decision?.kind === "reassign" && people.get(decision.to)?.name).toBe("Nobody Else");
  });

  test("asks for more where two people have one name", async () => {
    const store = await createAuditedStore();
    await store.savePeople([{ ref: "p-second", name: "Mei Tanaka" }]);
    session = await createSession({ store });
    await session.press("r", "Mei Tanaka", "{enter}");
    expect(session.screen()).toContain("2 people are called Mei Tanaka");
    expect(await decisions()).toEqual([]);
  });

  test("overrides an item, then offers the same for its children with findings", async () => {
    await session.press("o", "t", "it is about a form", "{enter}");
    expect(session.screen()).toMatch(/Also its 2 children with findings \(PAY-44, PAY-45\)\? y\/n/);
    expect(await decisions()).toMatchObject([{ kind: "override", focus: "tactical", reason: "it is about a form" }]);
    await session.press("y");
    expect(await decisions()).toHaveLength(3);
    expect(session.screen()).toContain("Recorded: 2 children of PAY-12 are tactical.");
    expect(phraseProgress(session.state, session.context)).toMatch(/3 read differently/);
    await session.press("u");
    expect(phraseProgress(session.state, session.context)).toMatch(/1 read differently/);
    await session.press("u");
    expect(session.screen()).toContain(`1 of ${total()} · ${total()} left`);
  });

  test("offers the same for an item's siblings with findings, and goes on where they are left", async () => {
    const keyNow = (): string | undefined => session.context.entries[session.state.at]?.live.stored.item?.key;
    while (keyNow() !== "PAY-44") await session.press("n");
    await session.press("o", "t", "a form", "{enter}");
    expect(session.screen()).toMatch(/Also its 1 sibling with findings \(PAY-45\)\? y\/n/);
    await session.press("n");
    expect(await decisions()).toHaveLength(1);
    expect(keyNow()).not.toBe("PAY-44");
    await session.press("u");
    await session.press("o", "t", "a form", "{enter}", "y");
    expect(session.screen()).toContain("Recorded: 1 sibling of PAY-44 is tactical.");
    // Of what was said of both, nothing is asked again.
    while (keyNow() !== "PAY-12") await session.press("p");
    await session.press("o", "t", "a form", "{enter}");
    expect(session.screen()).not.toContain("Also its");
  });

  test("overrides nothing where a finding is about no item", async () => {
    while (session.context.entries[session.state.at]?.live.stored.item) await session.press("n");
    await session.press("o");
    expect(session.screen()).toContain("This finding is about no single work item");
  });

  test("takes back one decision after the other, and then says that nothing is left to undo", async () => {
    await session.press("d", "1", "fine", "{enter}", "s", "1", "u");
    expect(session.screen()).toContain("Taken back: PAY-31");
    await session.press("u");
    expect(session.screen()).toMatch(/1 of \d+[\s\S]*PAY-12[\s\S]*Taken back: PAY-12/);
    await session.press("u");
    expect(session.screen()).toContain("Nothing was decided in this session.");
    const all = sortDecisions(await decisions());
    expect(all).toHaveLength(4);
    expect(findUndone(all).size).toBe(2);
  });

  test("shows a refusal of the policy and keeps what was typed", async () => {
    session = await createSession({ policy: loadPolicy({ triage: { ownFindings: "refused" } }) });
    await session.press("d", "1", "mine", "{enter}");
    expect(session.screen()).toContain("Nobody may dismiss findings about their own items");
    expect(await decisions()).toEqual([]);
    await session.press("d", "1");
    expect(session.screen()).toContain("> mine█");
  });
});

describe("Where one stands", () => {
  test("what was decided is out of the queue next time, and what was passed over comes again", async () => {
    await session.press("n", "o", "s", "direction", "{enter}", "d", "1", "fine", "{enter}");
    const before = total();
    session = await createSession({ store: session.store, now: "2026-11-24T10:00:00.000Z" });
    expect(total()).toBe(before - 2);
    expect(session.screen()).toMatch(/1 of \d+[\s\S]*PAY-12/);
  });

  test("a decision whose time is over is shown with its reason and its note", async () => {
    await session.press("d", "2", "until the launch", "{enter}");
    session = await createSession({ store: session.store, now: "2027-06-01T09:00:00.000Z" });
    expect(session.screen().replaceAll(/\s+/g, " ")).toMatch(
      /Decided before Asked again, because the time that was agreed on is over\. Dismissed on 2026-11-24 by Dana Ruiz .*An exception that was agreed on.*until the launch/,
    );
  });

  test("the way back leads past what was decided", async () => {
    await session.press("n", "d", "1", "fine", "{enter}", "p");
    expect(session.screen()).toMatch(/^1 of/);
    await session.press("p");
    expect(session.screen()).toContain("This is the first one that is left.");
  });

  test("the end says what is left, starts again, and closes with the counts", async () => {
    const count = total();
    await session.press("d", "1", "fine", "{enter}", "n".repeat(count));
    expect(session.screen()).toContain("2 of");
    await session.press("n".repeat(count - 2), "n");
    await session.press("p", "n");
    expect(session.screen()).toContain(`The end of the queue · ${count - 1} left`);
    await session.press("{enter}");
    expect(session.state.isOver).toBe(true);
    expect(phraseProgress(session.state, session.context)).toBe(
      `${count} findings looked at: 1 dismissed, ${count - 1} left.`,
    );
  });

  test("with nothing left it says so", async () => {
    for (let left = total(); left > 0; left -= 1) await session.press("s", "1");
    expect(session.screen()).toContain("✓ Nothing is left to decide on.");
    expect(phraseProgress(session.state, session.context)).toBe(
      `${total()} findings looked at: ${total()} snoozed, none left.`,
    );
    await session.press("n", "p");
    expect(session.screen()).toContain("Nothing is left.");
  });

  test("whatever is pressed, the store holds exactly what the queue says", async () => {
    const key = fc.oneof(
      fc.constantFrom(..."n p r d s o u q y t ? 1 2 3".split(" ")).map((text): QueueKey => ({ kind: "text", text })),
      fc
        .constantFrom("enter", "escape", "backspace", "left", "right")
        .map((name) => ({ kind: "named" as const, name })),
      fc.constant<QueueKey>({ kind: "paste", text: "d1\nx" }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 60 }), async (keys) => {
        session = await createSession();
        for (const one of keys) await session.send(one);
        const all = sortDecisions(await decisions());
        const undone = findUndone(all);
        const inForce = all.filter(({ id, kind }) => kind !== "undo" && !undone.has(id)).map(({ id }) => id);
        expect([...inForce].sort()).toEqual(session.state.done.flatMap((step) => step.decisions).sort());
        expect(session.screen().split("\n")).toHaveLength(24);
      }),
      { numRuns: 40 },
    );
  });
});

describe("Keys", () => {
  test("pasted text goes into a prompt as one line, and is never taken for commands", async () => {
    await session.send({ kind: "paste", text: "d1x\nq" });
    expect(session.state).toEqual(startQueue(session.context));
    await session.press("d", "1");
    await session.send({ kind: "paste", text: "first\nsecond\u001B[31m" });
    expect(session.state.prompt).toMatchObject({ text: "first second[31m" });
  });

  test("are read as the terminal tells them", () => {
    const read = createKeyReader();
    expect(read("d", { name: "d", sequence: "d" })).toEqual({ kind: "text", text: "d" });
    expect(read("\r", { name: "return", sequence: "\r" })).toEqual({ kind: "named", name: "enter" });
    expect(read("\u0003", { name: "c", ctrl: true, sequence: "\u0003" })).toEqual({ kind: "named", name: "interrupt" });
    expect(read(undefined, { name: "f5", sequence: "\u001B[15~" })).toBeNull();
    expect(read("\u001Bx", { name: "x", meta: true, sequence: "\u001Bx" })).toBeNull();
    expect(read(undefined, { name: "paste-start", sequence: "\u001B[200~" })).toBeNull();
    expect(read("a", { name: "a", sequence: "a" })).toBeNull();
    expect(read("\r", { name: "return", sequence: "\r" })).toBeNull();
    expect(read(undefined, { name: "paste-end", sequence: "\u001B[201~" })).toEqual({ kind: "paste", text: "a\r" });
  });

  test("Ctrl-C ends it from any question", async () => {
    await session.press("d", "1", "half a no", "{interrupt}");
    expect(session.state.isOver).toBe(true);
    expect(await decisions()).toEqual([]);
  });
});

test("days are counted in UTC, a month ends where it ends, and only days to come are waited for", () => {
  expect(addMonth("2027-01-31")).toBe("2027-02-28");
  expect(addMonth("2026-12-15")).toBe("2027-01-15");
  expect(complaintAboutDay("2026-11-25", NOW.slice(0, 10))).toBeNull();
});

test("the terminal is given back when recording fails, and the failure is not swallowed", async () => {
  let closed = 0;
  const terminal: QueueTerminal = {
    size: () => ({ width: 80, height: 24 }),
    draw: () => undefined,
    async *events() {
      for (const text of ["s", "1"]) yield await Promise.resolve({ kind: "key", key: { kind: "text", text } } as const);
    },
    close: () => void (closed += 1),
  };
  const record = () => Promise.reject(new Error("disk full"));
  await expect(playQueue(session.context, { record, terminal, colour: false })).rejects.toThrow("disk full");
  expect(closed).toBe(1);
});

test("without a terminal it says which commands decide instead", async () => {
  await expect(runQueue({})).rejects.toThrow(/needs a terminal\. `rolecall triage list`.*`rolecall triage dismiss`/);
});

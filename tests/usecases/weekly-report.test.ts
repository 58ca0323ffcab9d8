import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Documents } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import {
  lastPeriod,
  listWeekly,
  makeWeekly,
  nextReportAt,
  noteAnnounced,
  noteSchedule,
  periodDue,
  readSpaceFigures,
  readWeekly,
} from "#usecases/weekly-report";
import { bug, createTeam, mia, strategy } from "./team";

const HOUR = 3_600_000;
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const BERLIN = { day: "sunday", time: "02:30", timeZone: "Europe/Berlin" } as const;
const OPS = { id: "OPS", name: "Operations" };

const iso = (at: number): string => new Date(at).toISOString();
const shift = (date: string, days: number): string => iso(Date.parse(date) + days * 24 * HOUR).slice(0, 10);

/** Local date and time as another part of the platform tells them. */
function wallAt(at: number, timeZone: string): { date: string; time: string } {
  const text = new Intl.DateTimeFormat("sv-SE", {
    ...{ timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
  }).format(at);
  return { date: text.slice(0, 10), time: text.slice(11) };
}

const schedules = fc.record({
  day: fc.constantFrom(...DAYS),
  time: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`),
  timeZone: fc.constantFrom(
    ...["Europe/Berlin", "America/New_York", "America/Havana", "America/St_Johns", "Asia/Kathmandu", "Africa/Cairo"],
    ...["Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "America/Santiago", "UTC", "Asia/Tehran"],
  ),
});
/** Many of them on days on which clocks change. */
const instants = fc.oneof(
  fc.integer({ min: Date.parse("2025-01-01"), max: Date.parse("2028-12-31") }),
  fc
    .tuple(
      fc.constantFrom("2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04", "2026-04-24"),
      fc.integer({ min: -8 * 24 * HOUR, max: 2 * 24 * HOUR }),
    )
    .map(([day, more]) => Date.parse(day) + more),
);

describe("The time of a report", () => {
  test("is the next one at which clocks show day and time, or up to two hours later where they leave it out", () => {
    fc.assert(
      fc.property(schedules, instants, (schedule, after) => {
        const next = Date.parse(nextReportAt(schedule, iso(after)));
        expect(next).toBeGreaterThan(after);
        expect(next - after).toBeLessThanOrEqual((7 * 24 + 2) * HOUR);
        const { date, time } = wallAt(next, schedule.timeZone);
        if (time === schedule.time) expect(new Date(date).getUTCDay()).toBe(DAYS.indexOf(schedule.day));
        else {
          // No instant around shows it: it does not exist.
          const minutes = Array.from({ length: 6 * 60 }, (_, index) => next + (index - 180) * 60_000);
          const due = DAYS[new Date(date).getUTCDay()] === schedule.day ? date : shift(date, -1);
          const shown = minutes.map((at) => wallAt(at, schedule.timeZone));
          if (process.env["TZ"] === undefined || process.env["TZ"] === "UTC")
            expect(shown).not.toContainEqual({ date: due, time: schedule.time });
          expect(`${date} ${time}` > `${due} ${schedule.time}`).toBe(true);
          expect(wallAt(next - 2 * HOUR, schedule.timeZone)).toSatisfy(
            (before: { date: string; time: string }) => `${before.date} ${before.time}` <= `${due} ${schedule.time}`,
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  test("is three o'clock and a half in the night in which half past two is left out", () => {
    expect(nextReportAt(BERLIN, "2026-03-28T12:00:00Z")).toBe("2026-03-29T01:30:00.000Z");
    expect(periodDue(BERLIN, "2026-03-29T01:10:00Z", "2026-03-22")).toBeNull();
    expect(periodDue(BERLIN, "2026-03-29T02:00:00Z", "2026-03-22")).toBe("2026-03-29");
  });

  test("that clocks have twice makes one report", () => {
    const due = Array.from({ length: 12 }, (_, quarter) =>
      iso(Date.parse("2026-10-25T00:00:00Z") + (quarter * HOUR) / 4),
    );
    let last = "2026-10-18";
    const made = due.flatMap((at) => {
      const period = periodDue(BERLIN, at, last);
      if (period !== null) last = period;
      return period ?? [];
    });
    expect(made).toEqual(["2026-10-25"]);
  });

  test("has come once in every week, however often and late the clock ticks", () => {
    const gaps = fc.array(fc.constantFrom(0, 0.2, 1, 1, 1, 2, 30, 5 * 24), { minLength: 400, maxLength: 400 });
    fc.assert(
      fc.property(schedules, instants, gaps, (schedule, start, hours) => {
        let now = start;
        let last = periodDue(schedule, iso(start), null) ?? shift(wallAt(start, schedule.timeZone).date, -1);
        const begun = last;
        const made: string[] = [];
        for (const gap of hours) {
          now += gap * HOUR;
          const period = periodDue(schedule, iso(now), last);
          if (period === null) continue;
          made.push(period);
          last = period;
        }
        for (const period of made) expect(DAYS[new Date(period).getUTCDay()]).toBe(schedule.day);
        for (const [index, period] of made.entries())
          if (index > 0) expect(period).toBe(shift(made[index - 1] ?? "", 7));
        const [first] = made;
        if (first !== undefined) expect(first > begun && first <= shift(begun, 8)).toBe(true);
        // Nothing that is due is left behind.
        expect(periodDue(schedule, iso(now), last)).toBeNull();
        const { date } = wallAt(now, schedule.timeZone);
        if (now - start > 9 * 24 * HOUR) expect(last >= shift(date, -7)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("is over after six days, and the next one is due in its place", () => {
    const monday = { day: "monday", time: "07:00", timeZone: "UTC" } as const;
    expect(periodDue(monday, "2026-11-29T06:59:00Z", "2026-11-16")).toBe("2026-11-23");
    expect(periodDue(monday, "2026-11-29T07:01:00Z", "2026-11-16")).toBeNull();
    expect(periodDue(monday, "2026-11-30T07:01:00Z", "2026-11-16")).toBe("2026-11-30");
  });
});

describe("A new schedule", () => {
  const monday = { day: "monday", time: "07:00", timeZone: "UTC" } as const;

  test("does not begin with a report of the week before", async () => {
    expect(periodDue(monday, "2026-11-25T09:00:00Z", null)).toBeNull();
    const store = createMemoryStore();
    await noteSchedule(store, monday, "2026-11-25T09:00:00Z");
    expect(periodDue(monday, "2026-11-25T10:00:00Z", await lastPeriod(store))).toBeNull();
    // Late, and due all the same.
    expect(periodDue(monday, "2026-12-01T10:00:00Z", await lastPeriod(store))).toBe("2026-11-30");
  });

  test("that nobody noted begins within the hour of its time", () => {
    expect(periodDue(monday, "2026-11-30T07:59:00Z", null)).toBe("2026-11-30");
    expect(periodDue(monday, "2026-11-30T08:01:00Z", null)).toBeNull();
  });

  test("later on the day on which it is saved has its first report on that day", async () => {
    const store = createMemoryStore();
    await noteSchedule(store, { ...monday, time: "15:00" }, "2026-11-30T09:00:00Z");
    expect(periodDue({ ...monday, time: "15:00" }, "2026-11-30T15:20:00Z", await lastPeriod(store))).toBe("2026-11-30");
  });
});

async function audited(more: Parameters<typeof strategy>[0][] = []) {
  const team = createTeam(createMemoryStore());
  await team.audit([strategy(), bug(), strategy({ key: "OPS-1", scope: OPS }), ...more.map(strategy)]);
  return team;
}

describe("A weekly report", () => {
  test("is none before the first audit", async () => {
    const store = createMemoryStore();
    expect(await makeWeekly(store, { now: "2026-01-12T09:00:00Z", period: "2026-01-12" })).toBeNull();
    expect(await listWeekly(store)).toEqual([]);
    expect(await readWeekly(store, "2026-01-12")).toBeNull();
  });

  test("tells of everything, and of each space what is in it", async () => {
    const { store } = await audited();
    const head = await makeWeekly(store, { now: "2026-01-12T09:00:00.000Z", period: "2026-01-12" });
    const made = await readWeekly(store, "2026-01-12");
    expect(head).toMatchObject({ period: "2026-01-12", open: made?.report.findings.open, announced: null });
    expect(Object.keys(made?.spaces ?? {}).sort()).toEqual(["OPS", "PAY"]);
    const open = ["OPS", "PAY"].map((space) => made?.spaces[space]?.findings.open ?? 0);
    expect(open.every((count) => count > 0)).toBe(true);
    expect(open.reduce((sum, count) => sum + count)).toBe(made?.report.findings.open);
    expect(JSON.stringify(made?.spaces["PAY"])).not.toMatch(/OPS|Operations/);
    expect((await readSpaceFigures(store, "2026-01-12", "OPS"))?.open).toBe(open[0]);
    expect(await readSpaceFigures(store, "2026-01-12", "GRO")).toBeNull();
  });

  test("counts what came and went since the report before, over all audits since", async () => {
    const team = await audited();
    await makeWeekly(team.store, { now: "2026-01-12T09:00:00.000Z", period: "2026-01-12" });
    const others = [strategy({ key: "OPS-1", scope: OPS }), bug()];
    await team.audit([strategy({ people: { assignee: mia } }), ...others]);
    await team.audit([strategy({ people: { assignee: mia } }), ...others, bug({ key: "PAY-33" })]);
    const head = await makeWeekly(team.store, { now: "2026-01-26T09:00:00.000Z", period: "2026-01-26" });
    const [last, before] = await team.store.runs();
    expect(last?.changes.fixed).toBe(0);
    expect(before?.changes.fixed).toBeGreaterThan(0);
    expect(head).toMatchObject({
      fixed: before?.changes.fixed,
      new: (before?.changes.new ?? 0) + (last?.changes.new ?? 0),
    });
    expect(await readSpaceFigures(team.store, "2026-01-26", "OPS")).toMatchObject({ fixed: 0 });
  });

  test("of the same period is made once", async () => {
    const team = await audited();
    const first = await makeWeekly(team.store, { now: "2026-01-12T09:00:00.000Z", period: "2026-01-12" });
    await team.audit([bug()]);
    expect(await makeWeekly(team.store, { now: "2026-01-12T10:00:00.000Z", period: "2026-01-12" })).toEqual(first);
    const again = ["2026-01-19T09:00:00.000Z", "2026-01-19T09:00:01.000Z"].map((now) =>
      makeWeekly(team.store, { now, period: "2026-01-19" }),
    );
    const [one, other] = await Promise.all(again);
    expect(one).toEqual(other);
    expect((await readWeekly(team.store, "2026-01-19"))?.report.generatedAt).toBe(one?.at);
    expect((await listWeekly(team.store)).map(({ period }) => period)).toEqual(["2026-01-19", "2026-01-12"]);
  });

  test("is there as a whole or not at all, wherever its making stops", async () => {
    const title = `${"🚲".repeat(200)} strategy`;
    const { store } = await audited(
      Array.from({ length: 60 }, (_, index) => ({
        ...{ key: `S${index}-1`, title, scope: { id: `S${index}`, name: `${"🚲".repeat(1500)} ${index}` } },
      })),
    );
    let left = 0;
    const breaking: Documents = {
      ...store.documents,
      put: (name, text) => (left-- > 0 ? store.documents.put(name, text) : Promise.reject(new Error("killed"))),
      replace: (name, before, text) =>
        left-- > 0 ? store.documents.replace(name, before, text) : Promise.reject(new Error("killed")),
    };
    const made = { now: "2026-01-12T09:00:00.000Z", period: "2026-01-12" };
    let writes = 0;
    for (let isDone = false; !isDone; writes += 1) {
      left = writes;
      expect(await readWeekly(store, "2026-01-12")).toBeNull();
      expect(await listWeekly(store)).toEqual([]);
      isDone = await makeWeekly({ ...store, documents: breaking }, made).then(
        () => true,
        () => false,
      );
    }
    // Some pieces, the figures and the head.
    expect(writes).toBeGreaterThan(4);
    const documents = await store.documents.list("weekly");
    expect(Math.max(...documents.map(({ text }) => text.length))).toBeLessThanOrEqual(300_000);
    expect(documents.every(({ name }) => name.length <= 80)).toBe(true);
    expect(documents.every(({ text }) => !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(text))).toBe(true);
    expect(Object.keys((await readWeekly(store, "2026-01-12"))?.spaces ?? {})).toHaveLength(62);
  });

  test("is announced by one work item, whoever is first", async () => {
    const { store } = await audited();
    await makeWeekly(store, { now: "2026-01-12T09:00:00.000Z", period: "2026-01-12" });
    expect(await noteAnnounced(store, "2026-01-05", "PAY-7")).toBe(false);
    expect(await noteAnnounced(store, "2026-01-12", "PAY-7")).toBe(true);
    expect(await noteAnnounced(store, "2026-01-12", "PAY-8")).toBe(false);
    expect(await noteAnnounced(store, "2026-01-12", "PAY-7")).toBe(true);
    expect((await listWeekly(store)).map(({ announced }) => announced)).toEqual(["PAY-7"]);
  });

  test("stays for half a year, and then nothing of it stays", async () => {
    const { store } = await audited();
    const periods = Array.from({ length: 30 }, (_, week) => shift("2026-01-12", 7 * week));
    await store.documents.put(`weekly ${periods[1] ?? ""} left by a crash 0000`, "x");
    await store.documents.put("job", "x");
    for (const period of periods) await makeWeekly(store, { now: `${period}T09:00:00.000Z`, period });
    const kept = periods.slice(-26);
    expect((await listWeekly(store)).map(({ period }) => period)).toEqual([...kept].reverse());
    const names = (await store.documents.list("")).map(({ name }) => name);
    expect(names).toContain("job");
    for (const period of periods.slice(0, 4)) expect(names.filter((name) => name.includes(period))).toEqual([]);
    for (const period of kept) expect(await readWeekly(store, period)).not.toBeNull();
  });
});

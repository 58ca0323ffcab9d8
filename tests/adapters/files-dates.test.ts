import { describe, expect, test } from "vitest";
import { createDateParser, orderOfDates } from "#adapters/files/parse-date";
import { noticesOf, readText } from "./read-files";

const read = (text: string, language = "en", order: "day-first" | "month-first" = "day-first") =>
  createDateParser(language, order)(text)?.iso;

describe("dates as exports write them", () => {
  test.each([
    ["21/abr/26 11:37 PM", "es", "2026-04-21T23:37:00"],
    ["19/févr./26 7:31 PM", "fr", "2026-02-19T19:31:00"],
    ["01/août/26 12:05 AM", "fr", "2026-08-01T00:05:00"],
    ["05/ago/26 10:33 AM", "pt", "2026-08-05T10:33:00"],
    ["13/Jan/22 11:26 AM", "de", "2022-01-13T11:26:00"],
    ["07/Dez/26 1:00 PM", "de", "2026-12-07T13:00:00"],
    ["03/янв/26 9:00 AM", "ru", "2026-01-03T09:00:00"],
    ["03/wrz/26 15:10", "pl", "2026-09-03T15:10:00"],
    ["03/mrt/26 15:10", "nl", "2026-03-03T15:10:00"],
    ["03/gen/26 15:10", "it", "2026-01-03T15:10:00"],
    ["03/四月/26 下午10:37", "zh", "2026-04-03T22:37:00"],
    ["2026年4月3日 10:37", "ja", "2026-04-03T10:37:00"],
    ["29/Dec/25 4:04 PM", "es", "2025-12-29T16:04:00"],
    ["Apr 21, 2026", "en", "2026-04-21"],
    ["16/02/2017 15:26", "en", "2017-02-16T15:26:00"],
    ["16.02.2017 15:26:07", "de", "2017-02-16T15:26:07"],
    ["2026-03-26", "en", "2026-03-26"],
    ["2026-03-10 09:00:00", "en", "2026-03-10T09:00:00"],
    ["2026-03-26T10:00:00.123Z", "en", "2026-03-26T10:00:00.123Z"],
    ["2021-03-10T06:04:34.014-0600", "en", "2021-03-10T12:04:34.014Z"],
    ["Mon Feb 06 2023 05:00:00 GMT+0000 (GMT)", "en", "2023-02-06T05:00:00.000Z"],
    ["Tue Feb 07 2023 06:30:00 GMT+0100 (CET)", "en", "2023-02-07T05:30:00.000Z"],
  ])("%s (%s) is %s", (text, language, iso) => {
    expect(read(text, language)).toBe(iso);
  });

  test.each(["soon", "31/Feb/26", "2026-13-01", "29:10.8", "Q3 2026", "12", "21/xyz/26 11:37 PM", ""])(
    "%j is no date",
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  test("a due date is the day of its own zone", () => {
    expect(createDateParser("en", "day-first")("Wed Mar 01 2023 00:00:00 GMT+0100 (CET)")?.day).toBe("2023-03-01");
  });

  test("every month of every known language can be read back from what Java and Node write", () => {
    for (const language of ["en", "de", "es", "fr", "pt", "it", "nl", "pl", "ru", "zh", "ja"]) {
      for (let month = 1; month <= 12; month += 1) {
        const date = new Date(Date.UTC(2026, month - 1, 15));
        const name = new Intl.DateTimeFormat(language, { month: "short", timeZone: "UTC" }).format(date);
        expect([language, name, read(`15/${name}/26`, language)]).toEqual([
          language,
          name,
          `2026-${String(month).padStart(2, "0")}-15`,
        ]);
      }
    }
  });
});

describe("numeric dates", () => {
  test("the rows of a file tell whether the day or the month comes first", () => {
    expect(orderOfDates(["03/04/2026", "13/04/2026"])).toBe("day-first");
    expect(orderOfDates(["03/04/2026", "04/13/2026"])).toBe("month-first");
    expect(orderOfDates(["03/04/2026"])).toBeUndefined();
  });

  test("are read with the month first when a row can only be so", async () => {
    const read = await readText("Title,Created\nA map,03/04/2026\nA list,04/13/2026\n");
    expect(read.items.map((item) => item.created)).toEqual(["2026-03-04", "2026-04-13"]);
  });

  test("that could be either are read with the day first, and the file says so once", async () => {
    const read = await readText(
      "Title,ID,Status,Created,Updated\nA map,1,Open,03/04/2026,05/06/2026\nA list,2,Open,04/05/2026,\n",
    );
    expect(read.items[0]?.created).toBe("2026-04-03");
    expect(noticesOf(read)).toEqual([expect.stringMatching(/^Dates such as "03\/04\/2026".*day first/)]);
  });
});

test("an unreadable date leaves the field empty, keeps the row, and is counted once per column", async () => {
  const read = await readText(
    "Summary,Issue key,Created,Due date\nA map,BER-1,yesterday,29:10.8\nA list,BER-2,last week,\nA form,BER-3,04/Mar/26 8:00 AM,\n",
  );
  expect(read.skipped).toEqual([]);
  expect(read.items.map((item) => item.created)).toEqual([undefined, undefined, "2026-03-04T08:00:00"]);
  expect(noticesOf(read)).toEqual([
    expect.stringContaining("No column tells the status"),
    '1 value of "Due date" could not be read as a date ("29:10.8"); the field was left empty.',
    '2 values of "Created" could not be read as dates ("yesterday", "last week"); the field was left empty.',
  ]);
});

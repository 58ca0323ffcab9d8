import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBothThemes, createDashboard, hasBrowser, settle, startBrowser, type Dashboard } from "./dashboard";

interface ExportFile {
  name: string;
  content: string | Buffer;
}

const jira: ExportFile = {
  name: "jira.csv",
  content: [
    "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee",
    "Define the pricing strategy and business case for the enterprise market,PAY-1,1001,Epic,To Do,PAY,Payments,Oto",
    "Fix null pointer exception in the refund endpoint,PAY-2,1002,Bug,To Do,PAY,Payments,",
    "Product vision and roadmap for 2027,PAY-8,1008,Epic,To Do,PAY,Payments,Mia",
    "Add export button to the invoice table,PAY-9,1009,Story,To Do,PAY,Payments,Oto",
    "",
  ].join("\n"),
};
const linear: ExportFile = {
  name: "linear.csv",
  content: [
    "ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,Cycle Number,Created,Updated",
    "GUE-7,Guest app,Decide which markets to enter next year,,Todo,,High,,,Mia,Oto,,,2026-01-01,2026-01-02",
    "GUE-8,Guest app,Fix the crash on the start page,,Todo,,High,,,Mia,,,,2026-01-01,2026-01-02",
    "",
  ].join("\n"),
};
const german: ExportFile = {
  name: "vorhaben.csv",
  content: [
    "Lfd.;Worum es geht;Wer es macht",
    "A-1;Preisstrategie für kleine Häfen festlegen;Mia",
    "A-2;Absturz beim Öffnen der Liegeplatzkarte beheben;Oto",
    "",
  ].join("\n"),
};
const picture: ExportFile = {
  name: "picture.csv",
  content: Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex"),
};

describe.skipIf(!hasBrowser)("Import", () => {
  let dashboard: Dashboard;
  let page: Page;
  beforeAll(startBrowser);
  beforeAll(async () => {
    const people = [
      { person: "Mia", role: "product-manager" },
      { person: "Oto", role: "product-owner" },
    ];
    dashboard = await createDashboard({ policy: { people } });
    page = await dashboard.open("/import");
    page.setDefaultTimeout(8_000);
  });
  afterAll(() => dashboard.stop());

  const main = () => page.getByRole("main");
  const fileNamed = (name: string) => main().getByRole("region", { name, exact: true });
  const rowsOf = async (name: string): Promise<string[][]> => {
    const rows = fileNamed(name).getByRole("table", { name: "The first work items of" }).locator("tbody tr");
    await rows.first().waitFor();
    return Promise.all((await rows.all()).map((row) => row.locator("th, td").allInnerTexts()));
  };
  const choose = async (...files: ExportFile[]): Promise<void> => {
    const asked = page.waitForEvent("filechooser");
    await main().getByRole("button", { name: "Choose files" }).click();
    await (
      await asked
    ).setFiles(
      files.map(({ name, content }) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content as string) })),
    );
  };
  const drop = async (...files: ExportFile[]): Promise<void> => {
    const given = files.map(({ name, content }) => ({ name, bytes: [...Buffer.from(content as string)] }));
    const dataTransfer = await page.evaluateHandle((some) => {
      const transfer = new DataTransfer();
      for (const { name, bytes } of some) transfer.items.add(new File([new Uint8Array(bytes)], name));
      return transfer;
    }, given);
    const zone = main().getByText("Drop exports here");
    await zone.dispatchEvent("dragenter", { dataTransfer });
    await main().getByText("Let go to hand them over").dispatchEvent("drop", { dataTransfer });
    await zone.waitFor();
  };
  const done = () => page.getByRole("status").filter({ hasText: "The audit is done" });
  const audit = async (count: number, judged: number): Promise<void> => {
    await main()
      .getByRole("button", { name: count === 1 ? "Audit 1 file" : `Audit ${count} files`, exact: true })
      .click();
    await done().getByText(`${judged} work items were judged.`).waitFor({ timeout: 30_000 });
  };
  const listed = async (): Promise<string[]> => {
    const other = await page.context().newPage();
    await other.goto(new URL("/items", page.url()).href);
    await settle(other);
    const keys = await other
      .getByRole("grid")
      .getByText(/^[A-Z]+-\d+$/)
      .allInnerTexts();
    await other.close();
    return keys.sort();
  };

  test("a Jira export by the button: its work items and columns are shown before anything is audited", async () => {
    await choose(jira);
    expect((await rowsOf("jira.csv"))[0]).toEqual([
      "PAY-1",
      "Define the pricing strategy and business case for the enterprise market",
      "Epic",
      "To Do",
      "Oto",
    ]);
    expect((await rowsOf("jira.csv"))[1]?.at(-1)).toBe("Nobody");
    await fileNamed("jira.csv").getByText("How its 8 columns are read").click();
    await expect.poll(() => fileNamed("jira.csv").getByLabel("Summary is read as").inputValue()).toBe("title");
    expect(await fileNamed("jira.csv").getByLabel("Assignee is read as").inputValue()).toBe("assignee");
    expect(await fileNamed("jira.csv").innerText()).toMatch(/jira/i);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(await checkBothThemes(page)).toEqual([]);
  });

  test("the audit says how far it is and ends in findings; the file is let go", async () => {
    const progress = main().getByRole("progressbar").waitFor();
    await audit(1, 4);
    await progress;
    expect(await main().getByRole("progressbar").count()).toBe(0);
    expect(await checkBothThemes(page)).toEqual([]);
    await done().getByRole("link", { name: "To the findings" }).click();
    const grid = page.getByRole("grid", { name: "Findings" });
    await grid.getByText("PAY-1").first().waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "Import" }).click();
    await main().getByText("Drop exports here").waitFor();
    expect(await fileNamed("jira.csv").count()).toBe(0);
  });

  test("two exports dropped at once, of Jira and Linear, are one audit", async () => {
    await drop(jira, linear);
    expect((await rowsOf("linear.csv")).map(([key]) => key)).toEqual(["GUE-7", "GUE-8"]);
    expect((await rowsOf("jira.csv")).length).toBe(4);
    expect(await main().getByText("These files replace what was read before").count()).toBe(0);
    await audit(2, 6);
    expect(await listed()).toEqual(["GUE-7", "GUE-8", "PAY-1", "PAY-2", "PAY-8", "PAY-9"]);
  });

  test("a compressed one alone: that it replaces what was read before is said first, and it can be taken away", async () => {
    await done().getByRole("button", { name: "Audit something else" }).click();
    await drop({ name: "other.csv.gz", content: gzipSync(jira.content) });
    expect((await rowsOf("other.csv.gz")).length).toBe(4);
    await main().getByText("The last audit read jira.csv, linear.csv.").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await main().getByRole("button", { name: "Remove other.csv.gz" }).click();
    expect(await fileNamed("other.csv.gz").count()).toBe(0);
    expect(
      await main()
        .getByRole("button", { name: /^Audit \d/ })
        .count(),
    ).toBe(0);
  });

  test("a file that is no export is told with a remedy, and takes nothing along", async () => {
    await drop(jira, picture, { name: "empty.csv", content: "" });
    expect((await rowsOf("jira.csv")).length).toBe(4);
    await fileNamed("picture.csv").getByText("binary file, not text; export the backlog as CSV or JSON").waitFor();
    await fileNamed("empty.csv").getByText("empty.csv is empty; export the backlog again").waitFor();
    // It would stop the audit of all: what to do stands beside the button.
    await main().getByText("Nothing can be read of picture.csv, empty.csv").waitFor();
    expect(await main().getByRole("button", { name: "Audit 3 files" }).isDisabled()).toBe(true);
    expect(await checkBothThemes(page)).toEqual([]);
    expect(await listed()).toEqual(["GUE-7", "GUE-8", "PAY-1", "PAY-2", "PAY-8", "PAY-9"]);
    for (const name of ["picture.csv", "empty.csv"])
      await main()
        .getByRole("button", { name: `Remove ${name}` })
        .click();
    expect((await rowsOf("jira.csv")).length).toBe(4);
    await audit(1, 4);
    await page.getByText("The audit before read linear.csv, too: findings in Guest app count as gone.").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    expect(await listed()).toEqual(["PAY-1", "PAY-2", "PAY-8", "PAY-9"]);
  });

  test("a table with German columns that nobody knows: the title is asked for, and then it is read", async () => {
    await done().getByRole("button", { name: "Audit something else" }).click();
    await choose(german);
    await fileNamed(german.name).getByText("No column is known to be the title.").waitFor();
    const readAs = (column: string) => fileNamed(german.name).getByLabel(`${column} is read as`);
    // What helps is open already.
    expect(await readAs("Worum es geht").inputValue()).toBe("");
    expect(await fileNamed(german.name).getByRole("cell", { name: "Preisstrategie für kleine Häfen" }).count()).toBe(1);
    expect(await checkBothThemes(page)).toEqual([]);
    await readAs("Worum es geht").selectOption("title");
    await expect
      .poll(async () => (await rowsOf(german.name))[0]?.[1])
      .toBe("Preisstrategie für kleine Häfen festlegen");
    await readAs("Wer es macht").selectOption("assignee");
    await readAs("Lfd.").selectOption("key");
    await expect
      .poll(async () => (await rowsOf(german.name)).map(([key, , , , owner]) => [key, owner]))
      .toEqual([
        ["A-1", "Mia"],
        ["A-2", "Oto"],
      ]);
    await audit(1, 2);
    expect(await listed()).toEqual(["A-1", "A-2"]);
  });

  test("what an export holds is text, whatever it looks like", async () => {
    const titles = [
      '=HYPERLINK("http://127.0.0.1:9/","Click")',
      "<script>window.wasRun = true</script>",
      "<img src=x onerror='window.wasRun = true'>",
      "\u202Egnp.exe turned round",
      "bell \u0007 and escape \u001B[31m red",
    ];
    const name = "<b onmouseover=window.wasRun=1>.csv";
    const rows = titles.map((title, index) => `X-${index},"${title.replaceAll('"', '""')}",{{7*7}}`);
    await done().getByRole("button", { name: "Audit something else" }).click();
    await drop({ name, content: ["Key,Summary,Assignee", ...rows, ""].join("\n") });
    await main().getByRole("heading", { name, exact: true }).waitFor();
    const table = main().getByRole("table", { name: "The first work items of" }).locator("tbody tr");
    await table.first().waitFor();
    const shown = await table.all();
    for (const [index, title] of titles.entries()) {
      const cells = shown[index]?.locator("th, td");
      const words = title.replaceAll(/[^\p{L}\d]+/gu, "");
      expect((await cells?.nth(1).textContent())?.replaceAll(/[^\p{L}\d]+/gu, "")).toBe(words);
      expect(await cells?.last().textContent()).toBe("{{7*7}}");
    }
    expect(await main().locator("script, img, b[onmouseover]").count()).toBe(0);
    await audit(1, 5);
    await page.goto(new URL("/items", page.url()).href);
    await page.getByRole("grid").getByText("<script>window.wasRun = true</script>").waitFor();
    expect(await page.evaluate(() => "wasRun" in window)).toBe(false);
    expect(dashboard.complaints).toEqual([]);
  });

  test("a large one: what was read so far is told, also to a page that is loaded anew; cancelled, nothing has changed", async () => {
    const path = join(dashboard.folder, "large.csv");
    const line = (n: number) => `Fix the crash on page ${n},BIG-${n},Bug,To Do,BIG,Big,Mia`;
    const lines = Array.from({ length: 60_000 }, (_, index) => line(index + 1));
    writeFileSync(path, ["Summary,Issue key,Issue Type,Status,Project key,Project name,Assignee", ...lines].join("\n"));
    const before = await listed();
    await page.goto(new URL("/import", page.url()).href);
    const asked = page.waitForEvent("filechooser");
    await main().getByRole("button", { name: "Choose files" }).click();
    await (await asked).setFiles(path);
    // Only its beginning is read for that.
    expect((await rowsOf("large.csv")).map(([key]) => key)).toEqual(["BIG-1", "BIG-2", "BIG-3", "BIG-4", "BIG-5"]);
    await main().getByRole("button", { name: "Audit 1 file" }).click();
    const sofar = main()
      .getByRole("status")
      .getByText(/^(Reading|Judging): [\d,]*\d{3} work items so far$/);
    await sofar.waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    await page.reload();
    await sofar.waitFor();
    await main().getByRole("button", { name: "Cancel" }).click();
    await main().getByRole("status").getByText("What was audited before is as it was.").waitFor();
    expect(await checkBothThemes(page)).toEqual([]);
    expect(await listed()).toEqual(before);
    // And the next one goes its way.
    await choose(jira);
    await audit(1, 4);
  });

  test("nothing was complained about", () => expect(dashboard.complaints).toEqual([]));
});

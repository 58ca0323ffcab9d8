import { describe, expect, test } from "vitest";
import { headerLanguages } from "#adapters/files/headers/index";
import { recogniseColumns } from "#adapters/files/recognise-columns";
import { readFixture, readText } from "./read-files";

const plan = (header: readonly string[]) => recogniseColumns(header, { columnMap: {}, peopleFields: [] });

describe("header rows in the language of the user", () => {
  test.each(headerLanguages.map((language) => [language.code, language] as const))(
    "a Jira export in %s is known by its own names",
    (code, language) => {
      const header = Object.values(language.names).map((names) => names[0] ?? "");
      const found = plan(header);
      expect(found.format).toBe("jira-csv");
      expect(found.language).toBe(code);
      for (const [field, names] of Object.entries(language.names)) {
        expect([field, found.columns[field as keyof typeof found.columns]]).toEqual([
          field,
          expect.arrayContaining([header.indexOf(names[0] ?? "")]),
        ]);
      }
    },
  );

  test("every language says where its names were read and names at least a title and a key", () => {
    for (const { source, names } of headerLanguages) {
      expect(source.length).toBeGreaterThan(20);
      expect(names.title?.[0]).toBeTruthy();
      expect(names.key?.[0]).toBeTruthy();
    }
  });

  test("case, accents and odd blanks of a header do not matter", () => {
    expect(plan(["resume", "CLÉ DE TICKET", "Type\u00a0de ticket"]).language).toBe("fr");
  });

  test("custom fields are known in any language by the name inside", () => {
    const found = plan(["Summary", "Issue key", "Campo personalizado (Epic Link)", "自定义字段（Story Points）"]);
    expect(found.columns.epicLink).toEqual([2]);
    expect(found.columns.estimate).toEqual([3]);
  });

  test("a summary beside no other mark of Jira is no Jira export", () => {
    expect(plan(["Summary", "Amount"]).format).toBe("csv");
  });
});

describe("a Spanish Jira export with semicolons", () => {
  test("is read with its months, its halves of the day, its types and its states", async () => {
    const { items, sources } = await readFixture("jira-cloud.es.csv");
    expect(sources[0]?.format).toBe("jira-csv");
    expect(items).toMatchObject([
      {
        id: "jira:acme:501",
        title: "Visión del producto para 2028",
        level: "epic",
        status: { name: "En análisis propio", category: "in-progress" },
        created: "2026-04-21T23:37:00",
        updated: "2026-09-01T00:05:00",
        people: { assignee: { id: "acc-1", name: "Lucía Prado" } },
      },
      {
        level: "subtask",
        status: { category: "done" },
        updated: "2026-04-22T08:00:00",
        dueDate: "2026-12-30",
        parent: "MAR-1",
      },
    ]);
  });
});

test("a German export is read to the last field", async () => {
  const csv =
    "Zusammenfassung,Vorgangsschlüssel,Vorgangs-ID,Vorgangstyp,Status,Zugewiesene Person,ID der zugewiesenen Person,Autor,Erstellt,Fälligkeitsdatum,Übergeordnet\nPreise klären,BER-1,7,Unteraufgabe,In Arbeit,Jan Ot,acc-1,Ida Lund,05/Mrz/26 9:05 AM,30.06.2026,6\n";
  const { items } = await readText(csv);
  expect(items[0]).toMatchObject({
    id: "jira:acme:7",
    level: "subtask",
    status: { category: "in-progress" },
    created: "2026-03-05T09:05:00",
    dueDate: "2026-06-30",
    parent: "6",
    people: { assignee: { id: "acc-1", name: "Jan Ot" }, reporter: { id: "Ida Lund", name: "Ida Lund" } },
  });
});

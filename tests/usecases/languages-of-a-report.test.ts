import { expect, test } from "vitest";
import { compileRuleset } from "#core/classify/classify";
import { loadPolicy } from "#core/policy-check";
import { createRunStore } from "#stores/run-store";
import { runAudit } from "#usecases/run-audit";
import { createArraySource } from "../fixtures/array-source";
import { NOW } from "../fixtures/audit-items";
import { makeItem } from "../fixtures/items";

async function gapsOf(titles: readonly string[]): Promise<string> {
  const store = createRunStore();
  const source = createArraySource(titles.map((title, index) => makeItem({ key: `L-${index}`, type: null, title })));
  const report = await runAudit({
    source,
    store,
    ruleset: compileRuleset(loadPolicy({})),
    now: NOW,
    version: "0.0.0",
  });
  await store.close();
  return report.gaps.join("\n");
}

test("a report says which items were read in languages nobody has measured, and which not at all", async () => {
  const gaps = await gapsOf([
    "Preisstrategie für die Stadtwerke im nächsten Jahr festlegen",
    "Fehler beim Speichern der Rechnung beheben",
    "Definir la estrategia de precios para el próximo año",
    "Мы должны решить, кому и как продавать новую версию",
    "Fix the login button on the settings page",
  ]);
  expect(gaps).toContain("3 items were read in German and Spanish, for which no accuracy has been measured yet");
  expect(gaps).toContain("1 item is written in a language that Rolecall does not read");
});

test("a backlog in English is told nothing about languages", async () => {
  expect(await gapsOf(["Fix the login button on the settings page"])).not.toMatch(/language|accuracy/);
});

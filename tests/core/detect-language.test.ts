import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readBlocks } from "#core/classify/blocks";
import { createLanguageDetector } from "#core/classify/detect-language";
import { languageTitles } from "../fixtures/language-titles";

const READ = ["en", "de", "fr", "es", "pt"] as const;
const detect = createLanguageDetector(READ);
const languageOf = (title: string, description = ""): string | null =>
  detect(title, description, readBlocks(description).segments);

/** Titles that were not understood, as "answer: title". */
const wrongOf = (titles: readonly string[], expected: string | null): string[] =>
  titles.flatMap((title) => {
    const answer = languageOf(title);
    return answer === expected ? [] : [`${answer}: ${title}`];
  });

describe("the language of short titles", () => {
  it("is English for English ones, whatever identifiers, products and places they name", () => {
    expect(wrongOf(languageTitles.en, "en")).toEqual(["es: El Corte Inglés renewal"]);
  });

  it.each(["de", "fr", "es", "pt"] as const)("is %s for at least 95 of 100 in %s, and in doubt English", (language) => {
    const wrong = wrongOf(languageTitles[language], language);
    expect(wrong.length / languageTitles[language].length, wrong.join("\n")).toBeLessThanOrEqual(0.05);
    expect(wrong.filter((line) => !line.startsWith("en: ")).length).toBeLessThanOrEqual(1);
  });

  it.each([
    ["nl", 0.85],
    ["it", 0.95],
    ["pl", 0.9],
    ["zh", 1],
    ["ja", 1],
    ["ru", 1],
  ] as const)("is none that is read for those in %s", (language, share) => {
    const wrong = wrongOf(languageTitles[language], null);
    expect(1 - wrong.length / languageTitles[language].length, wrong.join("\n")).toBeGreaterThanOrEqual(share);
  });

  it("is found in spite of borrowed words", () => {
    expect(languageOf("Pricing-Modell festlegen")).toBe("de");
    expect(languageOf("Go-to-Market-Plan für das Reporting-Modul")).toBe("de");
    expect(languageOf("Definir el roadmap del Q3")).toBe("es");
    expect(languageOf("Définir le pricing du MVP")).toBe("fr");
    expect(languageOf("Revisar o backlog da squad")).toBe("pt");
  });

  it("does not depend on how accents are stored, or on their being there", () => {
    const title = "Kündigungsgründe für große Praxen";
    expect(languageOf(title.normalize("NFD"))).toBe("de");
    expect(languageOf("Benutzer kann sein Passwort nicht zuruecksetzen")).toBe("de");
    expect(languageOf("Definir los criterios de aceptacion de la suscripcion")).toBe("es");
  });
});

describe("the detector", () => {
  it("takes English in doubt, or what a team reads instead", () => {
    for (const title of ["Pricing", "Login", "4711", "API", "PAY-12", "v2.3.1"]) expect(languageOf(title)).toBe("en");
    const german = createLanguageDetector(["de"]);
    expect(german("Login", "", [])).toBe("de");
    expect(german("Users cannot reset their password on the login page", "", [])).toBeNull();
  });

  it("chooses among the languages of the policy only", () => {
    const title = "Fehler beim Speichern der Adresse";
    expect(createLanguageDetector(["en", "fr"])(title, "", [])).toBeNull();
    expect(createLanguageDetector(["en", "de"])(title, "", [])).toBe("de");
    expect(createLanguageDetector([])(title, "", [])).toBeNull();
  });

  it("asks the description where the title says little", () => {
    expect(languageOf("Login", "Nach dem Abmelden bleibt die Sitzung offen, das soll nicht mehr möglich sein.")).toBe(
      "de",
    );
    expect(languageOf("Onboarding", "Новым клиентам нужно помочь в первые дни.")).toBeNull();
  });

  it("does not read code, addresses and identifiers", () => {
    expect(languageOf("Fix `das ist nicht der Fehler` in der_die_das.ts")).toBe("en");
    expect(languageOf("Redirect https://beispiel.de/ueber-uns/unsere-geschichte-und-wir to the new page")).toBe("en");
    expect(languageOf("Error in build", "```\nla base de datos no responde para el usuario\n```")).toBe("en");
  });

  it("answers the same whatever it read before, and never throws", () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 80 }), fc.constantFrom(...languageTitles.de));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const answer = languageOf(one);
        languageOf(other, one);
        expect(languageOf(one)).toBe(answer);
        expect([null, ...READ]).toContain(answer);
      }),
    );
  });
});

const shared = process.env["ROLECALL_SHARED"];
describe.skipIf(!shared)("the shared items (ROLECALL_SHARED)", () => {
  interface Labelled {
    title: string;
    description?: string;
  }
  const items = (shared ? readFileSync(join(shared, "data/labelled-dev.jsonl"), "utf8") : "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Labelled);

  it("are English but for the few that are not", () => {
    const answers = items.map(({ title, description }) => languageOf(title, description));
    const others = answers.filter((answer) => answer !== "en").length;
    expect(others / items.length).toBeGreaterThan(0.035);
    expect(others / items.length).toBeLessThan(0.05);
  });
});

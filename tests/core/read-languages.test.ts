import { describe, expect, it } from "vitest";
import { HAS_CRITERIA, HAS_EXPECTED, HAS_STEPS, readBlocks } from "#core/classify/blocks";
import { TermMatcher } from "#core/classify/term-matcher";
import { createTitleWords, frameTitle, listTitleWords } from "#core/classify/title-frame";
import { IDENTIFIER, NUMBER, VERSION } from "#core/classify/tokens";
import { grammarOf } from "#core/lexicon/grammar";
import { languagePacks } from "#core/lexicon/index";

type Term = ConstructorParameters<typeof TermMatcher>[0][number];
const term = (pattern: string, more: Partial<Term> = {}): Term => ({
  term: pattern,
  focus: "strategic",
  strength: "plain",
  ...more,
});

/** The words of every hit, as they stand in the text; a voided one in brackets. */
function find(language: string, terms: readonly Term[], text: string): string[] {
  const grammar = grammarOf(language);
  const headEnders = languagePacks[language]?.headEnders ?? [];
  const matcher = new TermMatcher(terms, listTitleWords(headEnders, grammar), grammar);
  const tokens = matcher.tokens.read(text);
  const words = createTitleWords(headEnders, grammar, (word) => matcher.idOf(word));
  return matcher.match(frameTitle(tokens, words)).map((hit) => {
    const found = text.slice(tokens.start[hit.first], tokens.end[hit.last]);
    return hit.isVoided ? `(${found})` : found;
  });
}

/** Words of a text that carry a mark: identifier, number, version. */
function marked(language: string, flag: number, text: string): string[] {
  const { tokens } = new TermMatcher([term("x")], [], grammarOf(language));
  tokens.read(text);
  return Array.from({ length: tokens.count }, (_, i) => i)
    .filter((i) => ((tokens.flags[i] ?? 0) & flag) !== 0)
    .map((i) => text.slice(tokens.start[i], tokens.end[i]));
}

describe("German", () => {
  it("names compounds by their end, in their cases, and guards may stand inside the word", () => {
    const strategy = [term("*strategie", { unless: ["cache*"] })];
    expect(find("de", strategy, "Vertriebsstrategie")).toEqual(["Vertriebsstrategie"]);
    expect(find("de", strategy, "Zwei Datenstrategien")).toEqual(["Datenstrategien"]);
    expect(find("de", strategy, "Cachestrategie")).toEqual(["(Cachestrategie)"]);
    expect(find("de", strategy, "Strategiespiel")).toEqual([]);
    expect(find("de", [term("*strategie"), term("vertriebs* x")], "Vertriebsstrategie x")).toEqual([
      "Vertriebsstrategie x",
    ]);
  });

  it("lets more words stand between a noun and its verb than English does", () => {
    const reach = [term("abwanderung ~ senken")];
    const title = "Abwanderung der kleinen Praxen im Norden deutlich senken";
    expect(find("de", reach, title)).toEqual([title]);
    expect(find("en", reach, title)).toEqual([]);
  });

  it("knows plurals and cases, and ae for ä", () => {
    expect(find("de", [term("zielgruppe")], "Zielgruppen")).toEqual(["Zielgruppen"]);
    expect(find("de", [term("angebot")], "Preis des Angebotes")).toEqual(["Angebotes"]);
    expect(find("de", [term("positionierung")], "Positionierungen")).toEqual(["Positionierungen"]);
    expect(find("de", [term("geschäftsmodell")], "Geschaeftsmodell")).toEqual(["Geschaeftsmodell"]);
    expect(find("de", [term("*maßnahme")], "Werbemassnahmen")).toEqual(["Werbemassnahmen"]);
  });

  it("does not end a sentence at abbreviations and ordinals", () => {
    const pair = [term("markt ~ prüfen")];
    expect(find("de", pair, "Markt, z. B. Wien, prüfen")).toHaveLength(1);
    expect(find("de", pair, "Markt bzw. Region prüfen")).toHaveLength(1);
    expect(find("de", pair, "Markt im 1. Quartal prüfen")).toHaveLength(1);
    expect(find("de", pair, "Neuer Markt. Kasse prüfen")).toEqual([]);
  });

  it("reads company forms, laws and both genders as words", () => {
    expect(marked("de", IDENTIFIER, "Meier GmbH: UStG, BetrVG und 20 kWh für NutzerInnen und Kund_innen")).toEqual([]);
    expect(marked("de", IDENTIFIER, "OrderService und order_id")).toEqual(["OrderService", "order_id"]);
    expect(marked("en", IDENTIFIER, "Meier GmbH")).toEqual(["GmbH"]);
  });
});

describe("French, Spanish and Portuguese", () => {
  it("read a word behind an apostrophe as the word", () => {
    expect(find("fr", [term("taux activation")], "Doubler le taux d’activation")).toEqual(["taux d’activation"]);
    expect(find("fr", [term("parts d'audience")], "Gagner des parts d'audience")).toEqual(["parts d'audience"]);
    expect(find("en", [term("activation")], "d'activation")).toEqual([]);
  });

  it("know their own plurals", () => {
    expect(find("fr", [term("marché local")], "Les marchés locaux")).toEqual(["marchés locaux"]);
    expect(find("es", [term("misión")], "Nuestras misiones")).toEqual(["misiones"]);
    expect(find("es", [term("stakeholder")], "Los stakeholders")).toEqual(["stakeholders"]);
    expect(find("pt", [term("visão")], "Duas visões")).toEqual(["visões"]);
    expect(find("pt", [term("canal")], "Novos canais")).toEqual(["canais"]);
  });

  it("are understood without accents, unless that would be another word", () => {
    expect(find("fr", [term("stratégie")], "Strategie 2028")).toEqual(["Strategie"]);
    expect(find("es", [term("misión")], "Mision de la empresa")).toEqual(["Mision"]);
    expect(find("pt", [term("precificação")], "Precificacao do plano")).toEqual(["Precificacao"]);
    expect(find("fr", [term("marché")], "Le bouton ne marche pas")).toEqual([]);
    expect(find("es", [term("validó")], "El valido heredero")).toEqual([]);
  });

  it("have the head noun first, behind verb, article and adjective", () => {
    const head = (word: string): Term => term(word, { at: "head" });
    expect(find("fr", [head("page"), head("client")], "Nouvelle page du client")).toEqual(["page"]);
    expect(find("fr", [head("onglet"), head("facture")], "Dupliquer l'onglet facture")).toEqual(["onglet"]);
    expect(find("fr", [head("filtre"), head("date")], "Filtre par date")).toEqual(["Filtre"]);
    expect(find("es", [head("campo"), head("teléfono")], "Agregar un campo de teléfono")).toEqual(["campo"]);
    expect(find("es", [head("taller")], "Taller de estrategia")).toEqual(["Taller"]);
    expect(find("pt", [head("botão"), head("login")], "Novo botão de login")).toEqual(["botão"]);
    expect(find("en", [head("page"), head("login")], "New login page for partners")).toEqual(["page"]);
  });

  it("may start a title behind an article", () => {
    expect(find("fr", [term("bouton", { at: "start" })], "Le bouton ne répond pas")).toEqual(["bouton"]);
    expect(find("de", [term("button", { at: "start" })], "Der Button reagiert nicht")).toEqual(["Button"]);
  });

  it("read ordinals and abbreviations as words", () => {
    expect(marked("fr", IDENTIFIER, "La 2ème version de la 1ère offre")).toEqual([]);
    expect(find("fr", [term("marché ~ étudier")], "Marché, p. ex. Lyon, étudier")).toHaveLength(1);
    expect(find("es", [term("mercado ~ estudiar")], "Mercado aprox. Lima estudiar")).toHaveLength(1);
  });
});

describe("any language", () => {
  it("tells dates and amounts from versions", () => {
    expect(marked("en", VERSION, "Release 1.4.0 on 31.12.2027 for 1.000.000 users")).toEqual(["1.4.0"]);
    expect(marked("de", VERSION, "Umsatz von 1.250.000,50 Euro bis 1.3.2028")).toEqual([]);
    expect(marked("en", NUMBER, "1,000,000.50 and 1.000.000")).toEqual(["1,000,000.50", "1.000.000"]);
    expect(marked("en", VERSION, "Ping 192.168.100.200 and 192.168.0.1")).toEqual(["192.168.100.200", "192.168.0.1"]);
  });

  it("points at the right letters where accents are stored apart", () => {
    const text = "Für große Märkte: Preisstrategie prüfen".normalize("NFD");
    expect(find("de", [term("märkte"), term("preisstrategie ~ prüfen")], text)).toEqual([
      "Märkte".normalize("NFD"),
      "Preisstrategie prüfen".normalize("NFD"),
    ]);
  });

  it("refuses a pattern in which one cannot tell how far an alternative reaches", () => {
    expect(() => new TermMatcher([term("reduce ~ churn|attrition")])).toThrow('"reduce ~ churn|attrition"');
    expect(() => new TermMatcher([term("reduce ~ (churn|attrition)")])).not.toThrow();
    expect(() => new TermMatcher([term("*markt*")])).toThrow('"*markt*"');
  });

  it.each([
    ["Schritte zur Reproduktion:", HAS_STEPS],
    ["## Erwartetes Verhalten", HAS_EXPECTED],
    ["*Akzeptanzkriterien*", HAS_CRITERIA],
    ["Étapes pour reproduire :", HAS_STEPS],
    ["### Résultat attendu", HAS_EXPECTED],
    ["Critères d’acceptation :", HAS_CRITERIA],
    ["Pasos para reproducir:", HAS_STEPS],
    ["h3. Comportamiento esperado", HAS_EXPECTED],
    ["Criterios de aceptación:", HAS_CRITERIA],
    ["Passos para reproduzir:", HAS_STEPS],
    ["## Resultado esperado", HAS_EXPECTED],
    ["Criterios de aceite:", HAS_CRITERIA],
  ])("knows the heading %s and does not read it", (heading, layout) => {
    const text = `${heading}\n1. abc`;
    expect(readBlocks(text)).toMatchObject({ segments: [heading.length + 1, text.length], layout });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TermMatcher } from "#core/classify/term-matcher";

type Term = ConstructorParameters<typeof TermMatcher>[0][number];
const strategic = (term: string, guards: Partial<Term> = {}): Term => ({
  term,
  focus: "strategic",
  strength: "plain",
  ...guards,
});
const tactical = (term: string, guards: Partial<Term> = {}): Term => ({
  term,
  focus: "tactical",
  strength: "plain",
  ...guards,
});

/** The words of every hit, as they stand in the text; a voided one in brackets. */
function find(terms: readonly Term[], text: string): string[] {
  const matcher = new TermMatcher(terms);
  const tokens = matcher.tokens.read(text);
  return matcher.match().map((hit) => {
    const words = text.slice(tokens.start[hit.first], tokens.end[hit.last]);
    return hit.isVoided ? `(${words})` : words;
  });
}

describe("a pattern of the lexicon", () => {
  it("matches words in a row in any case, across hyphens and slashes, and in the regular plural", () => {
    expect(find([strategic("go to market plan")], "Our Go-To-Market Plans")).toEqual(["Go-To-Market Plans"]);
    expect(find([strategic("win loss")], "Win/loss review")).toEqual(["Win/loss"]);
    expect(find([strategic("market opportunity")], "Market opportunities 2027")).toEqual(["Market opportunities"]);
    expect(find([strategic("product goal")], "product goalkeeper")).toEqual([]);
  });

  it("reads alternatives, endings and the ampersand", () => {
    expect(find([strategic("(price|pricing) model")], "New pricing model")).toEqual(["pricing model"]);
    expect(find([strategic("monetiz*")], "Monetization of the API")).toEqual(["Monetization"]);
    expect(find([strategic("market"), tactical("market* x")], "marketing of the market")).toEqual(["market"]);
    expect(find([strategic("p&l")], "Own the P&L of the line")).toEqual(["P&L"]);
    expect(find([strategic("customer")], "the customer’s view")).toEqual(["customer"]);
  });

  it("finds two words near each other in either order, but not across the end of a sentence", () => {
    const churn = [strategic("churn ~ reduce*")];
    expect(find(churn, "Reduce early churn")).toEqual(["Reduce early churn"]);
    expect(find(churn, "Churn must be reduced")).toEqual(["Churn must be reduced"]);
    expect(find(churn, "Reduce load. Show the churn table")).toEqual([]);
    expect(find(churn, "reduce one two three four five churn")).toEqual([]);
  });

  it("counts for nothing beside a word that tells another sense, or without a word it needs", () => {
    const pricing = [strategic("pricing", { unless: ["page", "component"] })];
    expect(find(pricing, "Rethink pricing")).toEqual(["pricing"]);
    expect(find(pricing, "Pricing page is broken")).toEqual(["(Pricing)"]);
    expect(find(pricing, "Fix page. Then rethink pricing for partners")).toEqual(["pricing"]);
    const ga = [strategic("ga", { needs: ["decision", "date"] })];
    expect(find(ga, "GA decision")).toEqual(["GA"]);
    expect(find(ga, "GA tag")).toEqual(["(GA)"]);
  });

  it("leaves nothing to a word inside a longer term", () => {
    const terms = [strategic("strategy"), tactical("caching strategy"), strategic("define ~ strategy")];
    expect(find(terms, "Define caching strategy")).toEqual(["caching strategy"]);
    expect(find(terms, "Define our strategy")).toEqual(["Define our strategy"]);
  });

  it("does not read identifiers and versions as words", () => {
    expect(find([strategic("strategy")], "CachingStrategy throws in caching_strategy.rb")).toEqual([]);
    expect(find([strategic("ga")], "2.1.3.GA")).toEqual([]);
  });

  it("points at the words it claims, in any text", () => {
    const matcher = new TermMatcher([strategic("product vision"), strategic("market ~ enter"), strategic("monetiz*")]);
    const word = fc.constantFrom(
      "product",
      "Vision",
      "market",
      "ENTER",
      "monetizing",
      "x",
      "\n",
      ". ",
      "🙂",
      "é",
      "'",
      "-",
    );
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join(" ")),
        (text) => {
          const tokens = matcher.tokens.read(text);
          for (const hit of matcher.match()) {
            const words = text.slice(tokens.start[hit.first], tokens.end[hit.last]).toLowerCase();
            expect(words).toMatch(/^product\W+vision$|market|^monetizing$/);
          }
        },
      ),
    );
  });

  it("never throws, whatever the text", () => {
    const matcher = new TermMatcher([strategic("a ~ b"), strategic("(c|d) e*"), tactical("f", { unless: ["g"] })]);
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 200 }),
        (text) => (matcher.tokens.read(text), matcher.match(), true),
      ),
    );
  });

  it("names the term whose pattern cannot be read", () => {
    expect(() => new TermMatcher([strategic("(price|pricing model")])).toThrow('"(price|pricing model"');
    expect(() => new TermMatcher([strategic("~ churn")])).toThrow('"~ churn"');
  });
});

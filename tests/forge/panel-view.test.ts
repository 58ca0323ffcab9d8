import { describe, expect, it } from "vitest";
import { mapIssue } from "#adapters/jira/map";
import { parsePolicy } from "#core/config";
import { probabilityOf, type Evidence, type Verdict } from "#core/verdict";
import { viewVerdict } from "#forge/panel-view";
import { jiraIssue } from "../adapters-jira/issue";

const policy = parsePolicy({});
const item = mapIssue(jiraIssue(), { workspace: "acme" });
const line = (term: string, weight: number, field = "title"): Evidence => ({
  kind: "term",
  feature: `test/${term}`,
  term,
  topic: "test",
  field,
  weight,
});

function verdict(focus: Verdict["focus"], evidence: Evidence[], rest: Partial<Verdict> = {}): Verdict {
  const score = evidence.reduce((sum, { weight }) => sum + weight, 0);
  return {
    focus,
    probability: probabilityOf(score),
    score,
    responsibility: null,
    evidence,
    runnerUp: { focus: "tactical", probability: 0.1, responsibility: null },
    counterEvidence: null,
    flip: null,
    language: "en",
    ...rest,
  };
}

const section = (view: ReturnType<typeof viewVerdict>, title: string): string[] | undefined =>
  view.sections.find((candidate) => candidate.title === title)?.lines;

describe("a verdict in the words of the panel", () => {
  it("gives a tactical item the probability of being tactical, its reasons strongest first, and what speaks against", () => {
    const evidence = [line("button", -1), line("vision", 1, "description"), line("crash", -2)];
    const view = viewVerdict(item, verdict("tactical", evidence, { responsibility: "delivery" }), policy);
    expect(view.headline).toBe("Tactical · 88 %");
    expect(view.summary).toBe("Rolecall is 88 % sure that this work item is tactical: the work of a product owner.");
    expect(view.responsibility).toMatch(/^Delivery \(defects/);
    expect(section(view, "Why")).toEqual(['"crash" in the title', '"button" in the title']);
    expect(section(view, "What speaks against it")).toEqual(['"vision" in the description']);
  });

  it("shows at most three reasons, and never the base rate as one", () => {
    const evidence: Evidence[] = [
      { kind: "base-rate", feature: "base-rate", term: "", topic: "", field: "policy", weight: -9 },
      ...["one", "two", "three", "four"].map((term, i) => line(term, -5 + i)),
    ];
    const view = viewVerdict(item, verdict("tactical", evidence), policy);
    expect(section(view, "Why")).toEqual(['"one" in the title', '"two" in the title', '"three" in the title']);
    expect(section(view, "What speaks against it")).toBeUndefined();
  });

  it("says what would change the verdict, and nothing where nothing small would", () => {
    const evidence = [line("pricing", 3)];
    const flip = { by: "evidence", lines: [0], becomes: "unclear" } as const;
    expect(
      section(viewVerdict(item, verdict("strategic", evidence, { flip }), policy), "What would change it"),
    ).toEqual(['Without "pricing" in the title it would be unclear.']);
    expect(section(viewVerdict(item, verdict("strategic", evidence), policy), "What would change it")).toBeUndefined();
  });

  it("names no responsibility and takes no side when it is not sure, and shows both sides", () => {
    const evidence = [line("pricing", 2), line("bug", -2)];
    const view = viewVerdict(item, verdict("unclear", evidence, { responsibility: "delivery" }), policy);
    expect(view).toMatchObject({ headline: "Not sure", responsibility: null });
    expect(section(view, "What is missing")?.join(" ")).toMatch(/weigh about the same/);
    expect(section(view, "Speaks for strategic")).toEqual(['"pricing" in the title']);
    expect(section(view, "Speaks for tactical")).toEqual(['"bug" in the title']);
  });

  it("asks for what the item lacks when it is not sure", () => {
    const missing = (description: string, language: string | null): string =>
      section(
        viewVerdict({ ...item, description }, verdict("unclear", [], { language }), policy),
        "What is missing",
      )?.join(" ") ?? "";
    expect(missing(" ", "en")).toMatch(/A description/);
    expect(missing("Some text", "en")).not.toMatch(/A description|language/);
    expect(missing("価格", null)).toMatch(/language that Rolecall reads/);
    expect(missing("Some text", "en")).toMatch(/Clear words/);
  });

  it("says so when a person decided", () => {
    const override = {
      focus: "strategic",
      reason: "we bet on it",
      machine: { focus: "tactical", probability: 0.1 },
    } as const;
    const view = viewVerdict(item, verdict("strategic", [line("bug", -2)], { override }), policy);
    expect(view.headline).toBe("Strategic · set by a person");
    expect(view.summary).toBe("A person decided that this work item is strategic: the work of a product manager.");
  });

  it("names the owner that the policy asks for, and never an app", () => {
    const ownerIn = (owner: object): string => viewVerdict(item, verdict("unclear", []), parsePolicy({ owner })).owner;
    expect(ownerIn({})).toMatch(/^Owner: Mia Krystof\./);
    expect(ownerIn({ fields: ["Product owner", "assignee"] })).toMatch(/^Owner: Ola Nordmann\./);
    expect(ownerIn({ fields: ["creator"] })).toBe("Nobody owns this work item yet.");
  });
});

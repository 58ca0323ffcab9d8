import { describe, expect, test } from "vitest";
import type { ItemRule } from "#core/rule";
import { rules } from "#core/rules/index";
import { auditItems, TWO_ROLES } from "../fixtures/audit-items";
import { makeClassified, makeLine, person } from "../fixtures/items";

const mia = person("Mia");
const oto = person("Oto");
const eng = person("Eng");

describe("owner-role-mismatch", () => {
  test("a strategic item with a product owner and a tactical one with a product manager are found", () => {
    const { said } = auditItems(
      [
        makeClassified("strategic", { key: "A", people: { assignee: oto } }),
        makeClassified("tactical", { key: "B", people: { assignee: mia } }),
        makeClassified("strategic", { key: "C", people: { assignee: mia } }),
        makeClassified("tactical", { key: "D", people: { assignee: oto } }),
        makeClassified("unclear", { key: "E", people: { assignee: oto } }),
      ],
      TWO_ROLES,
    );
    expect(said).toEqual([
      "A owner-role-mismatch/strategic-with-po warning",
      "B owner-role-mismatch/tactical-with-pm warning",
    ]);
  });

  test("it is an error on an epic or above whose verdict is near certain, and says who could take it", () => {
    const { findings, nameOf } = auditItems(
      [
        makeClassified("strategic", { key: "A", level: "epic", people: { assignee: oto } }, { score: 3 }),
        makeClassified("strategic", { key: "B", level: "epic", people: { assignee: oto } }, { score: 1.5 }),
      ],
      { ...TWO_ROLES, rules: { "strategy-without-delivery": "off" } },
    );
    expect(findings.map((finding) => finding.severity)).toEqual(["error", "warning"]);
    expect(findings[0]?.suggestions.map((one) => [nameOf(one.ref), one.reason])).toEqual([
      ["Mia", "product manager for Payments"],
    ]);
    expect(findings[0]?.why.join(" ")).toContain("The owner is a product owner: listed as product owner.");
  });

  test.each(["detailed-requirements", "daily-customer-handling", "routine-metrics"])(
    "names the drift %s of a product manager",
    (topic) => {
      const evidence = [makeLine(-2, { topic }), makeLine(-1)];
      const { said } = auditItems(
        [makeClassified("tactical", { key: "A", people: { assignee: mia } }, { evidence })],
        TWO_ROLES,
      );
      expect(said).toEqual([`A owner-role-mismatch/${topic} warning`]);
    },
  );

  test("a person of two hats, an engineer and a done item are left alone", () => {
    const bo = person("Bo");
    const { said } = auditItems(
      [
        makeClassified("strategic", { key: "A", people: { assignee: bo } }),
        makeClassified("tactical", { key: "B", people: { assignee: bo } }),
        makeClassified("tactical", { key: "C", people: { assignee: eng } }),
        makeClassified("strategic", {
          key: "D",
          people: { assignee: oto },
          status: { name: "Done", category: "done" },
        }),
        makeClassified("strategic", { key: "E", people: { assignee: oto }, isArchived: true }),
        makeClassified("strategic", { key: "F", people: { assignee: person("Bot", { isApp: true }), owner: mia } }),
      ],
      { people: [...(TWO_ROLES.people ?? []), { person: "bo", role: "both" }] },
    );
    expect(said).toEqual([]);
  });

  test("scaled agile asks by level: features and above are the product manager's", () => {
    const { said } = auditItems(
      [
        makeClassified("tactical", { key: "A", level: "epic", people: { assignee: oto } }, { score: -1 }),
        makeClassified("tactical", { key: "B", level: "epic", people: { assignee: mia } }),
        makeClassified("strategic", { key: "C", people: { assignee: oto } }),
        makeClassified("tactical", { key: "D", people: { assignee: mia } }),
      ],
      { ...TWO_ROLES, preset: "scaled-agile" },
    );
    expect(said).toEqual([
      "A owner-role-mismatch/tactical-with-po warning",
      "D owner-role-mismatch/tactical-with-pm warning",
    ]);
  });

  test("in Scrum the Product Goal belongs to the product owner, elsewhere to the product manager", () => {
    const evidence = [makeLine(3, { topic: "product-goal" })];
    const items = [makeClassified("strategic", { key: "A", people: { assignee: oto } }, { evidence })];
    expect(auditItems(items, { ...TWO_ROLES, preset: "scrum" }).said).toEqual([]);
    expect(auditItems(items, TWO_ROLES).said).toEqual(["A owner-role-mismatch/strategic-with-po warning"]);
  });

  test("the policy can let either role own something", () => {
    const items = [makeClassified("tactical", { key: "A", level: "epic", people: { assignee: mia } })];
    expect(auditItems(items, { ...TWO_ROLES, accountable: { tactical: { epic: "either" } } }).said).toEqual([]);
  });

  test("another field can name the owner", () => {
    const items = [makeClassified("strategic", { key: "A", people: { assignee: mia, Sponsor: oto } })];
    expect(auditItems(items, { ...TWO_ROLES, owner: { fields: ["Sponsor", "assignee"] } }).said).toHaveLength(1);
  });
});

describe("Modes of a scope", () => {
  const mixed = [
    makeClassified("strategic", { key: "A", level: "epic", people: { assignee: oto } }),
    makeClassified("tactical", { key: "B", level: "initiative", people: { assignee: oto } }),
    makeClassified("strategic", { key: "C" }),
  ];

  test("where one person holds both roles nothing is flagged", () => {
    expect(auditItems(mixed, { people: [{ person: "oto", role: "both" }] })).toMatchObject({ said: [] });
    expect(auditItems(mixed, { people: [{ person: "oto", role: "product-owner" }] }).said).toEqual([]);
    expect(auditItems(mixed, { ...TWO_ROLES, mode: "combined" }).said).toEqual([]);
  });

  test("where nobody is listed no owner is judged, but the work is", () => {
    const { said, facts } = auditItems(mixed);
    expect(facts.scopes.get("PAY")?.mode).toBe("unknown");
    expect(said).toEqual(["B level-focus-mismatch/tactical-initiative info", "C unowned/strategic-unowned info"]);
  });

  test("a scope can have a mode of its own", () => {
    const items = [makeClassified("strategic", { key: "A", people: { assignee: oto } })];
    expect(
      auditItems(items, { ...TWO_ROLES, mode: "combined", scopes: { Payments: { mode: "separate" } } }).said,
    ).toHaveLength(1);
  });
});

describe("People whose role is not known", () => {
  const owned = [
    makeClassified("tactical", { key: "A", people: { assignee: eng } }),
    makeClassified("tactical", { key: "B", people: { assignee: eng } }),
    makeClassified("strategic", { key: "C", people: { assignee: eng } }),
  ];

  test("they are asked about once per scope while a role is missing there", () => {
    const policy = {
      people: [
        { person: "oto", role: "product-owner" as const },
        { person: "ole", role: "product-owner" as const },
      ],
    };
    expect(auditItems(owned, policy).said).toEqual(["Eng owner-unknown/unlisted info"]);
  });

  test("they are engineers once both roles are listed; strategic work with them is outside product management", () => {
    expect(auditItems(owned, TWO_ROLES).said).toEqual(["C strategic-outside-product/strategic-with-other warning"]);
  });

  test("the policy can say that silence means nothing", () => {
    expect(auditItems(owned, { ...TWO_ROLES, unlistedPeople: "unknown" }).said).toEqual([
      "Eng owner-unknown/unlisted info",
    ]);
  });
});

describe("unowned and owner-inactive", () => {
  test("strategic work needs an owner always, tactical work while it is in progress", () => {
    const inProgress = { status: { name: "Doing", category: "in-progress" as const } };
    const { said } = auditItems(
      [
        makeClassified("strategic", { key: "A" }),
        makeClassified("tactical", { key: "B" }),
        makeClassified("tactical", { key: "C", ...inProgress }),
        makeClassified("unclear", { key: "D", ...inProgress }),
        makeClassified("tactical", { key: "E", level: "subtask", ...inProgress }),
        makeClassified("tactical", { key: "F", people: { assignee: oto } }),
      ],
      TWO_ROLES,
    );
    expect(said).toEqual(["A unowned/strategic-unowned info", "C unowned/tactical-unowned info"]);
  });

  test("a backlog that names no owner anywhere is not a list of unowned items", () => {
    expect(auditItems([makeClassified("strategic", { key: "A" })], TWO_ROLES).said).toEqual([]);
  });

  test("someone who has left is told by the tracker or by the policy", () => {
    const { said } = auditItems(
      [
        makeClassified("tactical", { key: "A", people: { assignee: person("Gone", { isActive: false }) } }),
        makeClassified("unclear", { key: "B", people: { assignee: person("Left") } }),
        makeClassified("tactical", { key: "C", people: { assignee: oto } }),
      ],
      { ...TWO_ROLES, inactivePeople: ["left"] },
    );
    expect(said).toEqual(["A owner-inactive/inactive info", "B owner-inactive/inactive info"]);
  });
});

describe("Focus against level and hierarchy", () => {
  test("a tactical initiative and a strategic sub-task contradict their level", () => {
    const { said } = auditItems(
      [
        makeClassified("tactical", { key: "A", level: "initiative", people: { assignee: oto } }),
        makeClassified("strategic", { key: "B", level: "subtask", people: { assignee: oto } }),
        makeClassified("tactical", { key: "C", level: "subtask", people: { assignee: mia } }),
      ],
      TWO_ROLES,
    );
    expect(said).toEqual([
      "A level-focus-mismatch/tactical-initiative info",
      "B level-focus-mismatch/strategic-subtask info",
    ]);
  });

  const epic = (key: string, parent?: string) =>
    makeClassified("tactical", { key, level: "epic", people: { assignee: oto }, ...(parent ? { parent } : {}) });
  const goal = makeClassified("strategic", { key: "GOAL", level: "initiative", people: { assignee: mia } });

  test("a tactical epic without a strategic parent is an orphan where epics usually have one", () => {
    expect(auditItems([goal, epic("A", "GOAL"), epic("B"), epic("C", "A")], TWO_ROLES).said).toEqual([
      "B orphan-tactical/no-parent info",
      "C orphan-tactical/parent-not-strategic info",
    ]);
  });

  test("nobody is an orphan where epics have no parents", () => {
    expect(auditItems([epic("A"), epic("B"), epic("C")], TWO_ROLES).said).toEqual([]);
    expect(
      auditItems([goal, epic("A", "GOAL"), ...["B", "C", "D", "E", "F"].map((key) => epic(key))], TWO_ROLES).said,
    ).toEqual([]);
  });

  test("strategy needs something tactical below it, at any depth, once it has aged", () => {
    const story = makeClassified("tactical", { key: "S", parent: "file:test:MID" });
    const middle = makeClassified("strategic", {
      key: "MID",
      level: "epic",
      parent: "GOAL",
      people: { assignee: mia },
    });
    const young = makeClassified("strategic", {
      key: "YOUNG",
      level: "epic",
      parent: "GOAL",
      created: "2026-11-10T00:00:00Z",
      people: { assignee: mia },
    });
    const bare = makeClassified("strategic", { key: "BARE", level: "epic", parent: "GOAL", people: { assignee: mia } });
    const { created: _, ...undated } = makeClassified("strategic", {
      key: "UNDATED",
      level: "epic",
      parent: "GOAL",
      people: { assignee: mia },
    }).item;
    expect(auditItems([goal, middle, story, young, bare, { ...bare, item: undated }], TWO_ROLES).said).toEqual([
      "BARE strategy-without-delivery/no-tactical-children info",
    ]);
  });

  test("parents that form a circle do not hang the audit", () => {
    const a = makeClassified("strategic", { key: "A", level: "epic", parent: "B", people: { assignee: mia } });
    const b = makeClassified("strategic", { key: "B", level: "epic", parent: "A", people: { assignee: mia } });
    expect(auditItems([a, b], TWO_ROLES).said).toHaveLength(2);
  });
});

describe("mixed-focus", () => {
  const both = [
    makeLine(2, { responsibility: "product-strategy", term: "pricing model" }),
    makeLine(2, { responsibility: "product-strategy", term: "willingness to pay" }),
    makeLine(-2, { responsibility: "delivery", term: "endpoint" }),
    makeLine(-2.5, { responsibility: "user-stories", term: "as a customer" }),
  ];

  test("strong reasons on both sides make a proposal to split", () => {
    const { findings } = auditItems(
      [makeClassified("unclear", { key: "A", title: "Usage pricing", people: { assignee: mia } }, { evidence: both })],
      TWO_ROLES,
    );
    expect(findings).toMatchObject([
      {
        rule: "mixed-focus",
        split: [
          { focus: "strategic", role: "product-manager", title: "Decide (product strategy): Usage pricing" },
          { focus: "tactical", role: "product-owner", title: "Deliver (user stories): Usage pricing" },
        ],
      },
    ]);
  });

  test("one strong word, or shared vocabulary, is no second subject", () => {
    const oneWord = [makeLine(4), makeLine(-2), makeLine(-2)];
    const shared = [makeLine(2, { isShared: true }), makeLine(2, { isShared: true }), makeLine(-2), makeLine(-2)];
    for (const evidence of [oneWord, shared]) {
      expect(
        auditItems([makeClassified("unclear", { key: "A", people: { assignee: mia } }, { evidence })], TWO_ROLES).said,
      ).toEqual([]);
    }
  });
});

describe("role-coverage-gap", () => {
  const work = (focus: "strategic" | "tactical", count: number) =>
    Array.from({ length: count }, (_, index) =>
      makeClassified(focus, { key: `${focus}-${index}`, people: { assignee: person("Pia") } }),
    );

  test("strategic work in a scope without a product manager is a gap of the scope", () => {
    const policy = {
      people: [
        { person: "oto", role: "product-owner" as const },
        { person: "pia", role: "product-owner" as const },
      ],
    };
    expect(auditItems([...work("tactical", 5), ...work("strategic", 3)], policy).said).toContain(
      "PAY role-coverage-gap/no-product-manager warning",
    );
    expect(auditItems([...work("tactical", 5), ...work("strategic", 2)], policy).said.join()).not.toContain(
      "role-coverage-gap",
    );
  });

  test("where both are missing it is one finding", () => {
    const { said } = auditItems([...work("tactical", 3), ...work("strategic", 3)], {
      mode: "separate",
      unlistedPeople: "other",
    });
    expect(said.filter((line) => line.includes("role-coverage-gap"))).toEqual([
      "PAY role-coverage-gap/no-product-roles warning",
    ]);
  });
});

describe("Rules as such", () => {
  test("each has a documented page, and no two share an id", () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    for (const { docs, title } of rules) {
      for (const text of [title, docs.what, docs.why, docs.fix, docs.falsePositives])
        expect(text.length).toBeGreaterThan(10);
    }
  });

  test("the policy switches a rule off, or sets its severity, everywhere or for a scope", () => {
    const items = [makeClassified("strategic", { key: "A", people: { assignee: oto } })];
    expect(auditItems(items, { ...TWO_ROLES, rules: { "owner-role-mismatch": "off" } }).said).toEqual([]);
    expect(auditItems(items, { ...TWO_ROLES, rules: { "owner-role-mismatch": "info" } }).said[0]).toMatch(/info$/);
    expect(
      auditItems(items, { ...TWO_ROLES, scopes: { pay: { rules: { "owner-role-mismatch": { severity: "error" } } } } })
        .said[0],
    ).toMatch(/error$/);
  });

  test("one that throws is a reported failure, and the others go on", () => {
    const broken: ItemRule = {
      ...(rules[0] as ItemRule),
      id: "broken",
      check() {
        throw new Error("no such thing");
      },
    };
    const { said, failures } = auditItems(
      [makeClassified("strategic", { key: "A", people: { assignee: oto } })],
      TWO_ROLES,
      [broken, ...rules],
    );
    expect(said).toHaveLength(1);
    expect(failures).toEqual([{ rule: "broken", subject: "A", message: "no such thing" }]);
  });

  test("types and labels can be taken out of the audit", () => {
    const items = [
      makeClassified("strategic", { key: "A", type: "Test", people: { assignee: oto } }),
      makeClassified("strategic", { key: "B", labels: ["parked"], people: { assignee: oto } }),
    ];
    expect(
      auditItems(items, { ...TWO_ROLES, items: { excludeTypes: ["test"], excludeLabels: ["parked"] } }).said,
    ).toEqual([]);
  });
});

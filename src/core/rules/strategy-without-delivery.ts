import { levelNoun } from "#core/explain";
import type { ItemRule } from "#core/rule";

/** Milliseconds; ages are counted in full days of 24 hours, the same in every time zone. */
const DAY = 24 * 60 * 60 * 1000;

export const strategyWithoutDelivery: ItemRule = {
  id: "strategy-without-delivery",
  title: "Strategy that nobody delivers",
  severity: "info",
  subject: "item",
  dependsOn: ["day", "below"],
  levels: ["initiative", "epic"],
  modes: ["separate", "unknown"],
  docs: {
    what: "A strategic epic or initiative is open for some time and has no tactical item below it.",
    why: "A product manager's vision must become tasks; without them it is a wish.",
    fix: "Let the product owner break it down, or close it if it is no longer meant.",
    jql: "issuetype in (Epic, Initiative) AND statusCategory != Done AND created <= -30d",
    linearFilter: "Initiatives without projects · projects without issues, older than 30 days",
    falsePositives:
      "Decisions and research that end in a document: they need no delivery. Backlogs without parent links are left alone.",
    options: { days: { default: 30, about: "Age from which a missing breakdown counts, in days." } },
  },
  check({ item, verdict }, { options, scope, hasDelivery, now }) {
    if (verdict.focus !== "strategic" || hasDelivery || !scope.hasHierarchy || !item.created) return undefined;
    const age = Math.floor((Date.parse(now) - Date.parse(item.created)) / DAY);
    if (!(age >= Number(options.days))) return undefined;
    return {
      kind: "no-tactical-children",
      expectedRole: "product-owner",
      message: `This strategic ${levelNoun[item.level]} has no delivery below it.`,
      why: [`It is open for ${age} days, and no tactical item stands under it.`],
      change: "A tactical item below it.",
      remedy: "Let a product owner break it down, or close it.",
    };
  },
};

import type { DecidedFocus, ProductRole } from "#core/model";

export const STRATEGIC_RESPONSIBILITIES = [
  "product-strategy",
  "market-research",
  "customer-engagement",
  "long-term-planning",
  "go-to-market",
  "business-case",
  "stakeholder-communication",
] as const;

export const TACTICAL_RESPONSIBILITIES = [
  "user-stories",
  "requirements-readiness",
  "backlog-prioritization",
  "team-coordination",
  "testing-acceptance",
  "delivery",
] as const;

export type StrategicResponsibility = (typeof STRATEGIC_RESPONSIBILITIES)[number];
export type TacticalResponsibility = (typeof TACTICAL_RESPONSIBILITIES)[number];
export type Responsibility = StrategicResponsibility | TacticalResponsibility;

export const RESPONSIBILITIES: readonly Responsibility[] = [
  ...STRATEGIC_RESPONSIBILITIES,
  ...TACTICAL_RESPONSIBILITIES,
];

interface ResponsibilityDescription {
  focus: DecidedFocus;
  /** As shown on screen. */
  name: string;
  /** One line for a report or a tooltip. */
  about: string;
}

/** The focus areas of the two roles, in the order in which a product manager would explain them. */
export const responsibilityDescriptions: Record<Responsibility, ResponsibilityDescription> = {
  "product-strategy": {
    focus: "strategic",
    name: "Product strategy",
    about: "vision, positioning, business model, portfolio",
  },
  "market-research": {
    focus: "strategic",
    name: "Market research",
    about: "market, competitors, segments, opportunities",
  },
  "customer-engagement": {
    focus: "strategic",
    name: "Customer engagement",
    about: "discovery, interviews, personas, voice of the customer",
  },
  "long-term-planning": {
    focus: "strategic",
    name: "Long-term planning",
    about: "roadmap, goals, OKRs, multi-quarter outcomes",
  },
  "go-to-market": { focus: "strategic", name: "Go-to-market", about: "launch, marketing, pricing, sales, partners" },
  "business-case": {
    focus: "strategic",
    name: "Business case",
    about: "budget, revenue, return, key figures and their targets",
  },
  "stakeholder-communication": {
    focus: "strategic",
    name: "Stakeholder communication and coaching",
    about: "alignment, executive updates, coaching across functions",
  },
  "user-stories": { focus: "tactical", name: "User stories", about: "feature slices with described behaviour" },
  "requirements-readiness": {
    focus: "tactical",
    name: "Requirements readiness",
    about: "detailed requirements, specifications, definition of ready",
  },
  "backlog-prioritization": {
    focus: "tactical",
    name: "Backlog prioritisation",
    about: "refinement, ranking, splitting, sprint scope",
  },
  "team-coordination": {
    focus: "tactical",
    name: "Team coordination",
    about: "planning meetings, demos, retrospectives, hand-offs",
  },
  "testing-acceptance": {
    focus: "tactical",
    name: "Testing and acceptance",
    about: "test cases, verification, sign-off of finished work",
  },
  delivery: {
    focus: "tactical",
    name: "Delivery",
    about: "defects, implementation, infrastructure, releases, support cases",
  },
};

/** Who answers for which focus where a preset says nothing else. */
export const accountableByFocus: Record<DecidedFocus, ProductRole> = {
  strategic: "product-manager",
  tactical: "product-owner",
};

/**
 * Subjects of evidence that rules may ask for. The first three are what great product managers do not do;
 * the goals belong to the product owner in Scrum (Scrum Guide 2020).
 */
export const TOPICS = [
  "detailed-requirements",
  "daily-customer-handling",
  "routine-metrics",
  "product-goal",
  "release-goal",
] as const;
export type Topic = (typeof TOPICS)[number];

import type { Focus } from "#core/model";
import { type LabelledItem, parseLabelled } from "#lab/labelled";

interface Line {
  id: string;
  project: string;
  title: string;
  label: Focus;
  description?: string;
  type?: string;
  responsibility?: string;
  confidence?: number;
  draw?: string;
}

const STRATEGIC = [
  ["Interview ten customers about why they leave", "customer-engagement"],
  ["Define the pricing model for the enterprise market", "go-to-market"],
  ["Grow revenue in the mid-market by 20 %", "business-case"],
  ["Competitor analysis of the three largest vendors", "market-research"],
  ["Product roadmap for next year", "long-term-planning"],
  ["Align stakeholders on the product vision", "stakeholder-communication"],
] as const;
const TACTICAL = [
  ["Fix null pointer exception in the refund endpoint", "delivery"],
  ["Add a filter to the invoice list", "user-stories"],
  ["Bump eslint to the next version", "delivery"],
  ["Write unit tests for the parser", "testing-acceptance"],
  ["Login button is not aligned on mobile", "delivery"],
  ["Refactor the session cache", "delivery"],
] as const;

/** Invented items of eight projects, half of them strategic, none with the same title. */
export function inventLines(projects = 8): Line[] {
  return Array.from({ length: projects }, (_, p) =>
    [...STRATEGIC, ...TACTICAL].map(([title, responsibility], i): Line => {
      const isStrategic = i < STRATEGIC.length;
      return {
        id: `P${p}-${i}`,
        project: `P${p}`,
        title: `${title} (team ${p})`,
        description: isStrategic ? "" : "Steps to reproduce: open the page and press save.",
        label: isStrategic ? "strategic" : "tactical",
        type: isStrategic ? "Epic" : "Bug",
        responsibility,
        confidence: 1 + (i % 3),
        draw: i % 2 === 0 ? "random" : "topic",
      };
    }),
  ).flat();
}

export const toJsonLines = (lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join("");

export const inventItems = (projects?: number): LabelledItem[] => parseLabelled(toJsonLines(inventLines(projects)));

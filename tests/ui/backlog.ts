import { sample, type BacklogItem } from "./dashboard";

/** An item with what is read of it beside what the harness names. */
export interface OwnItem extends BacklogItem {
  id: string;
  project: string;
  url?: string;
}

/** Work of a product owner that sits with the product manager: each is one finding. */
const tactical = (number: number, more: Partial<OwnItem> = {}): OwnItem => ({
  ...{ id: `pay-${number}`, key: `PAY-${number}`, project: "Payments", type: "Bug", status: "To do" },
  title: `Fix the login button that crashes on page ${number}`,
  assignee: "Maya Patel",
  url: `https://saltmarsh.atlassian.net/browse/PAY-${number}`,
  ...more,
});

export const manyTactical = (count: number): OwnItem[] =>
  Array.from({ length: count }, (_, index) => tactical(index + 1));

/** The sample, and a space in which forty findings are much the same: an epic with three children among them. */
export const items: OwnItem[] = [
  ...(sample.items as OwnItem[]),
  tactical(1, { type: "Epic", title: "Fix the crashes of the login form" }),
  ...[2, 3, 4].map((number) => tactical(number, { parent: "PAY-1" })),
  ...Array.from({ length: 36 }, (_, index) => tactical(index + 5)),
];

const people = ["Payments", "Website"].flatMap((scope) => [
  { person: "Maya Patel", role: "product-manager", scope },
  { person: "Owen Reid", role: "product-owner", scope },
]);

const own = sample.policy as { people: object[] };
export const policy = { ...own, people: [...own.people, ...people] };

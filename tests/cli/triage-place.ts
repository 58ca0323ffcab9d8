import { expect } from "vitest";
import type { AuditReport } from "#core/report";
import { createWorkplace } from "./run-cli";

export const POLICY = {
  people: [
    { person: "Mia", role: "product-manager" },
    { person: "Oto", role: "product-owner" },
    { person: "Pia", role: "product-manager" },
  ],
};

interface Row {
  owner: string;
  status?: string;
}

/** Two items in the wrong hands, unless their owners are others, and two in the right ones. */
export function backlog({
  strategy = { owner: "Oto" },
  bug = { owner: "Mia" },
}: { strategy?: Row; bug?: Row } = {}): string {
  return [
    "Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Assignee",
    `Define the pricing strategy and business case for the enterprise market,PAY-1,1001,Epic,${strategy.status ?? "To Do"},PAY,Payments,${strategy.owner}`,
    `Fix null pointer exception in the refund endpoint,PAY-2,1002,Bug,${bug.status ?? "To Do"},PAY,Payments,${bug.owner}`,
    "Product vision and roadmap for 2027,PAY-8,1008,Epic,To Do,PAY,Payments,Mia",
    "Add export button to the invoice table,PAY-9,1009,Story,To Do,PAY,Payments,Oto",
    "",
  ].join("\n");
}

/** Another tracker with an item of the same key, in a team of another name. */
export const OTHER_TRACKER = [
  "ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,Cycle Number,Created,Updated",
  "PAY-1,Checkout,Define the pricing strategy and business case for the enterprise market,,Todo,,High,,,Mia,Oto,,,2026-01-01,2026-01-02",
  "",
].join("\n");

/** A folder with a policy and a backlog, to decide in. */
export function createTriagePlace() {
  const place = createWorkplace();
  place.write("rolecall.config.json", JSON.stringify(POLICY));
  place.write("backlog.csv", backlog());
  return {
    ...place,
    /** Audits and expects that nothing is said beside the report. */
    async audit(...options: string[]): Promise<AuditReport> {
      const { code, stdout, stderr } = await place.run(["audit", "backlog.csv", "--format", "json", ...options]);
      expect(stderr).toBe("");
      expect(code).toBe(0);
      return JSON.parse(stdout) as AuditReport;
    },
    restrict: (triage: object): string => place.write("rolecall.config.json", JSON.stringify({ ...POLICY, triage })),
  };
}

/** "PAY-1 open" for each finding of the one rule about owners. */
export const statesOf = ({ findings, items }: AuditReport): string[] =>
  findings
    .filter(({ rule }) => rule === "owner-role-mismatch")
    .map(
      ({ subject, state, mark }) =>
        `${(subject.kind === "item" && items[subject.id]?.key) || ""} ${state}${mark ? ` ${mark}` : ""}`,
    )
    .sort();

import { type Baseline, textOf } from "#lab/baselines/baseline";

/** Single words as public triage scripts list them: no phrases, no guards, no weights. */
const STRATEGIC = new Set(
  "strategy strategic vision mission roadmap market marketing competitor competitors competitive positioning pricing price revenue budget roi business customer customers persona personas interview interviews research survey discovery segment launch campaign messaging sales partner partners partnership stakeholder stakeholders okr okrs kpi kpis goal goals objective objectives initiative growth retention churn adoption investment monetization branding outreach".split(
    " ",
  ),
);
const TACTICAL = new Set(
  "bug fix error crash fail fails failing broken exception issue test tests testing add implement update upgrade refactor remove delete rename api endpoint button page form field ui css database query server client config build deploy pipeline ci docker code class function method feature user story sprint backlog release version migration log logging install support documentation docs".split(
    " ",
  ),
);

/** Counts words of both lists; the longer count wins, and a draw is tactical. */
export const keywordCounter: Baseline = {
  name: "bare keyword counter",
  train: () => (labelled) => {
    let balance = 0;
    for (const word of textOf(labelled)
      .toLowerCase()
      .split(/[^a-z]+/)) {
      if (STRATEGIC.has(word)) balance++;
      else if (TACTICAL.has(word)) balance--;
    }
    return { answer: balance > 0 ? "strategic" : "tactical", probability: null };
  },
};

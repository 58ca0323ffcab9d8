import { phraseVerdict } from "#core/explain";
import type { ItemRule } from "#core/rule";

export const orphanTactical: ItemRule = {
  id: "orphan-tactical",
  title: "Delivery that no strategy asks for",
  severity: "info",
  subject: "item",
  dependsOn: ["scope"],
  // One finding per epic: its stories share the problem, and an initiative has nothing above it.
  levels: ["epic"],
  modes: ["separate", "unknown"],
  docs: {
    what: "A tactical epic has no strategic parent, in a scope where epics usually have one.",
    why: "Strategy and work must line up; work without a reason is either missing its reason or should not be done.",
    fix: "Link it to the initiative it serves, or ask whether it is still wanted.",
    jql: "issuetype = Epic AND parent is EMPTY AND statusCategory != Done",
    linearFilter: "Projects without an initiative",
    falsePositives:
      "Maintenance epics that serve every initiative: give them one of their own. Scopes that do not link epics upwards are left alone.",
    options: {
      share: {
        default: 0.2,
        about: "Share of the open epics that must have a strategic parent before the rest count as orphans.",
      },
      epics: { default: 3, about: "Fewest open epics before a share means anything." },
    },
  },
  check({ verdict }, { options, parent, scope }) {
    if (verdict.focus !== "tactical" || parent?.verdict.focus === "strategic") return undefined;
    const { open, withStrategicParent } = scope.epics;
    if (open < Number(options.epics) || withStrategicParent / open < Number(options.share)) return undefined;
    return {
      kind: parent ? "parent-not-strategic" : "no-parent",
      message: "No strategic item asks for this epic.",
      why: [
        parent ? `Its parent ${parent.key} is not strategic (${phraseVerdict(parent.verdict)}).` : "It has no parent.",
        `In ${scope.scope.name}, ${withStrategicParent} of ${open} open epics have a strategic parent.`,
      ],
      change: "A strategic parent.",
      remedy: "Link it to the initiative it serves, or ask whether it is still wanted.",
    };
  },
};

import type { BacklogReport } from "#core/backlog-report";
import { cutList, type Section } from "#core/render/backlog/blocks";
import type { Numbers } from "#core/render/numbers";
import { describeMix } from "#core/render/outline";
import type { RoleMode } from "#core/report";

/** Spaces and teams that a report for reading carries. */
const MOST = 50;

const MODES: Record<RoleMode, string> = {
  separate: "separate roles",
  combined: "both roles held together",
  unknown: "roles not known yet",
};

/** Which role each space or team has work for. */
export function describeBalance({ balance }: BacklogReport, numbers: Numbers): Section {
  const [shown, rest] = cutList(
    balance,
    MOST,
    (count) =>
      `${numbers.plural(count, "more space or team", "more spaces and teams")} ${count === 1 ? "is" : "are"} in the CSV and JSON reports.`,
  );
  const mixes = shown.map((scope) => ({
    name: scope.name,
    facts: `${numbers.plural(scope.items, "work item")} · ${MODES[scope.mode]}`,
    mix: scope.items === 0 ? [] : describeMix(scope),
    sentence: scope.balance.sentence,
  }));
  return {
    id: "balance",
    title: "Role balance",
    blocks: mixes.length === 0 ? [] : [{ kind: "mixes", mixes }, ...rest],
  };
}

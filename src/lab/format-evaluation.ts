import type { Evaluation, GroupScores, ModelScores } from "#lab/evaluate";

/** An evaluation as plain text tables, at most 100 columns wide. */
export function formatEvaluation(evaluation: Evaluation): string {
  const { items, method, model, baselines, asConfigured } = evaluation;
  const how =
    method.folds > 1
      ? `${method.folds} folds by ${method.by}, weights trained anew for each`
      : "the published weights, nothing trained";
  return [
    `${items.all} items of ${items.projects} projects: ${items.strategic} strategic, ${items.tactical} tactical, ${items.unclear} unclear (not scored).`,
    `Judged with ${how}; base rate ${percent(method.baseRate)}, strategic from ${method.thresholds.strategic}, tactical up to ${method.thresholds.tactical}.`,
    "",
    table(
      ["", "forced F1", "strategic P", "R", "tactical P", "R", "decided F1", "coverage", "strategic P"],
      [
        modelRow({ ...model, name: "rolecall" }),
        modelRow({ ...asConfigured, name: `rolecall, base rate ${asConfigured.baseRate}` }),
        modelRow({ ...evaluation.withoutLargestProject, name: `without ${evaluation.withoutLargestProject.project}` }),
        ...baselines.map(modelRow),
      ],
    ),
    ...intervalLines(evaluation),
    "Surest items first",
    table(
      ["coverage", "accuracy", "macro-F1", "strategic P"],
      evaluation.curve.map((point) => [
        percent(point.coverage),
        percent(point.accuracy),
        percent(point.macroF1),
        percent(point.precision),
      ]),
    ),
    ...calibrationLines(evaluation),
    "What was said of what (decided)",
    table(
      ["is", "strategic", "tactical", "unclear"],
      (["strategic", "tactical"] as const).map((truth) => [
        truth,
        ...(["strategic", "tactical", "unclear"] as const).map((answer) =>
          String(evaluation.confusion.decided[truth][answer]),
        ),
      ]),
    ),
    `Responsibility right, where the focus is: strategic ${percent(evaluation.responsibility.strategic.accuracy)} of ${evaluation.responsibility.strategic.items}, tactical ${percent(evaluation.responsibility.tactical.accuracy)} of ${evaluation.responsibility.tactical.items}.`,
    "",
    ...groupLines("By draw", evaluation.byDraw),
    ...groupLines("By confidence of the label", evaluation.byConfidence),
    ...groupLines("By project (the twenty largest)", evaluation.byProject.slice(0, 20)),
    ...evaluation.notes,
    "",
  ].join("\n");
}

function modelRow({ name, forced, decided }: ModelScores): string[] {
  const { strategic, tactical } = forced;
  return [
    name,
    ...[forced.macroF1, strategic.precision, strategic.recall, tactical.precision, tactical.recall].map(percent),
    ...(decided ? [decided.macroF1, decided.coverage, decided.strategic.precision].map(percent) : ["–", "–", "–"]),
  ];
}

function intervalLines({ intervals }: Evaluation): string[] {
  if (!intervals) return [];
  const rows = Object.entries(intervals).map(([name, [low, high]]) => [name, percent(low), percent(high)]);
  return ["95 % intervals, projects resampled", table(["", "from", "to"], rows)];
}

function calibrationLines({ calibration, method }: Evaluation): string[] {
  const { labelled, shifted } = calibration;
  const lines = [
    `Calibration error ${labelled.error.toFixed(3)} at the labelled base rate of ${percent(method.baseRate)}${shifted ? `, ${shifted.error.toFixed(3)} shifted to ${percent(shifted.prior)}` : ""}`,
  ];
  const rows = labelled.bins.map(({ from, items, probability, strategic }) => [
    `from ${from.toFixed(1)}`,
    String(items),
    percent(probability),
    percent(strategic),
  ]);
  return [...lines, table(["probability", "items", "said", "is"], rows)];
}

function groupLines(title: string, groups: readonly GroupScores[]): string[] {
  const rows = groups.map(({ name, items, strategic, forced, falseStrategic, missedStrategic }) => [
    name,
    String(items),
    String(strategic),
    percent(forced.accuracy),
    String(falseStrategic),
    String(missedStrategic),
  ]);
  return [title, table(["", "items", "strategic", "accuracy", "false strategic", "missed"], rows)];
}

const percent = (share: number): string => (share * 100).toFixed(1);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  return [...lines, ""].join("\n");
}

import { responsibilityDescriptions } from "#core/taxonomy";
import { createScreen, type Screen } from "#core/render/terminal/screen";
import type { Interval } from "#lab/bootstrap";
import type { Calibration } from "#lab/calibration";
import type { AnswerScores, BaseRateScores, Evaluation, GroupScores } from "#lab/evaluation";
import { writeTable } from "#lab/write-table";

export interface EvaluationFormat {
  width: number;
  colour: boolean;
  /** Classes, confusion and groups with every item decided instead of as the thresholds decide. */
  forced: boolean;
}

const FOCI = ["strategic", "tactical"] as const;
/** Columns of a project's name. */
const LONGEST_GROUP = 32;
/** Projects shown; JSON has all. */
const MOST_PROJECTS = 15;

/** An evaluation for a terminal: what was measured, the answer, then its parts. */
export function formatEvaluation(evaluation: Evaluation, format: EvaluationFormat): string {
  const screen = createScreen(format);
  const answers = format.forced ? "forced" : "decided";
  writeOpening(screen, evaluation);
  writeModels(screen, evaluation);
  writeClasses(screen, evaluation, answers);
  writeCurve(screen, evaluation);
  writeCalibration(screen, evaluation);
  writeResponsibilities(screen, evaluation);
  for (const [title, groups] of [
    ["By draw", evaluation.byDraw],
    ["By confidence of the label", evaluation.byConfidence],
    ["By project", evaluation.byProject.filter(({ items }) => items > 1)],
  ] as const)
    writeGroups(screen, title, groups, answers);
  return screen.text();
}

function writeOpening(screen: Screen, { items, method, notes }: Evaluation): void {
  screen.write(
    `${items.all} items of ${items.projects} projects: ${items.strategic} strategic, ${items.tactical} tactical, ${items.unclear} unclear (not scored).`,
  );
  const how =
    method.weights === "trained"
      ? `weights trained anew for each of ${method.folds} folds by ${method.by} (seed ${method.seed})${method.alsoLearned > 0 ? ` and always on ${method.alsoLearned} further items` : ""}`
      : "the published weights as they are";
  screen.write(
    `Judged with ${how}${method.descriptions ? "" : ", titles only"}; base rate ${percent(method.baseRate)} %, strategic from ${method.thresholds.strategic}, tactical up to ${method.thresholds.tactical}.`,
  );
  for (const note of notes) screen.write({ text: `Note: ${note}`, style: "warning" }, 0, 2);
}

function writeModels(screen: Screen, evaluation: Evaluation): void {
  const { model, atBaseRates, withoutLargestProject, baselines, method } = evaluation;
  const other =
    method.weights === "trained"
      ? baseRateRow("at the policy's base rate", atBaseRates.configured)
      : baseRateRow("at the labelled base rate", atBaseRates.labelled);
  const { prior } = atBaseRates;
  heading(screen, "Macro-F1, %");
  writeTable(
    screen,
    ["", "forced", "decided", "covered", "strategic P", "behind by"],
    [
      modelRow("rolecall", model, ""),
      other,
      ...(prior ? [modelRow(`  as if ${percent(prior.baseRate)} % were strategic`, prior, "")] : []),
      ...(withoutLargestProject
        ? [modelRow(`without ${withoutLargestProject.project}`, withoutLargestProject, "")]
        : []),
      ...baselines.map(({ name, ahead, ...scores }) =>
        modelRow(name, scores, `${percent(ahead.macroF1)}${ahead.interval ? ` ${range(ahead.interval)}` : ""}`),
      ),
    ],
  );
  screen.write(
    "forced: every item decided at probability 0.5. decided: as the thresholds decide, over the decided items; covered is their share, strategic P how many of those said to be strategic are. behind by: how much less than rolecall, forced. Ranges are 95 % intervals.",
  );
}

const baseRateRow = (name: string, scores: BaseRateScores): string[] =>
  modelRow(`  ${name} (${percent(scores.baseRate)} %)`, scores, "");

function modelRow(name: string, { forced, decided }: AnswerScores, ahead: string): string[] {
  const cells =
    decided && decided.coverage > 0
      ? [decided.macroF1, decided.coverage, decided.strategic.precision].map(percent)
      : ["", "", ""];
  return [name, percent(forced.macroF1), ...cells, ahead];
}

function writeClasses(screen: Screen, evaluation: Evaluation, answers: "forced" | "decided"): void {
  const { model, intervals, confusion } = evaluation;
  const scores = model[answers];
  if (!scores) return;
  const named = answers === "forced" ? "every item decided" : "as the thresholds decide";
  heading(screen, `By class, ${named}, %`);
  writeTable(
    screen,
    ["", "precision", "recall", "F1"],
    FOCI.map((focus) => [
      focus,
      ...(["precision", "recall", "f1"] as const).map((figure) => {
        const interval = intervals?.[`${answers} ${focus} ${figure}`];
        return `${percent(scores[focus][figure])}${interval ? ` ${range(interval)}` : ""}`;
      }),
    ]),
  );
  const whole = intervals?.[`${answers}MacroF1`];
  screen.write(
    `Macro-F1 ${percent(scores.macroF1)}${whole ? ` ${range(whole)}` : ""}, accuracy ${percent(scores.accuracy)}${answers === "decided" && model.decided ? `, coverage ${percent(model.decided.coverage)}` : ""}.`,
  );
  screen.blank();
  writeTable(
    screen,
    ["is, and was said to be", "strategic", "tactical", "unclear"],
    FOCI.map((focus) => [
      focus,
      ...(["strategic", "tactical", "unclear"] as const).map((answer) => String(confusion[answers][focus][answer])),
    ]),
  );
}

function writeCurve(screen: Screen, { curve }: Evaluation): void {
  heading(screen, "What accuracy costs in coverage: the surest items first, %");
  writeTable(
    screen,
    ["coverage", ...curve.map(({ coverage }) => String(Math.round(coverage * 100)))],
    [
      ["accuracy", ...curve.map(({ accuracy }) => percent(accuracy))],
      ["macro-F1", ...curve.map(({ macroF1 }) => percent(macroF1))],
      ["strategic P", ...curve.map(({ precision }) => percent(precision))],
    ],
  );
}

function writeCalibration(screen: Screen, { calibration, atBaseRates, intervals }: Evaluation): void {
  const { labelled, prior } = calibration;
  const interval = intervals?.["calibrationError"];
  heading(
    screen,
    `Calibration error ${labelled.error.toFixed(3)}${interval ? ` (${interval.map((value) => value.toFixed(3)).join("–")})` : ""} at the labelled base rate of ${percent(atBaseRates.labelled.baseRate)} %${prior && atBaseRates.prior ? `, ${prior.error.toFixed(3)} shifted to ${percent(atBaseRates.prior.baseRate)} %` : ""}`,
  );
  writeTable(screen, ["probability of strategic", "items", "said, %", "is, %"], binRows(labelled));
}

const binRows = ({ bins }: Calibration): string[][] =>
  bins.map(({ from, items, probability, strategic }) => [
    `${from.toFixed(1)} to ${(from + 0.1).toFixed(1)}`,
    String(items),
    percent(probability),
    percent(strategic),
  ]);

function writeResponsibilities(screen: Screen, { responsibility }: Evaluation): void {
  if (responsibility.each.length === 0) return;
  heading(screen, "Responsibility, where the focus is right");
  writeTable(
    screen,
    ["", "items", "right, %"],
    [
      ...FOCI.filter((focus) => responsibility[focus].items > 0).map((focus) => [
        `all ${focus}`,
        String(responsibility[focus].items),
        percent(responsibility[focus].accuracy),
      ]),
      ...responsibility.each.map(({ name, items, accuracy }) => [
        `  ${responsibilityDescriptions[name].name}`,
        String(items),
        percent(accuracy),
      ]),
    ],
  );
}

function writeGroups(
  screen: Screen,
  title: string,
  groups: readonly GroupScores[],
  answers: "forced" | "decided",
): void {
  if (groups.length === 0) return;
  const rest = groups.length - MOST_PROJECTS;
  heading(screen, rest > 0 ? `${title} (the ${MOST_PROJECTS} largest of ${groups.length}; JSON has all)` : title);
  writeTable(
    screen,
    ["", "items", "strategic", "covered, %", "right, %", "false strategic", "missed"],
    groups.slice(0, MOST_PROJECTS).map(({ name, items, strategic, forced, decided }) => {
      const scores = answers === "forced" ? forced : decided;
      return [
        name,
        String(items),
        String(strategic),
        answers === "forced" ? "100.0" : percent(decided.coverage),
        percent(scores.accuracy),
        String(scores.falseStrategic),
        String(scores.missedStrategic),
      ];
    }),
    LONGEST_GROUP,
  );
}

function heading(screen: Screen, text: string): void {
  screen.blank();
  screen.write({ text, style: "strong" });
}

const percent = (share: number): string => (share * 100).toFixed(1);
const range = ([low, high]: Interval): string => `(${percent(low)}–${percent(high)})`;

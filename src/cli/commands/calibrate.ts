import { openFiles, prepare, readPolicyFile } from "#cli/compose";
import { print } from "#cli/output";
import type { ReadOptions } from "#cli/program";
import { samplePath } from "#cli/sample";
import { watchSource } from "#cli/watch-source";
import { ConfigError, type Policy } from "#core/config";
import { printable, printableList } from "#core/render/printable";
import { type CalibrationProposal, type ProposedChange, proposeCalibration } from "#usecases/propose-calibration";

export interface CalibrateOptions extends ReadOptions {
  overrides: string;
  json?: boolean;
}

/** `rolecall calibrate --overrides FILE [FILES]`: people's decisions as a proposal of weights; nothing is written. */
export async function runCalibrate(files: readonly string[], options: CalibrateOptions): Promise<void> {
  const overrides = await readOverrides(options.overrides);
  const isSample = files.length === 0;
  const ruleset = await prepare(options, isSample);
  const { source, stop } = await watchSource(
    openFiles(isSample ? [samplePath()] : files, ruleset.policy, options),
    options,
  );
  const proposal = await proposeCalibration(overrides, source, ruleset).finally(stop);
  await print(options.json ? `${JSON.stringify(proposal, null, 2)}\n` : describe(proposal));
}

/** The `overrides` of a policy, or a list of them. */
async function readOverrides(path: string): Promise<Policy["overrides"]> {
  const { overrides } = await readPolicyFile(path, (value) => (Array.isArray(value) ? { overrides: value } : value));
  if (overrides.length === 0)
    throw new ConfigError([`${path}: overrides: none; write { "item": "PAY-12", "focus": "tactical", "reason": "…" }`]);
  return overrides;
}

/** Other items that a terminal lists; --json has more. */
const SHOWN_OTHERS = 20;

function describe(proposal: CalibrationProposal): string {
  const {
    decisions,
    refusal,
    changes,
    contested,
    becomeRight,
    becomeUnclear,
    stayWrong,
    others,
    weights,
    notes,
    items,
  } = proposal;
  const lines = [
    `${decisions.found} of ${decisions.listed} decided items are among the ${items} read; the classifier agrees with ${decisions.alreadyRight}.`,
    ...(decisions.missing.length > 0 ? [`Not in these files: ${list(decisions.missing)}.`] : []),
    ...notes,
  ];
  if (refusal) return text([...lines, `Nothing is proposed: ${refusal}`, ...contested.map(describeContested)]);
  return text([
    ...lines,
    "",
    ...changes.map(describeChange),
    "",
    ...(becomeRight.length > 0 ? [`As decided then: ${list(becomeRight.map(describeItem))}.`] : []),
    ...(becomeUnclear.length > 0
      ? [`Not sure then, instead of against the decision: ${list(becomeUnclear.map(describeItem))}.`]
      : []),
    ...(stayWrong.length > 0
      ? [`As before: ${list(stayWrong.map(({ key, wanted, focus }) => `${key} (${focus}, wanted ${wanted})`))}.`]
      : []),
    ...contested.map(describeContested),
    "",
    others.count === 0
      ? "No other item changes."
      : `${others.count} other ${others.count === 1 ? "item changes" : "items change"}:`,
    ...others.items
      .slice(0, SHOWN_OTHERS)
      .map(({ key, title, from, to }) => `  ${printable(key)}  ${from} to ${to}  ${printable(title)}`),
    ...(others.count > SHOWN_OTHERS ? [`  and ${others.count - SHOWN_OTHERS} more; --json lists them.`] : []),
    "",
    "For rolecall.config.json, if you agree:",
    JSON.stringify({ vocabulary: { weights } }, null, 2),
  ]);
}

const describeChange = ({ id, before, after, helps, others }: ProposedChange): string =>
  `${id}: ${before.toFixed(2)} to ${after.toFixed(2)}; helps ${list(helps)}; ${others} other ${others === 1 ? "item changes" : "items change"}`;

const describeItem = ({ key, from, to }: CalibrationProposal["becomeRight"][number]): string =>
  `${key} (${from} to ${to})`;

const describeContested = ({ id, up, down }: CalibrationProposal["contested"][number]): string =>
  `Left alone: ${id}, which both ${list(up)} (decided strategic) and ${list(down)} (decided tactical) hold.`;

const list = (names: readonly string[]): string => printableList(names, 10);

const text = (lines: readonly string[]): string => `${lines.join("\n")}\n`;

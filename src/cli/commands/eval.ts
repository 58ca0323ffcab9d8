import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { readPolicy } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { createBar, print, terminalWidth, wantsColour } from "#cli/output";
import { defaultEvaluation, evaluate } from "#lab/evaluate";
import { formatEvaluation } from "#lab/format-evaluation";
import { LabelledFileError, type LabelledItem, parseLabelled } from "#lab/labelled";
import { EvaluationError } from "#lab/split-items";

export interface EvalOptions {
  folds?: number;
  by: "project" | "item";
  alsoTrain: string[];
  forced?: boolean;
  prior?: number;
  seed: number;
  withoutDescriptions?: boolean;
  format: "terminal" | "json";
  config?: string;
  color?: boolean;
}

/** `rolecall eval LABELLED`: what the classifier is worth on items that people have labelled. */
export async function runEval(path: string, options: EvalOptions): Promise<void> {
  const policy = await readPolicy(options.config);
  const progress = await createSteps();
  try {
    const items = await readLabelled(path);
    const further = await Promise.all(options.alsoTrain.map(readLabelled));
    const evaluation = await evaluate(items, {
      ...defaultEvaluation,
      policy,
      folds: options.folds ?? 0,
      by: options.by,
      alsoLearned: further.flat(),
      seed: options.seed,
      descriptions: options.withoutDescriptions !== true,
      ...(options.prior === undefined ? {} : { prior: options.prior }),
      onProgress: progress.show,
    });
    progress.stop();
    await print(
      options.format === "json"
        ? `${JSON.stringify(evaluation, roundNumbers, 2)}\n`
        : formatEvaluation(evaluation, {
            width: Math.max(100, terminalWidth()),
            colour: wantsColour(options.color),
            forced: options.forced === true,
          }),
    );
  } catch (error) {
    if (error instanceof LabelledFileError || error instanceof EvaluationError) throw new UsageError(error.message);
    throw error;
  } finally {
    progress.stop();
  }
}

async function readLabelled(path: string): Promise<LabelledItem[]> {
  const bytes = path === "-" ? await buffer(process.stdin) : await readFile(path);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return parseLabelled(unpack(bytes, isPacked, path), path === "-" ? "standard input" : path);
}

function unpack(bytes: Buffer, isPacked: boolean, path: string): string {
  try {
    return (isPacked ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch {
    throw new UsageError(`${path} starts like a gzip file but cannot be unpacked; compress it again.`);
  }
}

/** The last digits of a floating-point number are the engine's own. */
const roundNumbers = (_key: string, value: unknown): unknown =>
  typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value;

/** The step that is being worked on, on standard error; silent where nobody watches. */
async function createSteps(): Promise<{ show: (step: string) => void; stop: () => void }> {
  if (!process.stderr.isTTY) return { show: () => undefined, stop: () => undefined };
  const bar = await createBar("{step} · {duration_formatted}");
  bar.start(1, 0, { step: "reading" });
  return { show: (step) => void bar.update(0, { step }), stop: () => void bar.stop() };
}

import { DEFAULT_CONFIG, readPolicy } from "#cli/compose";
import { EXIT } from "#cli/errors";
import { print, say, writeReport } from "#cli/output";
import { policyJsonSchema } from "#core/config";
import { printable } from "#core/render/printable";
import { type PolicyTestFailure, runPolicyTests } from "#usecases/policy-tests";

/** `rolecall config print`. */
export async function runConfigPrint(options: { config?: string }): Promise<void> {
  await print(`${JSON.stringify(await readPolicy(options.config), null, 2)}\n`);
}

/** `rolecall config check`: the policy is valid, and every case under `tests` gets the focus it expects. */
export async function runConfigCheck(options: { config?: string }): Promise<void> {
  const policy = await readPolicy(options.config);
  const failures = runPolicyTests(policy);
  for (const failure of failures) say(describeFailure(failure));
  if (failures.length > 0) {
    process.exitCode = EXIT.known;
    return;
  }
  const tests = policy.tests.length;
  await print(
    `${options.config ?? DEFAULT_CONFIG}: valid${tests > 0 ? `, ${tests} of ${tests} tests pass` : ", no tests"}.\n`,
  );
}

/** What was expected, what spoke for either side, and the smallest change that helps. */
function describeFailure({ index, title, problem, reasons, fix }: PolicyTestFailure): string {
  const lines = reasons.map(({ focus, lines: said }) => `  for ${focus}: ${said.join("; ") || "nothing"}`);
  return [`rolecall: tests: [${index}] "${title}": ${problem}`, ...lines, `  nearest fix: ${fix}`]
    .map(printable)
    .join("\n");
}

/** `rolecall config schema`. */
export async function runConfigSchema(options: { output?: string }): Promise<void> {
  const text = `${JSON.stringify(policyJsonSchema(), null, 2)}\n`;
  if (options.output) await writeReport(options.output, text);
  else await print(text);
}

import { readPolicy } from "#cli/compose";
import { connectJira, connectLinear, namesOfSource, type SourceName } from "#cli/compose-trackers";
import { EXIT, isKnownError, UsageError } from "#cli/errors";
import { print } from "#cli/output";
import { peopleFieldsOf } from "#usecases/people-fields";
import type { Policy } from "#core/config";
import { printable } from "#core/render/printable";
import type { Check } from "#ports";

export interface DoctorOptions {
  config?: string;
  source?: SourceName;
}

/** `rolecall doctor`: one line for each thing that was checked, with the remedy where there is one. */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  const policy = await readPolicy(options.config);
  const names = options.source ? namesOfSource(options.source) : configured();
  if (names.length === 0)
    throw new UsageError(
      "The environment has no credentials of a tracker. `rolecall doctor --help` lists the variables to set.",
    );
  for (const name of names) {
    await print(`${name === "jira" ? "Jira" : "Linear"}\n`);
    try {
      for await (const check of checkTracker(name, policy)) await printCheck(check);
    } catch (error) {
      if (!(error instanceof Error) || !isKnownError(error)) throw error;
      await printCheck({ state: "failed", about: error.message });
    }
  }
}

/** Asks a tracker about everything that an audit needs. Throws UsageError where the environment does not say how to reach it. */
export async function* checkTracker(name: "jira" | "linear", policy: Policy): AsyncGenerator<Check> {
  const clock = (): number => Date.now();
  if (name === "jira") {
    const { jira } = await connectJira(policy);
    const { examineJira } = await import("#adapters/jira/examine");
    yield* examineJira(jira, { scope: policy.source.jira, peopleFields: peopleFieldsOf(policy), clock });
  } else {
    const { linear } = await connectLinear(policy);
    const { examineLinear } = await import("#adapters/linear/examine");
    yield* examineLinear(linear, { teams: policy.source.linear.teams, clock });
  }
}

const SIGNS = { fine: "ok   ", noted: "note ", failed: "FAIL " } as const;

async function printCheck({ state, about }: Check): Promise<void> {
  if (state === "failed") process.exitCode = EXIT.known;
  await print(`  ${SIGNS[state]} ${printable(about)}\n`);
}

function configured(): readonly ("jira" | "linear")[] {
  const has = (...variables: string[]): boolean => variables.some((name) => Boolean(process.env[name]));
  return [
    ...(has("ROLECALL_JIRA_API_TOKEN", "ROLECALL_JIRA_ACCESS_TOKEN") ? (["jira"] as const) : []),
    ...(has("ROLECALL_LINEAR_API_KEY", "ROLECALL_LINEAR_ACCESS_TOKEN") ? (["linear"] as const) : []),
  ];
}

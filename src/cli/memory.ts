import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { UsageError } from "#cli/errors";
import { say } from "#cli/output";
import { type Baseline, baselineSchema } from "#core/baseline";
import type { Policy } from "#core/config";
import type { Decision } from "#core/decision";
import { parseDecisionFile } from "#core/decision-file";
import { type Actor, claimActor, NOBODY } from "#core/permission";
import type { TriageStore } from "#ports";
import { findRefs } from "#usecases/person-data";

/** Who acts: --as, else ROLECALL_USER, else the e-mail that git knows. A claim, matched to a person where one is known. */
export async function whoActs(as: string | undefined, policy: Policy, store: TriageStore): Promise<Actor> {
  const name = as ?? process.env["ROLECALL_USER"] ?? (await gitEmail());
  if (!name) return NOBODY;
  const met = await findRefs(name, store, policy);
  return claimActor(name, policy, met.length === 1 ? met[0] : undefined);
}

async function gitEmail(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)("git", ["config", "user.email"]);
    return stdout.trim() || undefined;
  } catch {
    // No git, or no e-mail set: then nobody said who they are.
    return undefined;
  }
}

/** Decisions of a file; entries that cannot be used are named on standard error and set nothing aside. */
export async function readDecisions(path: string): Promise<readonly Decision[]> {
  const { decisions, issues } = parseDecisionFile(await readFile(path, "utf8"));
  for (const issue of issues) say(`rolecall: ${path}: ${issue}`);
  if (decisions.length === 0 && issues.length > 0)
    throw new UsageError(
      `${path}: none of its decisions can be used. \`rolecall decisions export\` writes such a file.`,
    );
  return decisions;
}

/** A baseline file; null where there is none yet and one is about to be written. */
export async function readBaseline(path: string, mayBeNew: boolean): Promise<Baseline | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    if (mayBeNew) return null;
    throw new UsageError(`${path} does not exist. --update-baseline writes it.`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new UsageError(`${path} is not valid JSON. --update-baseline writes it anew.`);
  }
  const result = baselineSchema.safeParse(content);
  if (result.success) return result.data;
  const where = result.error.issues.map(({ path: at, message }) => `${at.join(".") || "the file"}: ${message}`);
  throw new UsageError(`${path} is no baseline: ${where.join("; ")}. --update-baseline writes it anew.`);
}

export const writeJson = (path: string, value: unknown): Promise<void> =>
  writeFile(path, `${JSON.stringify(value, null, 2)}\n`);

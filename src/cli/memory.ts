import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { createTeller } from "#usecases/describe-decision";
import { UsageError } from "#cli/errors";
import { say } from "#cli/output";
import { type Baseline, parseBaseline } from "#core/baseline";
import type { Policy } from "#core/config";
import type { Decision } from "#core/decision";
import { parseDecisionFile } from "#core/decision-file";
import type { Actor } from "#core/permission";
import { printable } from "#core/render/printable";
import type { TriageStore } from "#ports";
import { findActor } from "#usecases/find-actor";
import { standingFindings } from "#usecases/finished-runs";
import { permitDecisions } from "#usecases/permitted-decisions";

/** Who acts: --as, else ROLECALL_USER, else the e-mail that git knows. A claim, matched to a person where one is known. */
export async function whoActs(as: string | undefined, policy: Policy, store: TriageStore): Promise<Actor> {
  const name = as ?? process.env["ROLECALL_USER"] ?? (await gitEmail());
  return findActor(name ?? "", policy, store);
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

/** Decisions of a file; `broken` entries, which cannot be used, are named on standard error and set nothing aside. */
export async function readDecisions(path: string): Promise<{ decisions: readonly Decision[]; broken: number }> {
  const { decisions, issues } = parseDecisionFile(await readFile(path, "utf8"));
  for (const issue of issues) say(`rolecall: ${path}: ${issue}`);
  if (decisions.length === 0 && issues.length > 0)
    throw new UsageError(
      `${path}: none of its decisions can be used. \`rolecall decisions export\` writes such a file.`,
    );
  return { decisions, broken: issues.length };
}

/**
 * Decisions of a file that the store does not know yet. Those of people who may not decide here are named on standard error and
 * set nothing aside; `left` counts them together with the broken ones.
 */
export async function readNewDecisions(
  path: string,
  policy: Policy,
  store: TriageStore | null,
): Promise<{ decisions: readonly Decision[]; left: number }> {
  const { decisions, broken } = await readDecisions(path);
  const known = (await store?.decisions()) ?? [];
  const ids = new Set(known.map(({ id }) => id));
  const { permitted, refused } = permitDecisions(
    decisions.filter(({ id }) => !ids.has(id)),
    policy,
    store ? { people: await store.people(), decisions: known, owners: await readOwners(store) } : {},
  );
  const teller = await createTeller(store, [...known, ...decisions]);
  for (const { decision, by, why } of refused)
    say(`rolecall: ${path}: left out: ${printable(`${teller.what(decision)} – ${by}`)}: ${why}`);
  return { decisions: permitted, left: broken + refused.length };
}

async function readOwners(store: TriageStore): Promise<Map<string, string | null>> {
  const owners = new Map<string, string | null>();
  for await (const page of standingFindings(store))
    for (const { item, finding } of page) if (item) owners.set(item.id, finding.owner);
  return owners;
}

/** A baseline file; null where there is none that can be used and one is about to be written. */
export async function readBaseline(path: string, isReplaced: boolean): Promise<Baseline | null> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined && isReplaced) return null;
  if (text === undefined) throw new UsageError(`${path} does not exist. --update-baseline writes it.`);
  const read = parseBaselineText(text);
  if ("baseline" in read) return read.baseline;
  const problem = `${path} ${read.problem}`;
  if (!isReplaced) throw new UsageError(`${problem}. --update-baseline writes it anew.`);
  say(`rolecall: ${problem}. It is written anew.`);
  return null;
}

function parseBaselineText(text: string): { baseline: Baseline } | { problem: string } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { problem: "is not valid JSON" };
  }
  const read = parseBaseline(content);
  return "baseline" in read ? read : { problem: `is no baseline: ${read.issues.join("; ")}` };
}

export const writeJson = (path: string, value: unknown): Promise<void> =>
  writeFile(path, `${JSON.stringify(value, null, 2)}\n`);

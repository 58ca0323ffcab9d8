import { checkTracker } from "#cli/commands/doctor";
import { readPolicy } from "#cli/compose";
import { isKnownError, messageOf } from "#cli/errors";
import type { JobHow } from "#cli/jobs/run-job";
import { trackerSetup } from "#cli/tracker-setup";
import type { Policy } from "#core/config";
import type { Check } from "#ports";
import type { CheckUp } from "#usecases/api/contract";

/** Checks the trackers as `rolecall doctor` does; of those without credentials it says what to set. */
export async function doctorJob({ place, onProgress }: JobHow): Promise<CheckUp> {
  const policy = await readPolicy(place.config);
  let count = 0;
  const seen = (): void => onProgress({ phase: "reading", items: (count += 1) });
  const checkUp: CheckUp = [];
  for (const { name, isConnected, variables } of trackerSetup()) {
    const names = variables.map((variable) => variable.name).join(", ");
    const missing: Check = {
      state: "noted",
      about: `No credentials. Set in the environment what you have of: ${names}.`,
    };
    const checks = isConnected ? await checksOf(name === "Jira" ? "jira" : "linear", policy, seen) : [missing];
    checkUp.push({ tracker: name, checks });
  }
  return checkUp;
}

async function checksOf(name: "jira" | "linear", policy: Policy, seen: () => void): Promise<Check[]> {
  const checks: Check[] = [];
  try {
    for await (const check of checkTracker(name, policy)) {
      checks.push(check);
      seen();
    }
  } catch (error) {
    if (!isKnownError(error)) throw error;
    checks.push({ state: "failed", about: messageOf(error) });
  }
  return checks;
}

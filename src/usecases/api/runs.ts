import type { ApiContext } from "#usecases/api/context";
import type { ApiOutput } from "#usecases/api/contract";
import { listVersion } from "#usecases/api/decided";
import { ApiError } from "#usecases/api/error";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import { isStorageFull } from "#usecases/api/storage";
import type { JobState } from "#usecases/api/shapes";

export const startRun: Handler<"startRun"> = (input, { runs }) => runs.start(input);

export const getRun: Handler<"getRun"> = async ({ id }, { runs }) => known(await runs.get(id));

export const cancelRun: Handler<"cancelRun"> = async ({ id }, { runs }) => known(await runs.cancel(id));

function known(state: JobState | null): JobState {
  if (state) return { ...state, error: state.error && { ...state.error, isStorageFull: isStorageFull(state.error) } };
  throw new ApiError("not-found", "This run is not known any more.", {
    remedy: "The server was started anew since: start it again.",
  });
}

export const getCapabilities: Handler<"getCapabilities"> = async (_input, context) => ({
  ...{ host: context.host, version: context.version, actor: context.actor, database: context.database.name },
  screens: screensOf(context),
  space: context.audience && { ...context.audience.scope },
  hasData: (await context.store.list.present()) !== null,
  permissions: [...context.permissions],
  isPolicyWritable: context.policy.isWritable,
  policyIssues: issuesFor((await policyInForce(context)).issues, context),
  state: await listVersion(context),
  trackers: context.trackers
    .filter(({ isConnected }) => isConnected)
    .map(({ name }) => (name === "Jira" ? "jira" : "linear")),
  running: await readRunning(context),
});

type Screens = ApiOutput<"getCapabilities">["screens"];

/** Inside Jira there is nothing to import and no other tracker to connect; on the page of one space there is only what is about it. */
function screensOf({ host, audience, imports }: ApiContext): Screens {
  if (audience) return ["overview", "findings", "items", "reports", "trail", "space"];
  const everywhere: Screens = ["overview", "findings", "items", "roles", "policy", "reports", "trail"];
  if (host === "jira") return [...everywhere, "schedule", "data", "setup"];
  return [...everywhere, ...(imports ? (["import"] as const) : []), "data", "setup"];
}

/** Each speaks of a part of the policy, which may be about another space. */
const issuesFor = (issues: readonly string[], { audience }: ApiContext): string[] =>
  audience && issues.length > 0 ? ["The policy cannot be used. Ask whoever administers Rolecall."] : [...issues];

/** What becomes of it, and what went wrong, is about the whole site. */
async function readRunning({ runs, audience }: ApiContext): Promise<JobState | null> {
  const state = await runs.current();
  return state && audience ? { ...state, result: null, error: null } : state;
}

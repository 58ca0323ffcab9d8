import type { ApiContext } from "#usecases/api/context";
import { listVersion } from "#usecases/api/decided";
import { ApiError } from "#usecases/api/error";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import type { JobState } from "#usecases/api/shapes";

export const startRun: Handler<"startRun"> = (input, { runs }) => runs.start(input);

export const getRun: Handler<"getRun"> = async ({ id }, { runs }) => known(await runs.get(id));

export const cancelRun: Handler<"cancelRun"> = async ({ id }, { runs }) => known(await runs.cancel(id));

function known(state: JobState | null): JobState {
  if (state) return state;
  throw new ApiError("not-found", "This run is not known any more.", {
    remedy: "The server was started anew since: start it again.",
  });
}

export const getCapabilities: Handler<"getCapabilities"> = async (_input, context: ApiContext) => ({
  ...{ host: context.host, version: context.version, actor: context.actor, database: context.database.name },
  // Inside Jira there is nothing to import and no other tracker to connect.
  screens: [
    ...(["overview", "findings", "items", "roles", "policy", "reports", "trail"] as const),
    ...(context.imports ? (["import"] as const) : []),
    "setup" as const,
  ],
  hasData: (await context.store.list.present()) !== null,
  permissions: [...context.permissions],
  isPolicyWritable: context.policy.isWritable,
  policyIssues: [...(await policyInForce(context)).issues],
  state: await listVersion(context),
  trackers: context.trackers
    .filter(({ isConnected }) => isConnected)
    .map(({ name }) => (name === "Jira" ? "jira" : "linear")),
  running: await context.runs.current(),
});

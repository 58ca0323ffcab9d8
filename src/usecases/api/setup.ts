import { ApiError } from "#usecases/api/error";
import type { Handler } from "#usecases/api/handler";
import { policyInForce } from "#usecases/api/in-force";
import { pastRuns } from "#usecases/api/past-runs";
import { isNearlyFull } from "#usecases/api/storage";

/** What is connected, where everything is kept, and what the last audit read and missed. */
export const getSetup: Handler<"getSetup"> = async (_input, context) => {
  const [last] = await pastRuns(context);
  const { name, limit } = context.database;
  const bytes = await context.database.bytes();
  return {
    trackers: [...context.trackers],
    database: { name, bytes, limit: limit ?? null, isNearlyFull: isNearlyFull(bytes, limit) },
    policyPath: await context.policy.path(),
    gaps: [...(last?.report.gaps ?? [])],
    sources: (last?.report.source ?? []).map(({ name, kind, items, notices, unread }) => ({
      ...{ name, kind, items, notices: [...notices], unread: [...(unread ?? [])] },
    })),
    checkUp: await context.runs.checkUp(),
  };
};

/** What an uploaded export holds; of a large one only its beginning is read. */
export const previewImport: Handler<"previewImport"> = async ({ upload, columns }, context) => {
  if (!context.imports)
    throw new ApiError("bad-input", "Nothing can be imported here.", { remedy: "Run `rolecall serve` on a computer." });
  const { policy } = await policyInForce(context);
  return context.imports.preview(upload, columns, policy);
};

import { randomUUID } from "node:crypto";
import { createApiRuns } from "#cli/api-runs";
import { createImports } from "#cli/compose-import";
import { DEFAULT_CONFIG } from "#cli/compose";
import { whoActs } from "#cli/memory";
import { createPolicyFile } from "#cli/policy-file";
import { SAMPLE_NAME, samplePolicyText } from "#cli/sample";
import { trackerSetup } from "#cli/tracker-setup";
import { version } from "#cli/version";
import type { ServerParts } from "#server/parts";
import type { Runs } from "#server/runs";
import type { Uploads } from "#server/uploads";
import type { SqlStore } from "#stores/sql-store";
import { type ApiContext, createMemo } from "#usecases/api/context";
import { policyInForce } from "#usecases/api/in-force";
import { answer, isProcedure } from "#usecases/api/index";
import { pastRuns } from "#usecases/api/past-runs";
import { findActor } from "#usecases/find-actor";

/** What the procedures of the API work on. */
export interface ApiParts {
  store: SqlStore;
  runs: Runs;
  uploads: Uploads;
  /** Path of --config; left out, the default one. */
  config: string | undefined;
  /** Who acts where the page does not say: --as. */
  as: string | undefined;
}

/** The procedures over a database and a policy file of this machine. Whoever is let in may do everything. */
export async function createApi({
  store,
  runs,
  uploads,
  config,
  as,
}: ApiParts): Promise<Pick<ServerParts, "answer" | "isKnownProcedure">> {
  const memo = createMemo();
  // Its people are the sample's: without its policy nobody there would have a role.
  const ofSample = async (): Promise<string> => {
    const [last] = await pastRuns({ store, memo });
    return last?.report.source.every(({ name }) => name === SAMPLE_NAME) ? samplePolicyText() : "";
  };
  const policyFile = createPolicyFile(config ?? DEFAULT_CONFIG, ofSample);
  const parts: Omit<ApiContext, "actor"> = {
    ...{ host: "local", version, store, memo },
    database: {
      name: (await store.status()).name,
      bytes: () => store.bytes(),
    },
    policy: policyFile,
    permissions: ["view", "triage", "manage", "administer"],
    audience: null,
    now: () => new Date().toISOString(),
    newId: randomUUID,
    runs: createApiRuns(runs, uploads, policyFile),
    imports: createImports({ pathOf: uploads.find }),
    trackers: trackerSetup(),
  };
  const { policy } = await policyInForce(parts);
  const { name: self } = await whoActs(as, policy, store);
  return {
    isKnownProcedure: isProcedure,
    answer: async (name, input, actorName) => {
      const inForce = await policyInForce(parts);
      const actor = await findActor(actorName ?? self ?? "", inForce.policy, store);
      return answer(name, input, { ...parts, actor });
    },
  };
}

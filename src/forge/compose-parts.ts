import { examineJira } from "#adapters/jira/examine";
import { createNameReader } from "#adapters/jira/names";
import { createSite } from "#forge/compose-site";
import { createWake, type Host, writeBeat } from "#forge/host";
import { createPolicyDocument } from "#forge/policy-document";
import { version } from "#forge/version";
import { createForgeSqlStore } from "#stores/dialects/forge-sql";
import { readPolicyOrDefault } from "#usecases/app/policy-text";
import type { AppParts } from "#usecases/app/parts";
import { peopleFieldsOf } from "#usecases/people-fields";

/** How long a statement waits where the database had too much to do, in milliseconds: resolvers have 25 s in all. */
const PATIENCE = { short: 6_000, long: 120_000 };

const openStore = (host: Host, patience: keyof typeof PATIENCE, isBrief = false) =>
  createForgeSqlStore({ patienceMs: PATIENCE[patience], sleep: host.sleep, isBrief });

/** The database for one question of somebody who is waiting. */
export const openBriefly = (host: Host): ReturnType<typeof createForgeSqlStore> => openStore(host, "short", true);

let invocations = 0;

/** Differs for each call, also of other processes. */
const newId = (): string => `${crypto.randomUUID()}-${(invocations += 1)}`;

/** Runs background work with everything that it needs; `seconds` is what manifest.yml gives its function. */
export async function withParts<Result>(
  host: Host,
  seconds: number,
  work: (parts: AppParts) => Promise<Result>,
): Promise<Result> {
  const deadline = host.now() + seconds * 1000;
  const store = await openStore(host, seconds > 60 ? "long" : "short");
  const policy = createPolicyDocument(store.documents);
  // For limits only: whatever is audited is audited under the policy as it is saved, or not at all.
  const limits = await readPolicyOrDefault(policy);
  const site = await createSite({ host, documents: store.documents, policy: limits, deadline });
  const parts: AppParts = {
    ...{ store, policy, version, newId, deadline, now: host.now, log: host.log },
    holder: newId(),
    openTracker: (inForce) => site.open(inForce),
    examine: (inForce) =>
      examineJira(site.jira, {
        scope: inForce.source.jira,
        peopleFields: peopleFieldsOf(inForce),
        clock: host.now,
        isApp: true,
      }),
    namesOf: createNameReader(site.jira),
    openWriter: () => site.writer(),
    beat: async (beat) => {
      await Promise.all([writeBeat(beat), site.savePoints()]);
    },
    wake: createWake(host),
  };
  try {
    return await work(parts);
  } finally {
    await site.savePoints().catch((error: unknown) => host.log("points", error));
    await store.close();
  }
}

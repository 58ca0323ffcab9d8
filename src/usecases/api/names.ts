import { keyOfScope } from "#core/model";
import type { ApiContext } from "#usecases/api/context";
import { pastRuns } from "#usecases/api/past-runs";
import { createNamer } from "#usecases/person-data";

/** What people and scopes are called. */
export interface Names {
  person: (ref: string) => string;
  scope: (id: string) => string;
}

export async function readNames(context: Pick<ApiContext, "store" | "memo">): Promise<Names> {
  const [people, runs] = await Promise.all([context.store.people(), pastRuns(context)]);
  const [last] = runs;
  const scopes = await context.memo("scope-names", last ? `${last.id} ${last.finishedAt}` : "", () =>
    Promise.resolve(new Map(last?.report.scopes.map(({ id, name }) => [id, name]))),
  );
  return { person: createNamer(people), scope: (id) => scopes.get(id) ?? keyOfScope(id) };
}

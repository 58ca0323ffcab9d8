import type { ApiContext, Memo } from "#usecases/api/context";
import { narrowStore } from "#usecases/api/narrow-store";
import { createSight } from "#usecases/api/sight";

/**
 * A context in which there is only what its audience may see: the store shows nothing else, so that a procedure cannot forget to leave
 * it out. The same context where there is no audience.
 */
export function narrow(context: ApiContext): ApiContext {
  if (context.audience === null) return context;
  const sight = createSight(context.audience);
  return {
    ...context,
    store: narrowStore(context, sight),
    memo: memoOf(context.memo, sight.scope.id),
    permissions: context.permissions.filter((permission) => permission !== "administer"),
    whole: context,
  };
}

/** What is kept of a space is never taken for what is kept of another one. It must be the same for everybody who sees the space. */
const memoOf =
  (memo: Memo, scope: string): Memo =>
  (name, version, make) =>
    memo(`${name} of ${scope}`, version, make);

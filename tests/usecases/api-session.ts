import { loadPolicy } from "#core/policy-check";
import { shortHash } from "#core/short-hash";
import type { TriageStore } from "#ports";
import { type ApiContext, createMemo } from "#usecases/api/context";
import type { ApiInput, ApiOutput, ProcedureName } from "#usecases/api/contract";
import { ApiError } from "#usecases/api/error";
import { answer } from "#usecases/api/index";
import { findActor } from "#usecases/find-actor";

export interface ApiSession {
  call: <N extends ProcedureName>(name: N, input: ApiInput<N>) => Promise<ApiOutput<N>>;
  /** From now on somebody of that name asks. */
  as: (name: string) => Promise<void>;
  /** The time goes on to this instant. */
  at: (instant: string) => void;
  context: ApiContext;
}

/** The procedures over a store, with a policy in memory and nobody who works in the background. */
export async function openApi(
  store: TriageStore,
  {
    policy = {},
    now = "2026-02-01T09:00:00.000Z",
    ...over
  }: { policy?: unknown; now?: string } & Partial<Omit<ApiContext, "policy" | "now">> = {},
): Promise<ApiSession> {
  let text = JSON.stringify(policy, null, 2);
  let clock = Date.parse(now);
  let ids = 0;
  const hash = (): string => shortHash(text);
  const session: { context: ApiContext } = {
    context: {
      ...{ host: "local", version: "0.0.0", store, memo: createMemo() },
      database: { name: "memory", bytes: () => Promise.resolve(null) },
      policy: {
        path: () => Promise.resolve("rolecall.config.json"),
        isWritable: true,
        read: () => Promise.resolve({ text, hash: hash() }),
        save: (next, basedOn) => {
          if (basedOn !== hash()) return Promise.reject(new ApiError("stale", "The policy was changed meanwhile."));
          text = next;
          return Promise.resolve(hash());
        },
      },
      actor: await findActor("", loadPolicy({}), store),
      permissions: ["view", "triage", "manage", "administer"],
      audience: null,
      // Every question takes a millisecond: nothing happens at the same time.
      now: () => new Date((clock += 1)).toISOString(),
      newId: () => `d-${String((ids += 1)).padStart(4, "0")}`,
      runs: {
        start: () => Promise.resolve({ id: "r", isKnown: false }),
        get: () => Promise.resolve(null),
        cancel: () => Promise.resolve(null),
        current: () => Promise.resolve(null),
        checkUp: () => Promise.resolve(null),
      },
      imports: null,
      trackers: [],
      ...over,
    },
  };
  return {
    call: async (name, input) => (await answer(name, input, session.context)) as never,
    async as(name) {
      session.context = { ...session.context, actor: await findActor(name, loadPolicy(policy), store) };
    },
    at: (instant) => void (clock = Date.parse(instant)),
    get context() {
      return session.context;
    },
  };
}

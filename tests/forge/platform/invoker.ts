import { randomUUID } from "node:crypto";
import type { Core, InvokeOptions } from "./core";
import { Invocation, running } from "./invocation";
import type { Handler } from "./shape";
import { Rate, Rates } from "./rate";
import { runtimeOf } from "./runtime";
import { own, type Boundary } from "./seam";

const copy = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);

/** Makes what runs the functions of an app: each in a context of its own, with its own time and memory. */
export function createInvoker(
  core: Core,
  boundary: Boundary,
  handlers: ReadonlyMap<string, Handler>,
  begun: (invocation: Invocation) => void,
): (functionKey: string, args: unknown[], options?: InvokeOptions) => Promise<unknown> {
  const { time, limits, manifest, usage } = core;
  const now = () => time.now();
  const [second, minute, users] = [new Rate(now, 1000), new Rate(now, 60_000), new Rates(now, 60_000)];

  return async (functionKey, args, options = {}) => {
    const { accountId, timeoutSeconds = manifest.secondsOf(functionKey), root = { pushes: 0 } } = options;
    const handler = handlers.get(functionKey);
    if (!handler) throw new Error(`No handler is installed for the function ${functionKey}.`);
    const isFree =
      second.take(limits.invocationsPerSecond) &&
      minute.take(limits.invocationsPerMinute) &&
      (accountId === undefined || users.of(accountId).take(limits.invocationsPerMinuteOfUser));
    if (!isFree) {
      core.violate(`${functionKey} was not invoked: there were too many invocations`);
      throw new Error("FUNCTION_PLATFORM_RATE_LIMITED");
    }
    const id = randomUUID();
    const invocation = new Invocation(time, { id, functionKey, accountId, root, seconds: timeoutSeconds });
    invocation.runtime = runtimeOf({
      ...{ id, functionKey, accountId, scopes: manifest.scopes },
      ...(options.moduleKey !== undefined && { moduleKey: options.moduleKey }),
      remainingMs: () => Math.max(0, invocation.deadlineAt - now()),
    });
    own(boundary, invocation);
    begun(invocation);
    usage.invocations[functionKey] = (usage.invocations[functionKey] ?? 0) + 1;
    // The function gets copies, as it would from another process.
    const sent = args.map(copy);
    const result = running.run(invocation, async () => copy(await handler(...(sent as never[]))));
    result.catch(() => undefined);
    try {
      return await Promise.race([result, invocation.death]);
    } finally {
      invocation.answer();
      usage.gbSeconds += ((now() - invocation.startedAt) / 1000) * (manifest.memoryMB / 1024);
    }
  };
}

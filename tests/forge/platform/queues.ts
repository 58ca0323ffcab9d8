import { randomUUID } from "node:crypto";
import type { Deliveries } from "./deliveries";
import { InvocationDied, type Invocation, type Root } from "./invocation";
import type { Core } from "./core";
import { retryOf } from "./retry";
import { Rate } from "./rate";
import { bytesOf, json } from "./seam";

interface Pushed {
  body: object;
  delayInSeconds?: number;
  concurrency?: { key: string; limit: number };
}
interface PushRequest {
  queueName: string;
  jobId: string;
  payload: Pushed[];
}
interface Job {
  queue: string;
  success: number;
  inProgress: number;
  failed: number;
}
/** An event on its way to its consumer. */
interface Event extends Pushed {
  eventId: string;
  queueName: string;
  jobId: string;
  pushedAt: number;
  retryContext?: { retryCount: number; retryReason: string; retryData: unknown };
}

/** The queues below `@forge/events`: at least once, in no order, and again after a failure. */
export class Queues {
  readonly #core: Core;
  readonly #deliveries: Deliveries;
  readonly #rate: Rate;
  readonly #jobs = new Map<string, Job>();

  constructor(core: Core, deliveries: Deliveries) {
    this.#core = core;
    this.#deliveries = deliveries;
    this.#rate = new Rate(() => core.time.now(), 60_000);
  }

  push(text: string, invocation: Invocation | undefined): Response {
    const { limits, chaos, usage, manifest } = this.#core;
    const { queueName, jobId, payload } = JSON.parse(text) as PushRequest;
    const refuse = (status: number, why: string, body: object = { message: why }): Response => {
      this.#core.violate(`A push to the queue ${queueName} was refused with ${status}: ${why}`);
      return json(status, body);
    };
    if (chaos.throttled > 0) {
      chaos.throttled -= 1;
      return json(429, { message: "Too many requests." });
    }
    const root: Root = invocation?.root ?? { pushes: 0 };
    root.pushes += 1;
    if (root.pushes > limits.cyclicPushes) return refuse(405, "the limit on cyclic invocations was reached");
    const functionKey = manifest.consumerOf(queueName);
    if (functionKey === undefined) return refuse(400, "manifest.yml has no consumer of it");
    if (payload.length < 1 || payload.length > limits.eventsPerPush)
      return refuse(400, `there are ${payload.length} events`);
    if (payload.some(({ delayInSeconds = 0 }) => delayInSeconds < 0 || delayInSeconds > limits.delaySeconds))
      return refuse(400, "a delay is too long");
    if (payload.some(({ concurrency }) => concurrency && !(concurrency.key && concurrency.limit >= 1)))
      return refuse(400, "a concurrency has no key or no limit");
    const bytes = bytesOf(JSON.stringify(payload));
    if (bytes > limits.pushBytes) {
      const errorMessage = `The maximum payload size is ${limits.pushBytes / 1024}KB.`;
      return refuse(413, `it has ${bytes} bytes`, { errorMessage });
    }
    if (!this.#rate.take(limits.eventsPerMinute, payload.length)) return refuse(429, "there were too many in a minute");
    const isLong = manifest.secondsOf(functionKey) > limits.longSeconds;
    const tooLarge = payload.flatMap((event, index) =>
      isLong && bytesOf(JSON.stringify(event)) > limits.longEventBytes ? [index] : [],
    );
    usage.pushes += 1;
    const taken = payload.filter((_, index) => !tooLarge.includes(index));
    const job = { queue: queueName, success: 0, inProgress: taken.length, failed: tooLarge.length };
    this.#jobs.set(jobId, job);
    for (const pushed of taken) {
      const event: Event = {
        ...{ ...pushed, queueName, jobId, eventId: randomUUID(), pushedAt: this.#core.time.now() },
      };
      const delay = (pushed.delayInSeconds ?? 0) * 1000 + this.#core.random() * limits.deliveryMs;
      this.#add(event, job, functionKey, root, delay);
      if (this.#core.random() < chaos.duplicateDeliveries)
        this.#add(event, undefined, functionKey, root, delay + this.#core.random() * 20_000);
    }
    if (tooLarge.length === 0) return new Response(null, { status: 201 });
    const failedEvents = tooLarge.map((index) => ({ index: String(index), errorMessage: "The event is too large." }));
    return refuse(202, "events are too large for a consumer that runs long", { failedEvents });
  }

  stats(text: string): Response {
    const job = this.#jobOf(text);
    return job ? json(200, { success: job.success, inProgress: job.inProgress, failed: job.failed }) : json(404);
  }

  cancel(text: string): Response {
    const job = this.#jobOf(text);
    if (!job) return json(404);
    job.inProgress -= this.#deliveries.cancel((JSON.parse(text) as PushRequest).jobId);
    return new Response(null, { status: 204 });
  }

  #jobOf(text: string): Job | undefined {
    const { jobId, queueName } = JSON.parse(text) as PushRequest;
    const job = this.#jobs.get(jobId);
    return job?.queue === queueName ? job : undefined;
  }

  #add(event: Event, job: Job | undefined, functionKey: string, root: Root, delayMs: number): void {
    const { concurrency, jobId } = event;
    this.#deliveries.add({
      ...{ due: this.#core.time.now() + delayMs, jobId, ...(concurrency && { concurrency }) },
      run: () => this.#deliver(event, job, functionKey, root),
    });
  }

  async #deliver(event: Event, job: Job | undefined, functionKey: string, root: Root): Promise<void> {
    const { usage, limits, time } = this.#core;
    usage.delivered += 1;
    const { pushedAt, retryContext, ...rest } = event;
    const retentionWindow = {
      startTime: new Date(pushedAt).toISOString(),
      remainingTimeMs: pushedAt + limits.retentionMs - time.now(),
    };
    const sent = { ...rest, ...(retryContext && { retryContext: { ...retryContext, retentionWindow } }) };
    const retryCount = (retryContext?.retryCount ?? 0) + 1;
    const backoff = Math.min(limits.delaySeconds, limits.backoffSeconds * 2 ** (retryCount - 1));
    let again: ReturnType<typeof retryOf>;
    try {
      const result = await this.#core.invoke(functionKey, [sent, this.#core.contextOf(undefined)], { root });
      again = retryOf(result, limits, (sentence) => this.#core.violate(sentence));
    } catch (error) {
      this.#core.failed(functionKey, error);
      const retryReason = error instanceof InvocationDied ? error.reason : "FUNCTION_PLATFORM_UNKNOWN_ERROR";
      again = { afterSeconds: backoff, retryReason, retryData: undefined };
    }
    if (!again) {
      if (job) Object.assign(job, { success: job.success + 1, inProgress: job.inProgress - 1 });
      return;
    }
    const { afterSeconds, retryReason, retryData } = again;
    if (time.now() + afterSeconds * 1000 > pushedAt + limits.retentionMs) {
      if (job) Object.assign(job, { failed: job.failed + 1, inProgress: job.inProgress - 1 });
      this.#core.violate(`An event of the queue ${event.queueName} was lost: it was not taken in 24 hours`);
      return;
    }
    const next = { ...event, retryContext: { retryCount, retryReason, retryData } };
    this.#add(next, job, functionKey, root, afterSeconds * 1000);
  }
}

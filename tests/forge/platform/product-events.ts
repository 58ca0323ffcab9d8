import { runInNewContext } from "node:vm";
import type { Written } from "../../trackers/jira/writes";
import { keyOf, type JiraSite, type SiteIssue } from "../../trackers/jira/site";
import type { Core } from "./core";
import type { Deliveries } from "./deliveries";
import { retryOf } from "./retry";

/** Something that happened in Jira. */
export interface ProductEvent {
  eventType: string;
  issue?: { id: string; key: string; fields?: object };
  changelog?: object;
  /** Who did it. */
  atlassianId?: string;
  /** The app itself did it. */
  selfGenerated?: boolean;
  [other: string]: unknown;
}

/** Share of the events that come twice, as long as a test asks for no more. */
const TWICE = 0.05;

/** Product events on their way to the triggers of the manifest: late, in no order, and some of them twice. */
export class ProductEvents {
  readonly #core: Core;
  readonly #deliveries: Deliveries;

  constructor(core: Core, deliveries: Deliveries) {
    this.#core = core;
    this.#deliveries = deliveries;
  }

  emit(event: ProductEvent): void {
    const { manifest, random, limits, chaos } = this.#core;
    const isOwn = event.selfGenerated === true || event.atlassianId === this.#core.appAccountId;
    for (const { key, functionKey, filter } of manifest.triggersOf(event.eventType)) {
      if ((filter.ignoreSelf && isOwn) || !this.#passes(event, filter)) continue;
      const sent = { selfGenerated: isOwn, timestamp: String(this.#core.time.now()), ...event };
      this.#add(sent, key, functionKey, random() * limits.productEventDelayMs, 0);
      if (random() < Math.max(TWICE, chaos.duplicateDeliveries))
        this.#add(sent, key, functionKey, random() * limits.productEventDelayMs, 0);
    }
  }

  /** The events of something that a request wrote. */
  emitWrite(what: Written, issue: SiteIssue, by: string, site: JiraSite): void {
    const event = { issue: issueOf(issue, site), atlassianId: by, selfGenerated: by === this.#core.appAccountId };
    const items = [{ field: "assignee", fieldId: "assignee", to: issue.assignee }];
    if (what === "created") this.emit({ ...event, eventType: "avi:jira:created:issue" });
    if (what === "commented") this.emit({ ...event, eventType: "avi:jira:commented:issue" });
    if (what !== "assigned") return;
    this.emit({ ...event, eventType: "avi:jira:assigned:issue", changelog: { items } });
    this.emit({ ...event, eventType: "avi:jira:updated:issue", changelog: { items } });
  }

  /** Jira expressions as far as they are JavaScript, which covers what filters are made of. */
  #passes(event: ProductEvent, { expression, onError }: { expression?: string; onError?: string }): boolean {
    if (expression === undefined) return true;
    try {
      return runInNewContext(expression, { event: { changelog: null, ...event } }) === true;
    } catch (error) {
      this.#core.violate(`The filter of ${event.eventType} failed: ${String(error)}`);
      return onError?.startsWith("RECEIVE") === true;
    }
  }

  #add(event: ProductEvent, moduleKey: string, functionKey: string, delayMs: number, retries: number): void {
    const due = this.#core.time.now() + delayMs;
    this.#deliveries.add({ due, run: () => this.#deliver(event, moduleKey, functionKey, retries) });
  }

  async #deliver(event: ProductEvent, moduleKey: string, functionKey: string, retries: number): Promise<void> {
    const { usage, limits } = this.#core;
    usage.delivered += 1;
    try {
      const context = { ...this.#core.contextOf(undefined), moduleKey };
      const result = await this.#core.invoke(functionKey, [event, context]);
      const again = retryOf(result, limits, (sentence) => this.#core.violate(sentence));
      if (!again) return;
      if (retries < limits.productEventRetries)
        this.#add(
          { ...event, retryContext: { retryCount: retries + 1, ...again } },
          moduleKey,
          functionKey,
          again.afterSeconds * 1000,
          retries + 1,
        );
      else this.#core.violate(`An event ${event.eventType} was lost: it was asked for again too often`);
    } catch (error) {
      // A trigger that fails is not run again.
      this.#core.failed(functionKey, error);
    }
  }
}

function issueOf(issue: SiteIssue, site: JiraSite): { id: string; key: string; fields: object } {
  const { id, key, name } = site.project(issue.project);
  const { summary, type, status, assignee, created, updated } = issue;
  return {
    ...{ id: String(issue.id), key: keyOf(issue) },
    fields: {
      ...{ summary, project: { id: String(id), key, name }, issuetype: { name: type }, status: { name: status } },
      ...{ assignee: assignee === null ? null : { accountId: assignee } },
      ...{ created: new Date(created).toISOString(), updated: new Date(updated).toISOString() },
    },
  };
}

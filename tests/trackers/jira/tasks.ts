import { Refusal } from "./refusal";
import type { JiraSite } from "./site";

/** A bulk operation that Jira does some time after it was asked for. */
export interface SiteTask {
  id: number;
  by: string;
  submitted: number;
  finishes: number;
  /** Does it, and tells what came of it; undefined once it is done. */
  act: (() => unknown) | undefined;
  result?: unknown;
}

/** How long a bulk operation takes, in milliseconds. */
const DURATION = 4000;

/** The bulk operations of a site. What is due is done before the next request looks at the site. */
export class SiteTasks {
  readonly #site: JiraSite;
  readonly #tasks = new Map<number, SiteTask>();

  constructor(site: JiraSite) {
    this.#site = site;
  }

  /** Takes an operation; gives where its task is read. */
  submit(act: () => unknown): string {
    const id = 10_500 + this.#tasks.size;
    const submitted = this.#site.now();
    this.#tasks.set(id, { id, by: this.#site.asker, submitted, finishes: submitted + DURATION, act });
    return `/rest/api/3/task/${id}`;
  }

  /** Does what is due. */
  runDue(): void {
    for (const task of this.#tasks.values()) {
      if (!task.act || task.finishes > this.#site.now()) continue;
      const { act } = task;
      task.act = undefined;
      task.result = this.#site.as(task.by, act);
    }
  }

  /** A task as its maker, or an administrator, sees it. */
  json(id: string, url: string): object {
    const task = this.#tasks.get(Number(id));
    if (!task || (task.by !== this.#site.asker && !this.#site.may("ADMINISTER")))
      throw new Refusal(404, `The task ${id} was not found.`);
    const { submitted, finishes, result } = task;
    const isDone = task.act === undefined;
    return {
      ...{ self: `${url}/rest/api/3/task/${task.id}`, id: String(task.id), submitted, submittedBy: 10_000 },
      ...{ started: submitted, elapsedRuntime: Math.min(this.#site.now(), finishes) - submitted },
      ...{ lastUpdate: isDone ? finishes : submitted, progress: isDone ? 100 : 0 },
      ...(isDone ? { status: "COMPLETE", finished: finishes, result } : { status: "RUNNING" }),
    };
  }
}

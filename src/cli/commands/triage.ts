import { randomUUID } from "node:crypto";
import { type StoreOptions, withStore } from "#cli/compose";
import { EXIT, UsageError } from "#cli/errors";
import { whoActs } from "#cli/memory";
import { print, say } from "#cli/output";
import type { DismissReason, SnoozeEvent } from "#core/decision-kinds";
import type { DecidedFocus } from "#core/model";
import { printable } from "#core/render/printable";
import { createRoleDirectory } from "#core/roles";
import {
  type Act,
  type DecideDeps,
  type DecisionPlan,
  liveFindings,
  planAct,
  planUndo,
  recordDecisions,
  relativesOf,
  selectFindings,
  subjectOf,
} from "#usecases/decide";
import { findRefs } from "#usecases/person-data";

/** Options of every command that decides. */
export interface TriageOptions extends StoreOptions {
  as?: string;
  dryRun?: boolean;
}

/** Options that choose findings beside their names. */
export interface FilterOptions {
  rule?: string;
  severity?: string;
  scope?: string;
  state?: string;
  except: string[];
}

export interface DismissOptions extends TriageOptions, FilterOptions {
  reason: DismissReason;
  note: string;
  until?: string;
}

export interface SnoozeOptions extends TriageOptions, FilterOptions {
  until?: string;
  untilEvent?: SnoozeEvent;
  note: string;
}

export interface ReassignOptions extends TriageOptions, FilterOptions {
  to: string;
  note: string;
}

export interface OverrideOptions extends TriageOptions {
  focus: DecidedFocus;
  reason: string;
  withChildren?: boolean;
  withSiblings?: boolean;
  except: string[];
}

/** Opens what deciding needs, does it, and closes the store. */
export const withTriage = <T>(options: TriageOptions, work: (deps: DecideDeps) => Promise<T>): Promise<T> =>
  withStore(options, async (store, policy) => {
    const actor = await whoActs(options.as, policy, store);
    return work({ store, policy, actor, now: new Date().toISOString(), newId: randomUUID });
  });

/** `rolecall triage dismiss`. */
export const runDismiss = (names: string[], options: DismissOptions): Promise<void> =>
  actOn(names, options, () => {
    const { reason, note, until } = options;
    return {
      kind: "dismiss",
      reason,
      note,
      ...(until === undefined ? {} : { until: until === "forever" ? null : until }),
    };
  });

/** `rolecall triage snooze`. */
export const runSnooze = (names: string[], options: SnoozeOptions): Promise<void> =>
  actOn(names, options, () => {
    const { until, untilEvent, note } = options;
    if ((until === undefined) === (untilEvent === undefined))
      throw new UsageError("Say until when: --until DATE, or --until-event EVENT.");
    return {
      kind: "snooze",
      until: until === undefined ? { event: untilEvent as SnoozeEvent } : { date: until },
      note,
    };
  });

/** `rolecall triage reassign`: records who shall take it over; the tracker is not written to. */
export const runReassign = (names: string[], options: ReassignOptions): Promise<void> =>
  actOn(names, options, async ({ store, policy }) => {
    const refs = await findRefs(options.to, store, policy);
    if (refs.length > 1)
      throw new UsageError(`Several people are called ${options.to}. Name them by e-mail or account id.`);
    const to = refs[0] ?? createRoleDirectory(policy, "").refOf({ id: options.to });
    if (!options.dryRun && refs.length === 0) await store.savePeople([{ ref: to, name: options.to }]);
    return { kind: "reassign", to, note: options.note };
  });

/** `rolecall triage override`. */
export const runOverride = (names: string[], options: OverrideOptions): Promise<void> =>
  withTriage(options, async (deps) => {
    const live = await liveFindings(deps.store, deps.now);
    const chosen = selectFindings(live, { names });
    const relatives = chosen.map(({ stored }) => relativesOf(stored, live));
    const children = new Set(relatives.flatMap((one) => one.children));
    const siblings = new Set(relatives.flatMap((one) => one.siblings));
    const all = [...names, ...(options.withChildren ? children : []), ...(options.withSiblings ? siblings : [])];
    const act: Act = { kind: "override", focus: options.focus, reason: options.reason };
    await carryOut(await planAct(act, { names: all, except: options.except }, deps, live), options, deps);
    offer(children, "child", "children", "--with-children", options.withChildren);
    offer(siblings, "sibling", "siblings", "--with-siblings", options.withSiblings);
  });

function offer(
  keys: ReadonlySet<string>,
  one: string,
  many: string,
  option: string,
  isTaken: boolean | undefined,
): void {
  if (keys.size === 0 || isTaken) return;
  say(
    `It has ${keys.size} ${keys.size === 1 ? one : many} with findings (${[...keys].slice(0, 5).join(", ")}): ${option} reads them the same.`,
  );
}

/** `rolecall triage undo`. */
export const runUndo = (names: string[], options: TriageOptions & { note: string }): Promise<void> =>
  withTriage(options, async (deps) =>
    carryOut(
      await planUndo(names, options.note, deps),
      options,
      deps,
      "there is no decision on it to take back. `rolecall decisions log` shows them.",
    ),
  );

/** `rolecall triage list`: what there is to decide on, one line each. */
export const runTriageList = (options: TriageOptions & FilterOptions): Promise<void> =>
  withTriage(options, async ({ store, now }) => {
    const found = selectFindings(await liveFindings(store, now), { ...options, state: options.state ?? "open" });
    const lines = found.map(({ stored, state, mark }) => {
      const { finding, item } = stored;
      const parts = [subjectOf(stored), finding.rule, finding.severity, mark ?? state, item?.title ?? finding.message];
      return `${parts.map(printable).join("\t")}\n`;
    });
    await print(lines.length > 0 ? lines : "Nothing is left to decide on here.\n");
  });

async function actOn(
  names: string[],
  options: TriageOptions & FilterOptions,
  toAct: (deps: DecideDeps) => Act | Promise<Act>,
): Promise<void> {
  const { rule, severity, scope, state, except } = options;
  const hasFilter = [rule, severity, scope, state].some((value) => value !== undefined);
  if (names.length === 0 && !hasFilter)
    throw new UsageError(
      "Name findings (a key such as PAY-12, KEY/rule or an id), or choose them with --rule, --severity, --scope or --state.",
    );
  await withTriage(options, async (deps) => {
    const selection = {
      ...(names.length > 0 ? { names } : {}),
      ...(rule === undefined ? {} : { rule }),
      ...(severity === undefined ? {} : { severity }),
      ...(scope === undefined ? {} : { scope }),
      // Of a filter only what is still open, unless it says otherwise: what somebody decided on is not decided on again unseen.
      ...(state === undefined ? (names.length > 0 ? {} : { state: "open" }) : { state }),
      except,
    };
    await carryOut(await planAct(await toAct(deps), selection, deps), options, deps);
  });
}

const UNKNOWN =
  "no remembered finding goes by this name. `rolecall triage list` shows them; an item without findings is overridden in the policy.";

/** Shows a plan and records it, unless it is only to be shown. */
async function carryOut(
  plan: DecisionPlan,
  { dryRun }: TriageOptions,
  deps: DecideDeps,
  unknown = UNKNOWN,
): Promise<void> {
  for (const name of plan.unknown) say(`rolecall: ${printable(name)}: ${unknown}`);
  for (const { subject, why } of plan.refused) say(`rolecall: ${printable(subject)}: ${why}`);
  const verb = dryRun ? "Would record" : "Recorded";
  if (!dryRun) await recordDecisions(plan.decisions, deps);
  const lines = plan.decisions.map(
    ({ kind, id }, index) => `${verb} ${kind}: ${printable(plan.subjects[index] ?? "")}  (${id})\n`,
  );
  await print(lines.length > 0 ? lines : "Nothing to record.\n");
  if (plan.unknown.length > 0 || plan.refused.length > 0) process.exitCode = EXIT.known;
}

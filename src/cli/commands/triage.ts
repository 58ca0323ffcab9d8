import { randomUUID } from "node:crypto";
import { distance } from "fastest-levenshtein";
import { type StoreOptions, withStore } from "#cli/compose";
import { UsageError } from "#cli/errors";
import { type FilterOptions, readFilter } from "#cli/finding-filter";
import { whoActs } from "#cli/memory";
import { print, say } from "#cli/output";
import { carryOut } from "#cli/record-plan";
import type { DismissReason, SnoozeEvent } from "#core/decision-kinds";
import type { DecidedFocus } from "#core/model";
import { printable } from "#core/render/printable";
import { type Act, type DecideDeps, liveFindings, planAct, planUndo } from "#usecases/decide";
import { createPersonFinder, listPeople } from "#usecases/person-data";
import { readNames, type Relative, relativesOf, selectFindings, subjectOf } from "#usecases/select-findings";

/** Options of every command that decides. */
export interface TriageOptions extends StoreOptions {
  as?: string;
  dryRun?: boolean;
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
  newPerson?: boolean;
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
  actOn(names, options, ({ now }) => {
    const { reason, note, until } = options;
    if (until !== undefined && until !== "forever" && until < dayOf(now)) throw new UsageError(phraseOver(until));
    return {
      kind: "dismiss",
      reason,
      note,
      ...(until === undefined ? {} : { until: until === "forever" ? null : until }),
    };
  });

/** `rolecall triage snooze`. */
export const runSnooze = (names: string[], options: SnoozeOptions): Promise<void> =>
  actOn(names, options, ({ now }) => {
    const { until, untilEvent, note } = options;
    if (until !== undefined && untilEvent === undefined) {
      // It is the first day on which the finding is back: today is no time at all.
      if (until <= dayOf(now)) throw new UsageError(phraseOver(until));
      return { kind: "snooze", until: { date: until }, note };
    }
    if (until === undefined && untilEvent !== undefined) return { kind: "snooze", until: { event: untilEvent }, note };
    throw new UsageError("Say until when: --until DATE, or --until-event EVENT.");
  });

const dayOf = (instant: string): string => instant.slice(0, 10);
const phraseOver = (day: string): string => `--until ${day}: that time is already over. Write a later day.`;

/** `rolecall triage reassign`: records who shall take it over; the tracker is not written to. */
export const runReassign = (names: string[], options: ReassignOptions): Promise<void> =>
  actOn(names, options, async ({ store, policy }) => {
    const people = await store.people();
    const person = createPersonFinder(policy, people)(options.to);
    if (person.kind === "ambiguous")
      throw new UsageError(
        `${person.count} people are called ${printable(person.name)}. Name one by e-mail or account id.`,
      );
    if (person.kind === "unknown" && !options.newPerson)
      throw new UsageError(phraseUnknownPerson(options.to, [...listPeople(policy).values(), ...namesOf(people)]));
    return { kind: "reassign", to: person.ref, note: options.note, toName: person.name };
  });

const namesOf = (people: ReadonlyMap<string, { name: string }>): string[] =>
  [...people.values()].map(({ name }) => name);

/** Who is meant may be written otherwise: the names like it are offered. */
function phraseUnknownPerson(text: string, known: readonly string[]): string {
  const [wanted, most] = [text.trim().toLowerCase(), Math.max(1, Math.floor(text.length / 3))];
  const isLike = (name: string): boolean => name.includes(wanted) || distance(name, wanted) <= most;
  const like = [...new Set(known)].filter((name) => isLike(name.toLowerCase())).slice(0, 3);
  const guess = like.length > 0 ? ` Did you mean ${like.join(" or ")}?` : "";
  return `--to: nobody called ${printable(text)} was met so far.${printable(guess)} --new-person records it all the same.`;
}

/** `rolecall triage override`. */
export const runOverride = (names: string[], options: OverrideOptions): Promise<void> =>
  withTriage(options, async (deps) => {
    const live = await liveFindings(deps.store, deps.now);
    const chosen = selectFindings(live, { names: readNames(names, live).clear });
    const relatives = chosen.map(({ stored }) => relativesOf(stored, live));
    const children = toKeys(relatives.flatMap((one) => one.children));
    const siblings = toKeys(relatives.flatMap((one) => one.siblings));
    const taken = [...(options.withChildren ? [children] : []), ...(options.withSiblings ? [siblings] : [])];
    const all = [...names, ...taken.flatMap((keys) => [...keys.keys()])];
    const act: Act = { kind: "override", focus: options.focus, reason: options.reason };
    const filter = await readFilter({ except: options.except }, live, deps.store);
    await carryOut(await planAct(act, { ...filter, names: all }, deps, live), options, deps);
    offer(children, "child", "children", "--with-children", options.withChildren);
    offer(siblings, "sibling", "siblings", "--with-siblings", options.withSiblings);
  });

/** Keys of items by their ids. */
const toKeys = (items: readonly Relative[]): Map<string, string> => new Map(items.map(({ id, key }) => [id, key]));

function offer(
  keys: ReadonlyMap<string, string>,
  one: string,
  many: string,
  option: string,
  isTaken: boolean | undefined,
): void {
  if (keys.size === 0 || isTaken) return;
  say(
    `It has ${keys.size} ${keys.size === 1 ? one : many} with findings (${printable([...keys.values()].slice(0, 5).join(", "))}): ${option} reads them the same.`,
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
export const runTriageList = (options: StoreOptions & FilterOptions): Promise<void> =>
  withStore(options, async (store) => {
    const live = await liveFindings(store, new Date().toISOString());
    const filter = await readFilter({ ...options, state: options.state ?? "open" }, live, store);
    const lines = selectFindings(live, filter).map(({ stored, state, mark }) => {
      const { finding, item } = stored;
      const { rule, severity, message, id } = finding;
      const parts = [subjectOf(stored), rule, severity, mark ?? state, item?.title ?? message, id];
      return `${parts.map(printable).join("\t")}\n`;
    });
    await print(lines.length > 0 ? lines : "Nothing is left to decide on here.\n");
  });

async function actOn(
  names: string[],
  options: TriageOptions & FilterOptions,
  toAct: (deps: DecideDeps) => Act | Promise<Act>,
): Promise<void> {
  const { rule, severity, scope, state } = options;
  const hasFilter = [rule, severity, scope, state].some((value) => value !== undefined);
  if (names.length === 0 && !hasFilter)
    throw new UsageError(
      "Name findings (a key such as PAY-12, KEY/rule or an id), or choose them with --rule, --severity, --scope or --state.",
    );
  await withTriage(options, async (deps) => {
    const live = await liveFindings(deps.store, deps.now);
    const filter = await readFilter(options, live, deps.store);
    // Of a filter only what is still open, unless it says otherwise: what somebody decided on is not decided on again unseen.
    const selection = names.length > 0 ? { ...filter, names } : { state: "open", ...filter };
    await carryOut(await planAct(await toAct(deps), selection, deps, live), options, deps);
  });
}

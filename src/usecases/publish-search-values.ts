import type { Policy } from "#core/config";
import { createDecisionBook, type Decision } from "#core/decision";
import { compareText } from "#core/key-order";
import type { CountedProfile } from "#core/profile";
import { entryNameOf } from "#core/scope-policy";
import { type Severity, SEVERITIES } from "#core/severity";
import type { ListedItem, PublishedItem, TriageStore } from "#ports";
import { isReread, settleStored } from "#usecases/decide";

type Profile = CountedProfile & { id: string };

/** Profiles of items in spaces that are published. */
export interface OptedIn {
  profiles: readonly Profile[];
  byId: ReadonlyMap<string, Profile & { withFinding: boolean }>;
}

/** What `rolecallFinding` says of an item without an open finding. */
const NO_FINDING = "none";

/** What the policy publishes of which space, as far as it says so. */
export const searchSettings = ({ scopes }: Policy): [string, string][] =>
  Object.entries(scopes).flatMap(([name, { search }]) => (search === "off" ? [] : [[name, search]]));

export function findOptedIn(profiles: readonly Profile[], { scopes }: Policy): OptedIn {
  const byId = new Map<string, Profile & { withFinding: boolean }>();
  for (const one of profiles) {
    const search = scopes[entryNameOf(Object.keys(scopes), one.profile.scope) ?? ""]?.search ?? "off";
    if (search !== "off") byId.set(one.id, { ...one, withFinding: search === "focus-and-finding" });
  }
  return { profiles: [...byId.values()], byId };
}

interface ReaderInput {
  store: Pick<TriageStore, "list" | "findingsOf">;
  decisions: readonly Decision[];
  now: string;
  optedIn: OptedIn;
}

/**
 * What items should carry, as JSON: `{focus}`, or `{focus, finding}` with the rule of the most severe open finding. Nothing of it is
 * about a person: everybody who sees an item can read it.
 */
export function createValueReader(
  input: ReaderInput,
): (items: readonly ListedItem[]) => Promise<readonly PublishedItem[]> {
  const { byId } = input.optedIn;
  const readRules = createRuleReader(input);
  return async (items) => {
    const withFinding = items.filter(({ place }) => byId.get(place.profile)?.withFinding);
    const rules = await readRules(withFinding.map(({ item }) => item.id));
    return items.flatMap(({ item: { id }, place }) => {
      const kind = byId.get(place.profile);
      if (!kind) return [];
      const finding = kind.withFinding ? { finding: rules.get(id) ?? NO_FINDING } : {};
      return [{ id, value: JSON.stringify({ focus: kind.profile.focus, ...finding }) }];
    });
  };
}

/** Findings that one question asks for. */
const PAGE = 500;

function createRuleReader({ store, decisions, now }: ReaderInput) {
  const book = createDecisionBook(decisions);
  return async (items: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const worst = new Map<string, { rule: string; severity: Severity }>();
    const ids = items.length === 0 ? [] : await store.list.near({ items });
    for (let start = 0; start < ids.length; start += PAGE)
      for (const stored of await store.findingsOf(ids.slice(start, start + PAGE))) {
        const { subject, rule, severity } = stored.finding;
        const isOpen =
          stored.gone === null && !isReread(stored, book) && settleStored(stored, book, now).state === "open";
        if (subject.kind !== "item" || !isOpen) continue;
        const known = worst.get(subject.id);
        if (!known || isWorse({ rule, severity }, known)) worst.set(subject.id, { rule, severity });
      }
    return new Map([...worst].map(([id, { rule }]) => [id, rule]));
  };
}

/** Of two that are as severe, the one whose name comes first, so that the answer does not change from time to time. */
const isWorse = (a: { rule: string; severity: Severity }, b: typeof a): boolean =>
  (SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || compareText(a.rule, b.rule)) < 0;

import { keyOfScope } from "#core/model";
import type { Settlement } from "#core/triage";
import type { StoredFinding } from "#ports";

/** A remembered finding with its state now. */
export interface LiveFinding extends Settlement {
  stored: StoredFinding;
}

/** Which findings: by name, or by what they have in common; those in `except` are left out. */
export interface Selection {
  /** Finding ids, ids or keys of items or scopes, or `KEY/rule`. */
  names?: readonly string[];
  rule?: string;
  severity?: string;
  /** Id of a scope. */
  scope?: string;
  state?: string;
  except?: readonly string[];
}

/** What people call the subject of a finding: the item's key, else the key of the space or team. */
export const subjectOf = ({ finding, item }: Pick<StoredFinding, "finding" | "item">): string =>
  item?.key ?? keyOfScope(finding.scope);

/** The one thing a finding is about, however many findings are about it: an item, else a scope. */
const idOfSubject = ({ item, finding }: StoredFinding): string => item?.id ?? finding.scope;

/** Whether a finding goes by a name: its id, its item's or scope's names, or one of those with the rule behind a slash. */
export function goesBy({ stored }: LiveFinding, name: string): boolean {
  const { finding, item } = stored;
  const names = item ? stored.names : [finding.scope, subjectOf(stored)];
  if (name === finding.id || names.includes(name)) return true;
  const slash = name.lastIndexOf("/");
  return slash > 0 && name.slice(slash + 1) === finding.rule && names.includes(name.slice(0, slash));
}

/** What names stand for among the findings there are. */
export interface ReadNames {
  /** Names of one item or scope each. */
  clear: readonly string[];
  /** Names that no finding goes by. */
  unknown: readonly string[];
  /** Names of several items, as two trackers may give one key twice, with the ids of those. */
  ambiguous: readonly { name: string; ids: readonly string[] }[];
}

export function readNames(names: readonly string[], live: readonly LiveFinding[]): ReadNames {
  const read = names.map((name) => {
    const found = live.filter((one) => goesBy(one, name));
    return { name, ids: [...new Set(found.map(({ stored }) => idOfSubject(stored)))] };
  });
  return {
    clear: read.filter(({ ids }) => ids.length === 1).map(({ name }) => name),
    unknown: read.filter(({ ids }) => ids.length === 0).map(({ name }) => name),
    ambiguous: read.filter(({ ids }) => ids.length > 1),
  };
}

/** Why a name of several things decides nothing, with the remedy. */
export const phraseAmbiguous = (ids: readonly string[]): string =>
  `${ids.length} go by this name: ${[...ids].sort().join(" and ")}. Write the id of the one you mean.`;

export function selectFindings(live: readonly LiveFinding[], selection: Selection): LiveFinding[] {
  const { names, rule, severity, scope, state, except = [] } = selection;
  return live.filter(
    (one) =>
      (names === undefined || names.some((name) => goesBy(one, name))) &&
      (rule === undefined || one.stored.finding.rule === rule) &&
      (severity === undefined || one.stored.finding.severity === severity) &&
      (scope === undefined || one.stored.finding.scope === scope) &&
      (state === undefined || one.state === state) &&
      !except.some((name) => goesBy(one, name)),
  );
}

/** An item near another one. */
export interface Relative {
  id: string;
  key: string;
}

/** Items that the same reading may fit: the children of an item and its siblings, in its tracker, among the remembered findings. */
export function relativesOf(
  stored: StoredFinding,
  live: readonly LiveFinding[],
): { children: Relative[]; siblings: Relative[] } {
  const children = new Map<string, Relative>();
  const siblings = new Map<string, Relative>();
  const tracker = trackerOf(stored.item?.id ?? "");
  for (const { stored: other } of live) {
    if (!other.item || !stored.item || other.item.id === stored.item.id || other.parent === null) continue;
    if (trackerOf(other.item.id) !== tracker) continue;
    const { id, key } = other.item;
    if (stored.names.includes(other.parent)) children.set(id, { id, key });
    else if (other.parent === stored.parent) siblings.set(id, { id, key });
  }
  return { children: [...children.values()], siblings: [...siblings.values()] };
}

/** An id begins with the tracker: two may have an item PAY-2. */
export const trackerOf = (id: string): string => id.slice(0, id.indexOf(":"));

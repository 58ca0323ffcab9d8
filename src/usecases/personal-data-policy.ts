import { formatJson, isRecord, parseJsonText } from "#core/json-document";
import { loadPolicy } from "#core/policy-check";
import { createRoleDirectory } from "#core/roles";

/** Nobody is called so: an empty list of approvers would let everybody decide. */
const NOBODY = "former person";

type Entries = Record<string, unknown>;

/**
 * The text of a policy without whatever names a person: by account id, or by a spelling whose reference is one of `refs`. The same text
 * where nothing does, or where it is no policy. Words in reasons are not looked into.
 */
export function withoutPerson(policyText: string, accountId: string, refs: readonly string[] = []): string {
  const policy = parse(policyText);
  if (!policy) return policyText;
  const { refOf } = createRoleDirectory(loadPolicy({}), "");
  const wanted = new Set([refOf({ id: accountId }), ...refs]);
  const isThem = (spelling: unknown): boolean => typeof spelling === "string" && wanted.has(refOf({ id: spelling }));
  const isTheirs = (entry: unknown): boolean => isThem(isRecord(entry) ? entry["person"] : entry);
  const before = JSON.stringify(policy);
  drop(policy, "people", isTheirs);
  drop(policy, "inactivePeople", isThem);
  dropMembers(policy, isTheirs);
  for (const override of listIn(policy, "overrides"))
    if (isRecord(override) && isThem(override["by"])) delete override["by"];
  const { triage } = policy;
  if (isRecord(triage) && drop(triage, "approvers", isThem) === 0) triage["approvers"] = [NOBODY];
  return JSON.stringify(policy) === before ? policyText : formatJson(policy);
}

/** A group whose last listed member is gone goes, too: without members it would be asked of the tracker and mean others. */
function dropMembers(policy: Entries, isTheirs: (entry: unknown) => boolean): void {
  const emptied = new Set<unknown>();
  for (const group of listIn(policy, "groups"))
    if (isRecord(group) && drop(group, "members", isTheirs) === 0) emptied.add(group);
  drop(policy, "groups", (group) => emptied.has(group));
}

/** Takes entries out of a list; answers how many are left where some went, else undefined. */
function drop(parent: Entries, key: string, isTheirs: (entry: unknown) => boolean): number | undefined {
  const list = listIn(parent, key);
  const left = list.filter((entry) => !isTheirs(entry));
  if (left.length === list.length) return undefined;
  parent[key] = left;
  return left.length;
}

const listIn = (parent: Entries, key: string): readonly unknown[] => {
  const list = parent[key];
  return Array.isArray(list) ? (list as unknown[]) : [];
};

function parse(text: string): Entries | null {
  try {
    const parsed = parseJsonText(text);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

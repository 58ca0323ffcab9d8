import { isRecord, type JsonDocument, withValueAt } from "#core/json-document";
import { loadPolicy } from "#core/policy-check";
import { changePolicy } from "#usecases/api/change-policy";
import type { ApiInput } from "#usecases/api/contract";
import type { Handler } from "#usecases/api/handler";

type Group = NonNullable<ApiInput<"changeSources">["groups"]>[number];

/** Changes what tells roles beside the people; the rest of the document stays as it is. What is as by default is left out. */
export const changeSources: Handler<"changeSources"> = async ({ basedOn, groups, ...rest }, { policy }) => ({
  hash: await changePolicy(policy, basedOn, (document) => {
    const changes: JsonDocument = { ...rest, ...(groups && { groups: withMembers(groups, document["groups"]) }) };
    const defaults: JsonDocument = loadPolicy({});
    return Object.entries(changes).reduce<JsonDocument>(
      (changed, [name, value]) =>
        value === undefined ? changed : withValueAt(changed, [name], isSame(value, defaults[name]) ? undefined : value),
      document,
    );
  }),
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Members that the document lists go on with their group: with that of the same entry, else with the next of the same name. */
function withMembers(groups: readonly Group[], before: unknown): JsonDocument[] {
  const left = (Array.isArray(before) ? before : []).filter(isRecord);
  const take = (fits: (old: JsonDocument) => boolean): JsonDocument | undefined => {
    const place = left.findIndex(fits);
    return place < 0 ? undefined : left.splice(place, 1)[0];
  };
  // First those that are as they were, so that none of them loses its members to another one of its name.
  const kept = groups.map((group) => take((old) => isSame(keyOf(old), keyOf(group))));
  return groups.map((group, index) => {
    const { members = (kept[index] ?? take((old) => old["group"] === group.group))?.["members"], ...rest } = group;
    return { ...rest, ...(Array.isArray(members) && members.length > 0 && { members }) };
  });
}

const keyOf = ({ group, role, scope, from, to }: JsonDocument | Group): unknown[] => [group, role, scope, from, to];

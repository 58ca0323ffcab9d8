import { loadPolicy } from "#core/policy-check";
import { changePolicy, isRecord } from "#usecases/api/change-policy";
import type { ApiInput } from "#usecases/api/contract";
import type { Handler } from "#usecases/api/handler";

type Document = Readonly<Record<string, unknown>>;
type Group = NonNullable<ApiInput<"changeSources">["groups"]>[number];

/** Changes what tells roles beside the people; the rest of the document stays as it is. What is as by default is left out. */
export const changeSources: Handler<"changeSources"> = async ({ basedOn, groups, ...rest }, { policy }) => ({
  hash: await changePolicy(policy, basedOn, (document) => {
    const changes: Document = { ...rest, ...(groups && { groups: withMembers(groups, document["groups"]) }) };
    const defaults: Document = loadPolicy({});
    return Object.entries(changes).reduce<Document>(
      (changed, [name, value]) =>
        value === undefined ? changed : withPart(changed, name, isSame(value, defaults[name]) ? undefined : value),
      document,
    );
  }),
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A part at its place in the document; undefined takes it out. */
function withPart(document: Document, name: string, value: unknown): Document {
  if (value !== undefined) return { ...document, [name]: value };
  return Object.fromEntries(Object.entries(document).filter(([one]) => one !== name));
}

/** Members that the document lists go on with their group: with that of the same entry, else with the next of the same name. */
function withMembers(groups: readonly Group[], before: unknown): Document[] {
  const left = (Array.isArray(before) ? before : []).filter(isRecord);
  const take = (fits: (old: Document) => boolean): Document | undefined => {
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

const keyOf = ({ group, role, scope, from, to }: Document | Group): unknown[] => [group, role, scope, from, to];

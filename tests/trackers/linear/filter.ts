/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: "off" -- the rule recurses without end over the input types of graphql */
import { getNamedType, type GraphQLInputObjectType } from "graphql";
import type { Entity } from "./entities";
import { readForFilter } from "./fields";
import { invalidInput, Unmodelled } from "./refusal";
import type { LinearWorkspace } from "./workspace";

type Matches = (value: unknown) => boolean;
type Given = Record<string, unknown>;

/** Turns a filter input into a predicate; refuses null members, and fails on what is not modelled. */
export function compileFilter(workspace: LinearWorkspace, type: GraphQLInputObjectType, given: Given): Matches {
  const entity = type.name.replace(/^Nullable/, "").replace(/(Collection)?Filter$/, "");
  const all = Object.entries(given).map(([name, value]): Matches => {
    if (value === null) throw invalidInput(`${type.name}.${name} must not be null`, "INPUT_ERROR");
    if (name === "and" || name === "or") {
      const parts = (value as Given[]).map((part) => compileFilter(workspace, type, part));
      return (record) => (name === "and" ? parts.every((part) => part(record)) : parts.some((part) => part(record)));
    }
    if (name === "null") return (record) => (record === null) === value;
    const matches = compileMember(workspace, type, name, value as Given);
    return (record) => record !== null && matches(readForFilter(workspace, entity, record as Entity, name));
  });
  return (record) => all.every((matches) => matches(record));
}

function compileMember(workspace: LinearWorkspace, type: GraphQLInputObjectType, name: string, given: Given): Matches {
  const member = getNamedType(type.getFields()[name]?.type) as GraphQLInputObjectType;
  if (member.name.endsWith("CollectionFilter")) return compileCollection(workspace, member, given);
  if (member.name.endsWith("Filter")) {
    const matches = compileFilter(workspace, member, given);
    return (value) => matches(isShown(workspace, value) ? value : null);
  }
  return compileComparator(workspace, member.name, given);
}

function isShown(workspace: LinearWorkspace, value: unknown): boolean {
  return value !== null && workspace.isVisible(value as Entity);
}

function compileCollection(workspace: LinearWorkspace, type: GraphQLInputObjectType, given: Given): Matches {
  const { some, every, length, and, or, null: isNull, ...direct } = given;
  const element = getNamedType(type.getFields()["some"]?.type) as GraphQLInputObjectType;
  const all: ((list: unknown[]) => boolean)[] = [];
  const parts = (list: unknown) => (list as Given[]).map((part) => compileCollection(workspace, type, part));
  for (const value of [some, every, length, and, or, isNull]) {
    if (value === null) throw invalidInput(`${type.name} must not hold null`, "INPUT_ERROR");
  }
  for (const anyOf of [some, Object.keys(direct).length > 0 ? direct : undefined]) {
    if (anyOf === undefined) continue;
    const matches = compileFilter(workspace, element, anyOf as Given);
    all.push((list) => list.some(matches));
  }
  if (every !== undefined) {
    const matches = compileFilter(workspace, element, every as Given);
    all.push((list) => list.every(matches));
  }
  if (length !== undefined) {
    const matches = compileComparator(workspace, "NumberComparator", length as Given);
    all.push((list) => matches(list.length));
  }
  if (isNull !== undefined) all.push((list) => (list.length === 0) === isNull);
  if (and !== undefined) {
    const every = parts(and);
    all.push((list) => every.every((part) => part(list)));
  }
  if (or !== undefined) {
    const some = parts(or);
    all.push((list) => some.some((part) => part(list)));
  }
  return (value) => {
    const shown = (value as unknown[]).filter((record) => isShown(workspace, record));
    return all.every((matches) => matches(shown));
  };
}

const COMPARATORS =
  /^(Nullable)?(String|Number|Date|TimelessDate|Boolean)Comparator$|^EstimateComparator$|IDComparator$|^EntityIdentifierIdComparator$/i;

function compileComparator(workspace: LinearWorkspace, type: string, given: Given): Matches {
  if (!COMPARATORS.test(type)) throw new Unmodelled(`the comparator ${type}`);
  const dates = type.includes("Date");
  const read = (value: unknown) => (dates ? instant(workspace, value) : value);
  const all = Object.entries(given).map(([name, value]): Matches => {
    if (value === null || (Array.isArray(value) && value.includes(null))) {
      throw invalidInput(`${type}.${name} must not be null`, "INPUT_ERROR");
    }
    if (name === "null") return (own) => (own === null) === value;
    if (name === "and" || name === "or") throw new Unmodelled(`the comparator ${type}.${name}`);
    const compare = comparison(name, Array.isArray(value) ? value.map(read) : read(value));
    if (compare === undefined) throw new Unmodelled(`the comparator ${type}.${name}`);
    return (own) => compare(own === null ? null : read(own));
  });
  return (own) => all.every((matches) => matches(own));
}

function comparison(name: string, value: unknown): Matches | undefined {
  const list = value as unknown[];
  switch (name) {
    case "eq":
      return (own) => own === value;
    case "neq":
      return (own) => own !== value;
    case "in":
      return (own) => list.includes(own);
    case "nin":
      return (own) => !list.includes(own);
    case "gt":
      return (own) => own !== null && (own as number) > (value as number);
    case "gte":
      return (own) => own !== null && (own as number) >= (value as number);
    case "lt":
      return (own) => own !== null && (own as number) < (value as number);
    case "lte":
      return (own) => own !== null && (own as number) <= (value as number);
    default:
      return typeof value === "string" ? textComparison(name, value) : undefined;
  }
}

function textComparison(name: string, value: string): Matches | undefined {
  const negated = /^not[A-Z]|^neq/.test(name);
  const ignoring = name.includes("IgnoreCase");
  const accents = name.includes("AndAccent");
  const plain = name
    .replace(/IgnoreCase(AndAccent)?$/, "")
    .replace(/^neq$/, "eq")
    .replace(/^not(.)/, (_, c: string) => c.toLowerCase());
  const fold = (text: string) => {
    const cased = ignoring ? text.toLowerCase() : text;
    return accents ? cased.normalize("NFD").replace(/\p{M}/gu, "") : cased;
  };
  const wanted = fold(value);
  const tests: Record<string, (own: string) => boolean> = {
    eq: (own) => own === wanted,
    contains: (own) => own.includes(wanted),
    startsWith: (own) => own.startsWith(wanted),
    endsWith: (own) => own.endsWith(wanted),
  };
  const holds = tests[plain];
  if (holds === undefined) return undefined;
  return (own) => (own === null ? negated : holds(fold(own as string)) !== negated);
}

const DURATION = /^([-+]?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Reads a date, or a duration counted from the server's clock. */
function instant(workspace: LinearWorkspace, value: unknown): number {
  if (typeof value === "number") return value;
  const text = value instanceof Date ? value.toISOString() : String(value);
  const parts = DURATION.exec(text);
  if (parts === null) {
    const time = Date.parse(text);
    if (Number.isNaN(time)) throw invalidInput(`${text} is not a date`, "INPUT_ERROR");
    return time;
  }
  const [years, months, weeks, days, hours, minutes, seconds] = parts.slice(2).map((part) => {
    return Number((part as string | undefined) ?? 0) * (parts[1] === "-" ? -1 : 1);
  }) as [number, number, number, number, number, number, number];
  const date = new Date(workspace.now);
  date.setUTCMonth(date.getUTCMonth() + 12 * years + months);
  return date.getTime() + (((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds) * 1000;
}

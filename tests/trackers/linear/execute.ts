import {
  type ExecutionResult,
  execute,
  getNamedType,
  type GraphQLFieldResolver,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type DocumentNode,
} from "graphql";
import type { Entity } from "./entities";
import { readField, ROOT_LISTS, viewer } from "./fields";
import { paginate, type PageArguments } from "./connection";
import { Refusal, Unmodelled } from "./refusal";
import { linearSchema } from "./schema";
import type { LinearWorkspace } from "./workspace";

/** What the resolvers need beside the record in their hands. */
export interface Context {
  workspace: LinearWorkspace;
  rateLimits: () => unknown;
}

/** Executes a document against the workspace. */
export async function executeLinear(
  document: DocumentNode,
  variables: Record<string, unknown>,
  operation: string | undefined,
  context: Context,
): Promise<ExecutionResult> {
  return await execute({
    schema: linearSchema(),
    document,
    variableValues: variables,
    ...(operation === undefined ? {} : { operationName: operation }),
    contextValue: context,
    fieldResolver: resolve,
  });
}

const resolve: GraphQLFieldResolver<object | undefined, Context, PageArguments> = (record, given, context, info) => {
  const { workspace } = context;
  const type = info.parentType;
  const field = type.getFields()[info.fieldName] as NonNullable<ReturnType<typeof type.getFields>[string]>;
  if (record === undefined) return resolveRoot(info.fieldName, given, context, field);
  const value = readField(workspace, type.name, record, info.fieldName);
  const named = getNamedType(info.returnType).name;
  if (named.endsWith("Connection")) {
    if (value === undefined) throw new Unmodelled(`the connection ${type.name}.${info.fieldName}`);
    return paginate(workspace, field, value as Entity[], given);
  }
  if (value !== undefined) return shown(workspace, value);
  return isNonNullType(info.returnType) ? substitute(info.returnType.ofType, info.fieldName, record) : null;
};

function resolveRoot(
  name: string,
  given: PageArguments,
  { workspace, rateLimits }: Context,
  field: Parameters<typeof paginate>[1],
): unknown {
  const kind = ROOT_LISTS[name];
  if (kind !== undefined) return paginate(workspace, field, workspace.lists[kind], given, name);
  if (name === "organization") return workspace.organization;
  if (name === "viewer") return viewer(workspace);
  if (name === "rateLimitStatus") return rateLimits();
  if (name === "issue") return issueOf(workspace, String(given["id"]));
  throw new Unmodelled(`the root field ${name}`);
}

function issueOf(workspace: LinearWorkspace, id: string): unknown {
  const issue = workspace.lists.Issue.find((other) => {
    return other.id === id || other.identifier === id || other.previousIdentifiers.includes(id);
  });
  if (issue !== undefined && workspace.isVisible(issue)) return issue;
  throw new Refusal(200, "Entity not found: Issue", "invalid input", "INPUT_ERROR");
}

function shown(workspace: LinearWorkspace, value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((part) => shown(workspace, part) !== null);
  if (typeof value !== "object" || value === null || !("kind" in value)) return value;
  return workspace.isVisible(value as Entity) ? value : null;
}

/** A deterministic value where the schema wants one and the data set has none. */
function substitute(type: unknown, name: string, record: object): unknown {
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (isObjectType(type)) return {};
  if (!isScalarType(type)) throw new Unmodelled(`the field ${name}`);
  switch (type.name) {
    case "Int":
    case "Float":
      return 0;
    case "Boolean":
      return false;
    case "DateTime":
      return "createdAt" in record ? record.createdAt : 0;
    case "JSONObject":
      return {};
    default:
      return name;
  }
}

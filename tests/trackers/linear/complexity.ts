import {
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type FieldNode,
} from "graphql";

/** Counts the points of an operation by the documented formula. */
export function complexityOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  return Math.ceil(Math.round(ofSelections(operation.selectionSet, root.name) * 1000) / 1000);

  function ofSelections(set: SelectionSetNode, type: string): number {
    let sum = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) sum += ofField(selection, type);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        sum += ofSelections(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      } else {
        const fragment = fragments.get(selection.name.value) as FragmentDefinitionNode;
        sum += ofSelections(fragment.selectionSet, fragment.typeCondition.name.value);
      }
    }
    return sum;
  }

  function ofField(node: FieldNode, parent: string): number {
    const type = schema.getType(parent) as GraphQLObjectType;
    if (node.name.value.startsWith("__")) return 0;
    if (node.selectionSet === undefined) return 0.1;
    const named = String(type.getFields()[node.name.value]?.type).replace(/[[\]!]/g, "");
    const children = ofSelections(node.selectionSet, named);
    return named.endsWith("Connection") ? children * firstOf(node) : 1 + children;
  }

  function firstOf(node: FieldNode): number {
    const value = node.arguments?.find((argument) => argument.name.value === "first")?.value;
    if (value?.kind === Kind.INT) return Number(value.value);
    if (value?.kind !== Kind.VARIABLE) return 50;
    const name = value.name.value;
    if (typeof variables[name] === "number") return variables[name];
    const declared = operation.variableDefinitions?.find((definition) => definition.variable.name.value === name);
    return declared?.defaultValue?.kind === Kind.INT ? Number(declared.defaultValue.value) : 50;
  }
}

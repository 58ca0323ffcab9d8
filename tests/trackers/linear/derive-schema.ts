import ts from "typescript";

type Declaration = ts.TypeAliasDeclaration | ts.EnumDeclaration;

/** The two names which the SDK's code generator writes in another case than the API does. */
const RECASED = new Map([
  ["IdComparator", "IDComparator"],
  ["IssueIdComparator", "IssueIDComparator"],
]);

const BUILT_IN = new Set(["ID", "String", "Boolean", "Int", "Float"]);

/** Writes Linear's schema out of the text of the type declarations of the SDK. */
export function deriveSdl(declarations: string): string {
  return new Derivation(declarations).sdl();
}

/** Walks from the query and the mutation type to everything they lead to. */
class Derivation {
  readonly #types = new Map<string, Declaration>();
  readonly #args = new Map<string, ts.TypeAliasDeclaration>();
  readonly #implementors = new Map<string, string[]>();
  readonly #done = new Map<string, string>();
  readonly #scalars: string[] = [];
  readonly #queue: [name: string, input: boolean][] = [];

  constructor(text: string) {
    const file = ts.createSourceFile("sdk.d.ts", text, ts.ScriptTarget.Latest);
    for (const statement of file.statements) {
      if (ts.isTypeAliasDeclaration(statement) || ts.isEnumDeclaration(statement)) this.#note(statement);
    }
  }

  sdl(): string {
    this.#need("Query", false);
    this.#need("Mutation", false);
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) {
      this.#done.set(next[0], this.#definition(...next));
    }
    const definitions = [...this.#done].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
    return [...this.#scalars.map((name) => `scalar ${name}`), ...definitions].join("\n\n") + "\n";
  }

  #note(declaration: Declaration) {
    const name = declaration.name.text;
    if (this.#types.has(name)) return;
    this.#types.set(name, declaration);
    if (ts.isEnumDeclaration(declaration)) return;
    if (name === "Scalars") {
      const names = membersOf(declaration).map((member) => member.name);
      this.#scalars.push(...names.filter((scalar) => !BUILT_IN.has(scalar)));
    }
    if (name.endsWith("Args") && !isObject(declaration)) this.#args.set(plain(name), declaration);
    for (const parent of parentsOf(declaration)) {
      this.#implementors.set(parent, [...(this.#implementors.get(parent) ?? []), name]);
    }
  }

  #need(name: string, input: boolean): string {
    if (!this.#types.has(name)) throw new Error(`The SDK does not declare the type ${name}`);
    if (!this.#done.has(name)) {
      this.#done.set(name, "");
      this.#queue.push([name, input]);
    }
    return RECASED.get(name) ?? name;
  }

  #definition(name: string, input: boolean): string {
    const declaration = this.#types.get(name) as Declaration;
    if (ts.isEnumDeclaration(declaration)) return block(`enum ${name}`, enumValues(declaration));
    if (ts.isUnionTypeNode(declaration.type)) {
      const members = declaration.type.types.map((member) => this.#need(referenced(member), false));
      return `union ${name} = ${members.join(" | ")}`;
    }
    const members = membersOf(declaration);
    if (input) {
      const lines = members.map((member) => `${member.name}: ${this.#type(member, true)}`);
      return block(`input ${RECASED.get(name) ?? name}`, lines);
    }
    const parents = parentsOf(declaration).map((parent) => this.#need(parent, false));
    for (const implementor of this.#implementors.get(name) ?? []) this.#need(implementor, false);
    const head = `${isObject(declaration) ? "type" : "interface"} ${name}`;
    const lines = members.map(
      (member) => `${member.name}${this.#argsOf(name, member.name)}: ${this.#type(member, false)}`,
    );
    return block(parents.length > 0 ? `${head} implements ${parents.join(" & ")}` : head, lines);
  }

  #argsOf(type: string, field: string): string {
    const declaration = this.#args.get(plain(`${type}${field}Args`));
    if (declaration === undefined) return "";
    return `(${membersOf(declaration)
      .map((member) => `${member.name}: ${this.#type(member, true)}`)
      .join(", ")})`;
  }

  #type(member: Member, input: boolean): string {
    const { text, nullable } = this.#reference(member.type, input);
    return nullable || member.optional ? text : `${text}!`;
  }

  #reference(node: ts.TypeNode, input: boolean): { text: string; nullable: boolean } {
    if (ts.isIndexedAccessTypeNode(node) && ts.isLiteralTypeNode(node.indexType)) {
      return { text: (node.indexType.literal as ts.StringLiteral).text, nullable: false };
    }
    const name = referenced(node);
    const [argument] = (node as ts.TypeReferenceNode).typeArguments ?? [];
    if (argument === undefined) return { text: this.#need(name, input), nullable: false };
    const inner = this.#reference(argument, input);
    if (name === "Array") return { text: `[${inner.text}${inner.nullable ? "" : "!"}]`, nullable: false };
    return { text: inner.text, nullable: true };
  }
}

interface Member {
  name: string;
  type: ts.TypeNode;
  optional: boolean;
}

function membersOf(declaration: ts.TypeAliasDeclaration): Member[] {
  const literals = partsOf(declaration).filter(ts.isTypeLiteralNode);
  return literals
    .flatMap((literal) => [...literal.members])
    .filter(ts.isPropertySignature)
    .map((member) => ({
      name: (member.name as ts.Identifier).text,
      type: member.type as ts.TypeNode,
      optional: member.questionToken !== undefined,
    }))
    .filter((member) => member.name !== "__typename");
}

function partsOf(declaration: ts.TypeAliasDeclaration): readonly ts.TypeNode[] {
  return ts.isIntersectionTypeNode(declaration.type) ? declaration.type.types : [declaration.type];
}

/** The interfaces of a type; the SDK's fragments, which begin with a literal, have none. */
function parentsOf(declaration: ts.TypeAliasDeclaration): string[] {
  const parts = partsOf(declaration);
  const own = parts.at(-1);
  if (parts.length < 2 || own === undefined || !ts.isTypeLiteralNode(own)) return [];
  const others = parts.slice(0, -1).filter(ts.isTypeReferenceNode);
  if (others.length !== parts.length - 1 || others.some((part) => part.typeArguments !== undefined)) return [];
  return others.map(referenced);
}

/** Object types carry `__typename`; interfaces and inputs do not. */
function isObject(declaration: ts.TypeAliasDeclaration): boolean {
  return partsOf(declaration)
    .filter(ts.isTypeLiteralNode)
    .some((literal) =>
      literal.members.some((member) => ts.isPropertySignature(member) && nameOf(member.name) === "__typename"),
    );
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) ? name.text : "";
}

function referenced(node: ts.TypeNode): string {
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) return node.typeName.text;
  throw new Error(`The SDK declares a type in a form not known here: ${ts.SyntaxKind[node.kind]}`);
}

function enumValues(declaration: ts.EnumDeclaration): string[] {
  return declaration.members.map((member) => (member.initializer as ts.StringLiteral).text);
}

function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

function block(head: string, lines: string[]): string {
  return `${head} {\n${lines.map((line) => `  ${line}`).join("\n")}\n}`;
}

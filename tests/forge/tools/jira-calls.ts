import ts from "typescript";

/** A request to Jira as the source has it: parts of the path that are only known at run time are `{}`. */
export interface JiraCall {
  method: string;
  path: string;
  file: string;
}

export interface Derived {
  calls: JiraCall[];
  /** What was not understood, in sentences. */
  problems: string[];
}

/** Methods of `JiraRest` with the HTTP method that each sends; `write` is told it. */
const CLIENT: Readonly<Record<string, string | undefined>> = { get: "GET", post: "POST", create: "POST", write: "" };

/** Finds the requests to Jira in one source file: those of `JiraRest`, and those of `requestJira`. */
export function deriveCalls(file: string, code: string): Derived {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const understood = new Set<ts.Node>();
  const derived: Derived = { calls: [], problems: [] };
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const note = (method: string | undefined, at: ts.Expression | undefined): void => {
    const path = at && evaluate(at, understood)?.split("?")[0];
    if (method && path?.startsWith("/rest/api/")) derived.calls.push({ method, path, file });
    else if (at) derived.problems.push(`${file}:${lineOf(at)}: what is requested here is not known`);
  };
  visit(source, (node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const { name, expression: receiver } = node.expression;
    const [first, second] = node.arguments;
    if (name.text === "requestJira") {
      // What `JiraRest` asks for is known where it is asked for.
      if (first && ts.isCallExpression(first) && first.expression.getText() === "assumeTrustedRoute") return;
      note(methodOption(second), first);
    } else if (name.text in CLIENT && /(^|\.)jira$/.test(receiver.getText())) {
      if (name.text === "write") note(first && ts.isStringLiteral(first) ? first.text : undefined, second);
      else note(CLIENT[name.text], first);
    }
  });
  visit(source, (node) => {
    if (isText(node) && node.getText().includes("/rest/api/") && !understood.has(node))
      derived.problems.push(`${file}:${lineOf(node)}: nothing is known to request this path`);
  });
  return derived;
}

function visit(node: ts.Node, act: (node: ts.Node) => void): void {
  act(node);
  ts.forEachChild(node, (child) => visit(child, act));
}

const isText = (node: ts.Node): node is ts.StringLiteralLike | ts.TemplateExpression =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

function methodOption(options: ts.Expression | undefined): string | undefined {
  if (!options) return "GET";
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  const property = options.properties.find((one) => one.name?.getText() === "method");
  if (!property) return "GET";
  return ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer)
    ? property.initializer.text
    : undefined;
}

/** The text of an expression, as far as the file tells it. */
function evaluate(node: ts.Expression, understood: Set<ts.Node>): string | undefined {
  if (ts.isStringLiteralLike(node)) {
    understood.add(node);
    return node.text;
  }
  if (ts.isTemplateExpression(node)) {
    understood.add(node);
    const spans = node.templateSpans.map(
      ({ expression, literal }) => (evaluate(expression, understood) ?? "{}") + literal.text,
    );
    return node.head.text + spans.join("");
  }
  if (ts.isTaggedTemplateExpression(node)) return evaluate(node.template, understood);
  if (ts.isIdentifier(node)) {
    const value = valueOf(node);
    return value && evaluate(value, understood);
  }
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const called = valueOf(node.expression);
  return called && ts.isArrowFunction(called) && !ts.isBlock(called.body)
    ? evaluate(called.body, understood)
    : undefined;
}

/** What a name stands for, where it is a constant of the file. */
function valueOf(name: ts.Identifier): ts.Expression | undefined {
  for (let at: ts.Node = name.parent; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionLike(at) && at.parameters.some((one) => one.name.getText() === name.text)) return undefined;
    if (ts.isBlock(at) || ts.isSourceFile(at.parent)) {
      const found = constantsOf(ts.isBlock(at) ? at : at.parent).find((one) => one.name.getText() === name.text);
      if (found) return found.initializer;
    }
  }
  return undefined;
}

const constantsOf = (block: ts.Node): ts.VariableDeclaration[] =>
  ts.isBlock(block) || ts.isSourceFile(block)
    ? block.statements.flatMap((one) => (ts.isVariableStatement(one) ? [...one.declarationList.declarations] : []))
    : [];

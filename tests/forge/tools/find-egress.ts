import ts from "typescript";

/** What can reach something beyond Jira. */
const REACHING = new Set(["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "importScripts", "sendBeacon"]);
/** Objects whose member of such a name is the real one; others have methods that are called alike. */
const WHOLE = new Set(["window", "self", "globalThis", "navigator", "api"]);
/** Hosts in texts that nothing is loaded from: names of XML, and where a library's error says to read on. */
const NAMED = new Set([
  ...["www.w3.org"],
  ...["reactjs.org", "formatjs.github.io", "compiledcssinjs.com", "go.atlassian.com"],
]);

/** Whatever in a file could reach a host other than Jira, in sentences. */
export function findEgress(file: string, text: string): string[] {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return hostsIn(text).map((host) => `${file} names the host ${host}`);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && REACHING.has(node.text) && reaches(node)) found.push(`${file} uses ${node.text}`);
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      found.push(...hostsIn(node.text).map((host) => `${file} names the host ${host}`));
    if (ts.isJsxText(node)) found.push(...hostsIn(node.text).map((host) => `${file} names the host ${host}`));
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

const hostsIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:https?|wss?):\/\/([\w.-]+)/g)]
    .map(([, host]) => host ?? "")
    .filter((host) => !NAMED.has(host));

/** Whether a name stands for the global, and not for a member of something that has one called alike. */
function reaches(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name)
    return ts.isIdentifier(parent.expression) && WHOLE.has(parent.expression.text);
  const isOwnName =
    (ts.isMethodDeclaration(parent) || ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) &&
    parent.name === name;
  return !isOwnName;
}

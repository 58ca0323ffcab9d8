import { z } from "zod";

/** The tree that UI Kit sends to Jira, read as a person reads what Jira draws of it. */

export const forgeNode = z.object({
  type: z.string(),
  props: z.record(z.string(), z.unknown()),
  get children() {
    return z.array(forgeNode);
  },
});
export type ForgeNode = z.output<typeof forgeNode>;

export const flatten = (node: ForgeNode): ForgeNode[] => [node, ...node.children.flatMap(flatten)];

export const wordsOf = (node: ForgeNode): string =>
  node.type === "String" ? String(node.props["text"]) : node.children.map(wordsOf).join("");

const LINES = [
  "Text",
  "Heading",
  "ListItem",
  "Lozenge",
  "Button",
  "LoadingButton",
  "Label",
  "ErrorMessage",
  "ModalTitle",
];
const options = z.array(z.object({ label: z.string(), value: z.string() }));

/** Lines of one node alone; those of its children are their own. */
export function linesOf(node: ForgeNode): string[] {
  const { title, header, description } = node.props;
  if (node.type === "SectionMessage") return typeof title === "string" ? [title] : [];
  if (node.type === "EmptyState") return [String(header), String(description)];
  if (node.type === "Select") {
    const chosen = (node.props["value"] as { value?: string } | null)?.value;
    return options.parse(node.props["options"]).map((one) => `${one.value === chosen ? "(x)" : "( )"} ${one.label}`);
  }
  return LINES.includes(node.type) ? [wordsOf(node)] : [];
}

/** The control that a label is for. */
export function fieldOf(nodes: readonly ForgeNode[], label: string): ForgeNode {
  const found = nodes.find((node) => node.type === "Label" && wordsOf(node) === label);
  const name = found?.props["labelFor"];
  const field = nodes.find(
    ({ type, props }) => type !== "Label" && (props["id"] === name || props["inputId"] === name),
  );
  if (name === undefined || !field) throw new Error(`no field "${label}"`);
  return field;
}

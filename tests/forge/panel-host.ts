import { z } from "zod";

/**
 * The Jira page around a UI Kit panel, emulated at the bridge: it receives the tree that the real reconciler commits,
 * answers `invoke` with the real resolver, and lets a test look and click. Payloads cross as JSON, as they do in Jira.
 */

const forgeNode = z.object({
  type: z.string(),
  props: z.record(z.string(), z.unknown()),
  get children() {
    return z.array(forgeNode);
  },
});
export type ForgeNode = z.output<typeof forgeNode>;

type Resolver = (
  request: { call: { functionKey: string; payload?: unknown }; context: object },
  invocation: object,
) => Promise<unknown>;

export interface PanelHost {
  /** What a reader sees, top to bottom: one line per text, heading, list item, lozenge, button or title. */
  text(): string[];
  find(type: string): ForgeNode[];
  /** Clicks the button with this label; throws when it is not there or busy. */
  click(label: string): void;
  /** Names of the calls the panel made to the resolver. */
  invocations: readonly string[];
  /** Forgets the panel that was open. */
  close(): void;
}

const LINES = new Set(["Text", "Heading", "ListItem", "Lozenge", "LoadingButton", "SectionMessage"]);

/**
 * Installs the one bridge of this process; `context` is what the platform adds to every call.
 * Must be called before @forge/bridge is imported: it looks for the bridge when it is loaded, and once.
 */
export function installPanelHost(resolver: Resolver, context: object): PanelHost {
  let root: ForgeNode | undefined;
  let invocations: string[] = [];
  const answers: Record<string, (data: unknown) => unknown> = {
    reconcile: (data) => {
      root = z.object({ forgeDoc: forgeNode }).parse(data).forgeDoc;
    },
    invoke: async (data) => {
      const call = z.object({ functionKey: z.string(), payload: z.unknown().optional() }).parse(data);
      invocations.push(call.functionKey);
      const answer = await resolver({ call, context }, { principal: { accountId: "reader" } });
      return JSON.parse(JSON.stringify(answer)) as unknown;
    },
  };
  const callBridge = (command: string, data: unknown): Promise<unknown> => {
    const answer = answers[command];
    if (!answer) return Promise.reject(new Error(`the emulated bridge has no ${command}`));
    return Promise.resolve(answer(data));
  };
  Object.assign(globalThis, { self: globalThis, __bridge: { callBridge } });

  const all = (): ForgeNode[] => (root ? flatten(root) : []);
  return {
    get invocations() {
      return invocations;
    },
    close() {
      root = undefined;
      invocations = [];
    },
    find: (type) => all().filter((node) => node.type === type),
    text: () =>
      all()
        .filter(({ type }) => LINES.has(type))
        .map(lineOf),
    click(label) {
      const button = all().find((node) => node.type === "LoadingButton" && wordsOf(node) === label);
      const onClick = button?.props.onClick;
      if (typeof onClick !== "function" || button?.props.isLoading) throw new Error(`no button "${label}" to click`);
      (onClick as (event: object) => void)({});
    },
  };
}

const flatten = (node: ForgeNode): ForgeNode[] => [node, ...node.children.flatMap(flatten)];
const wordsOf = (node: ForgeNode): string =>
  node.type === "String" ? String(node.props.text) : node.children.map(wordsOf).join("");
/** The title of a section message is a prop; its children are lines of their own. */
const lineOf = (node: ForgeNode): string => (typeof node.props.title === "string" ? node.props.title : wordsOf(node));

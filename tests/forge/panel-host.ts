import { z } from "zod";
import { fieldOf, flatten, type ForgeNode, forgeNode, linesOf, wordsOf } from "./panel-tree";

/**
 * The Jira page around a UI Kit panel, emulated at the bridge: it receives the tree that the real reconciler commits,
 * answers `invoke` with the real resolver, and lets a test look, click and type. Payloads cross as JSON, as they do in Jira.
 */

type Resolver = (
  request: { call: { functionKey: string; payload?: unknown }; context: Context },
  invocation: object,
) => Promise<unknown>;
type Context = Record<string, unknown>;

export interface PanelHost {
  /** What a reader sees, top to bottom: one line per text, heading, list item, lozenge, label, choice, button or title. */
  text(): string[];
  find(type: string): ForgeNode[];
  /** Clicks the button with this label; throws when it is not there, busy or disabled. */
  click(label: string): void;
  /** Types into the field with this label. */
  type(label: string, text: string): void;
  /** Chooses the option with these words, or a day, in the field with this label. */
  choose(label: string, option: string): void;
  /** Sends the form of the open dialog, as Enter does. */
  submit(): void;
  /** Closes the dialog as Escape does. */
  escape(): void;
  /** Names of the calls the panel made to the resolver. */
  invocations: readonly string[];
  /** Calls of other commands of the bridge, with what they were given. */
  commands: readonly { command: string; data: unknown }[];
  /** Answers calls from now on. */
  answer: (resolver: Resolver) => void;
  /** What the platform tells of the panel and its reader from now on. */
  setContext: (context: Context) => void;
  /** The dashboard's own Save: gives what it keeps then. */
  save: () => Promise<unknown>;
  emit: (event: string) => void;
  /** Bytes of the largest tree that crossed the bridge. */
  largest: () => number;
  /** Forgets the panel that was open. */
  close(): void;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * Installs the one bridge of this process; `context` is what the platform adds to every call.
 * Must be called before @forge/bridge is imported: it looks for the bridge when it is loaded, and once.
 */
export function installPanelHost(resolver: Resolver, context: Context): PanelHost {
  let root: ForgeNode | undefined;
  let invocations: string[] = [];
  let commands: { command: string; data: unknown }[] = [];
  let listeners: { event: string; callback: () => unknown }[] = [];
  let config: unknown;
  let onProductSave: ((config: unknown) => Promise<unknown>) | undefined;
  let largest = 0;
  const answers: Record<string, (data: unknown) => unknown> = {
    reconcile: (data) => {
      root = z.object({ forgeDoc: forgeNode }).parse(data).forgeDoc;
      largest = Math.max(largest, JSON.stringify(root).length);
    },
    invoke: async (data) => {
      const call = z.object({ functionKey: z.string(), payload: z.unknown().optional() }).parse(data);
      invocations.push(call.functionKey);
      const payload: unknown = call.payload === undefined ? undefined : JSON.parse(JSON.stringify(call.payload));
      const request = { call: { functionKey: call.functionKey, payload }, context };
      const answer = await resolver(request, { principal: { accountId: "reader" } });
      return JSON.parse(JSON.stringify(answer)) as unknown;
    },
    getContext: () => ({ locale: "en-US", extension: {}, ...context }),
    on: (data) => {
      listeners.push(data as (typeof listeners)[number]);
      return { unsubscribe: () => undefined };
    },
    navigate: (data) => void commands.push({ command: "navigate", data }),
    getWidgetEditApi: () => ({
      updateConfig: (next: unknown) => void (config = next),
      onProductSave: (handle: typeof onProductSave) => void (onProductSave = handle),
    }),
  };
  const callBridge = (command: string, data: unknown): Promise<unknown> => {
    const answer = answers[command];
    if (!answer) return Promise.reject(new Error(`the emulated bridge has no ${command}`));
    return Promise.resolve(answer(data));
  };
  Object.assign(globalThis, { self: globalThis, __bridge: { callBridge } });

  const all = (): ForgeNode[] => (root ? flatten(root) : []);
  const change = (node: ForgeNode, given: unknown): void => {
    if (typeof node.props.onChange !== "function") throw new Error(`${node.type} takes no input`);
    (node.props.onChange as (given: unknown) => void)(given);
  };
  return {
    get invocations() {
      return invocations;
    },
    get commands() {
      return commands;
    },
    answer: (next) => void (resolver = next),
    setContext: (next) => void (context = next),
    close() {
      root = undefined;
      [invocations, commands, listeners, config, onProductSave, largest] = [[], [], [], undefined, undefined, 0];
    },
    save: async () => (onProductSave ? await onProductSave(config) : config),
    emit: (event) => listeners.filter((one) => one.event === event).forEach(({ callback }) => void callback()),
    largest: () => largest,
    find: (type) => all().filter((node) => node.type === type),
    text: () => all().flatMap(linesOf),
    click(label) {
      const button = all().find((node) => /^(Loading)?Button$/.test(node.type) && wordsOf(node) === label);
      const { onClick, isLoading, isDisabled } = button?.props ?? {};
      if (!button || isLoading || isDisabled) throw new Error(`no button "${label}" to click`);
      (onClick as (event: Data) => void)({});
    },
    type: (label, text) => change(fieldOf(all(), label), { target: { type: "text", value: text } }),
    choose(label, option) {
      const field = fieldOf(all(), label);
      if (field.type === "DatePicker") {
        change(field, option);
        return;
      }
      const options = z.array(z.object({ label: z.string(), value: z.string() })).parse(field.props.options);
      const chosen = options.find((one) => one.label === option);
      if (!chosen) throw new Error(`no "${option}" in "${label}": ${options.map((one) => one.label).join("; ")}`);
      change(field, chosen);
    },
    submit: () =>
      all()
        .filter((node) => node.type === "Form")
        .forEach((form) => void (form.props as { onSubmit: () => unknown }).onSubmit()),
    escape: () =>
      all()
        .filter((node) => node.type === "Modal")
        .forEach((modal) => (modal.props as { onClose: () => void }).onClose()),
  };
}

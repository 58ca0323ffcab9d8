/**
 * The bridge that Jira injects into the frame of an app: whatever needs the page around the frame goes there by messages
 * (jira-outside.html), and `invoke` and the context to the test.
 */
import type { Asked } from "./jira-bridge";

interface Place {
  pathname: string;
  search: string;
}
interface Flag {
  id: string;
  title: string;
  description?: string;
  type?: string;
  actions?: { text: string; onClick: () => void }[];
}
type FromOutside =
  | { kind: "history"; action: string; location: Place }
  | { kind: "theme"; mode: string }
  | { kind: "flag-action"; id: string };

const ask = (asked: Asked) =>
  (globalThis as unknown as { __askTest: (asked: Asked) => Promise<Record<string, unknown>> }).__askTest(asked);
const tell = (message: object): void => parent.postMessage({ bridge: true, ...message }, "*");

if (parent !== window) {
  let onMove: ((location: Place, action: string) => void) | undefined;
  let isThemed = false;
  const flagActions = new Map<string, () => void>();
  addEventListener("message", ({ data }: MessageEvent<FromOutside>) => {
    if (data.kind === "history") onMove?.(data.location, data.action);
    if (data.kind === "flag-action") flagActions.get(data.id)?.();
    if (data.kind === "theme" && isThemed) {
      // As Jira's list is: without shapes and motion.
      document.documentElement.dataset["theme"] = "dark:dark light:light spacing:spacing typography:typography";
      document.documentElement.dataset["colorMode"] = data.mode;
    }
  });
  const split = (address: string): Place => {
    const [pathname = "/", search] = address.split("?");
    return { pathname, search: search === undefined ? "" : `?${search}` };
  };
  const commands: Readonly<Record<string, (data: never) => unknown>> = {
    getContext: () => ask({ command: "getContext" }),
    async invoke({ functionKey, payload }: Pick<Asked, "functionKey" | "payload">) {
      const answer = await ask({
        command: "invoke",
        ...(functionKey !== undefined && { functionKey }),
        ...(payload && { payload }),
      });
      if (answer["thrown"] === true) throw new Error("There was an error invoking the function - something broke");
      return answer["value"];
    },
    async createHistory() {
      const { address } = await ask({ command: "createHistory" });
      if (typeof address !== "string") throw new Error("history is not available in this module");
      const move = (action: string) => (to: string) => tell({ kind: action, address: to });
      return {
        ...{ location: split(address), push: move("PUSH"), replace: move("REPLACE") },
        // The bridge itself listens, too, and first.
        listen: (listener: typeof onMove) => {
          const before = onMove;
          onMove = (location, action) => {
            before?.(location, action);
            listener?.(location, action);
          };
        },
      };
    },
    enableTheming() {
      isThemed = true;
      tell({ kind: "theming" });
      return Promise.resolve();
    },
    navigate: (where: { url: string }) => ask({ command: "navigate", where }),
    showFlag({ actions = [], ...flag }: Flag) {
      for (const { text, onClick } of actions) flagActions.set(`${flag.id} ${text}`, onClick);
      tell({ kind: "flag", ...flag, actions: actions.map(({ text }) => text) });
      return Promise.resolve();
    },
    closeFlag({ id }: { id: string }) {
      tell({ kind: "close-flag", id });
      return Promise.resolve();
    },
  };
  Object.assign(globalThis, {
    __bridge: {
      callBridge: (command: string, data: never) =>
        commands[command]?.(data) ?? Promise.reject(new Error(`Not emulated: ${command}`)),
    },
  });
}

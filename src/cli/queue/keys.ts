import type { Key } from "node:readline";
import type { QueueKey } from "#cli/queue/state";

type Named = Extract<QueueKey, { kind: "named" }>["name"];

const NAMED: Readonly<Record<string, Named>> = {
  return: "enter",
  enter: "enter",
  escape: "escape",
  backspace: "backspace",
  left: "left",
  right: "right",
};

const WITH_CONTROL: Readonly<Record<string, Named>> = {
  c: "interrupt",
  d: "interrupt",
  u: "clear",
  w: "delete-word",
  h: "backspace",
};

/** Turns key presses as node:readline tells them into those of the queue; null for keys that mean nothing here. */
export function createKeyReader(): (text: string | undefined, key: Key) => QueueKey | null {
  /** Pasted so far; null outside of a paste. */
  let pasted: string | null = null;
  return (text, { name, ctrl, meta, sequence }) => {
    if (name === "paste-start") {
      pasted = "";
      return null;
    }
    if (name === "paste-end") {
      const whole = pasted ?? "";
      pasted = null;
      return { kind: "paste", text: whole };
    }
    if (pasted !== null) {
      pasted += text ?? sequence ?? "";
      return null;
    }
    const named = ctrl ? WITH_CONTROL[name ?? ""] : NAMED[name ?? ""];
    if (named) return { kind: "named", name: named };
    return text === undefined || ctrl || meta || isControl(text) ? null : { kind: "text", text };
  };
}

const isControl = (text: string): boolean => /^[\p{Cc}]*$/u.test(text);

import { EventEmitter, on } from "node:events";
import { emitKeypressEvents, type Interface, type Key } from "node:readline";
import type { ReadStream, WriteStream } from "node:tty";
import { createKeyReader } from "#cli/queue/keys";
import type { QueueKey } from "#cli/queue/state";

/** What a terminal tells: a key, or that its size is another one. */
export type TerminalEvent = { kind: "key"; key: QueueKey } | { kind: "resize" };

/** A terminal taken over for a while. */
export interface QueueTerminal {
  size(): { width: number; height: number };
  draw(lines: readonly string[]): void;
  /** Ends when the terminal goes away or the process is asked to end. */
  events(): AsyncIterable<TerminalEvent>;
  /** Gives the terminal back as it was; may be called twice. */
  close(): void;
}

/** Second screen, no cursor, no wrapping at the edge, pasted text in brackets. */
const TAKE = "\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[?2004h";
const GIVE_BACK = "\u001B[?2004l\u001B[?7h\u001B[?25h\u001B[?1049l";
/** Milliseconds after which a lone ESC is the key and not the beginning of another one. */
const ESCAPE_WAIT = 60;

/** Takes the terminal over until `close`, which also happens when the process ends in any other way. */
export function openTerminal(input: ReadStream, output: WriteStream): QueueTerminal {
  const emitter = new EventEmitter();
  const readKey = createKeyReader();
  const tell = (event: TerminalEvent): void => void emitter.emit("event", event);
  const onKey = (text: string | undefined, key: Key): void => {
    const read = readKey(text, key);
    if (read) tell({ kind: "key", key: read });
  };
  const onResize = (): void => tell({ kind: "resize" });
  const onInterrupt = (): void => tell({ kind: "key", key: { kind: "named", name: "interrupt" } });
  const onEnd = (): void => void emitter.emit("end");
  const onSignal = (): void => {
    process.exitCode = 143;
    onEnd();
  };
  const events = on(emitter, "event", { close: ["end"] }) as AsyncIterable<[TerminalEvent]>;
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    input.off("keypress", onKey).off("end", onEnd);
    output.off("resize", onResize);
    process.off("exit", close).off("SIGINT", onInterrupt).off("SIGTERM", onSignal).off("SIGHUP", onSignal);
    input.setRawMode(false);
    input.pause();
    output.write(GIVE_BACK);
  };

  process.once("exit", close).on("SIGINT", onInterrupt).on("SIGTERM", onSignal).on("SIGHUP", onSignal);
  // It looks at this one property of an interface, whatever its type says.
  emitKeypressEvents(input, { escapeCodeTimeout: ESCAPE_WAIT } as unknown as Interface);
  input.on("keypress", onKey).on("end", onEnd);
  input.setRawMode(true);
  input.resume();
  output.on("resize", onResize);
  output.write(TAKE);

  return {
    size: () => ({ width: output.columns, height: output.rows }),
    draw: (lines) => void output.write(`\u001B[H${lines.map((line) => `${line}\u001B[K`).join("\r\n")}\u001B[J`),
    async *events() {
      for await (const [event] of events) yield event;
    },
    close,
  };
}

import { running, type Invocation } from "./invocation";

/** Whom a package asks. */
export interface FetchTarget {
  type: string;
  remote?: string;
  provider?: string;
  accountId?: string;
}

/** What a package asks with. */
export interface FetchInit {
  method?: string;
  body?: string;
  headers?: Record<string, string>;
  redirect?: string;
}

/** Answers what the packages ask for. */
export interface Boundary {
  fetch(invocation: Invocation | undefined, target: FetchTarget, path: string, init: FetchInit): Promise<Response>;
  /** The runtime of code that runs in no invocation: a test that looks into the stores. */
  runtime: object;
}

const started: Boundary[] = [];
const owners = new WeakMap<Invocation, Boundary>();
const before = new Map<string, PropertyDescriptor | undefined>();
const NAMES = ["__forge_fetch__", "__forge_runtime__"] as const;

const current = (): Boundary | undefined => {
  const invocation = running.getStore();
  return (invocation && owners.get(invocation)) ?? started.at(-1);
};

/** Makes the boundary answer for an invocation, also when another was started in the meantime. */
export const own = (boundary: Boundary, invocation: Invocation): void => void owners.set(invocation, boundary);

/** Puts a boundary below the packages; gives what takes it away again. */
export function installSeam(boundary: Boundary): () => void {
  if (started.length === 0) {
    for (const name of NAMES) before.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
    Object.defineProperty(globalThis, "__forge_fetch__", {
      ...{ configurable: true, writable: true },
      value: (target: FetchTarget, path: string, init: FetchInit = {}) =>
        current()?.fetch(running.getStore(), target, path, init),
    });
    Object.defineProperty(globalThis, "__forge_runtime__", {
      configurable: true,
      get: () => running.getStore()?.runtime ?? current()?.runtime,
      // Tests of the panel put a runtime of their own here.
      set: (value: unknown) => void Object.defineProperty(globalThis, "__forge_runtime__", { value, writable: true }),
    });
  }
  started.push(boundary);
  return () => {
    const at = started.indexOf(boundary);
    if (at >= 0) started.splice(at, 1);
    if (started.length > 0) return;
    for (const name of NAMES) {
      const descriptor = before.get(name);
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  };
}

/** An answer with JSON, or with nothing. */
export const json = (status: number, body?: unknown, headers: Record<string, string> = {}): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });

/** Bytes of a text. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);

/**
 * Everything that is particular to pages served by `rolecall serve`: how a call travels, where the page keeps its
 * address, and who decides on language and colours. `host-forge` has the same exports for pages inside Jira.
 */
import { CallError, readCallError } from "./call-error";
import type { Messages } from "./messages/messages";
import { readRemembered } from "./remembered";

export { useBrowserLocation as useHostLocation, useSearch as useHostSearch } from "wouter/use-browser-location";

export const HOST: "local" | "jira" = "local";

/** Milliseconds between questions: whether something changed, whether a lost host is back, how far a run is. */
export const PACE = { look: 5_000, lost: 3_000, run: 500 };

/** Before the first paint. */
export const prepareHost = (): Promise<void> => Promise.resolve();

/** Languages that the person reads, the best first. */
export const readLocales = (): readonly string[] => navigator.languages;

/** Strings that read differently here. */
export const loadWording = (_language: "en" | "de" | "es"): Promise<Partial<Messages>> => Promise.resolve({});

/** What the host shows of what was done, and how it is taken away again; undefined where the page shows it itself. */
export const showOutside: ((notice: Notice) => () => void) | undefined = undefined;

export interface Notice {
  title: string;
  about?: string | undefined;
  tone: "success" | "information" | "error";
  action?: { text: string; onPress: () => void } | undefined;
}

export interface HostAnswer {
  isOk: boolean;
  /** The output, or `{ error }`. */
  body: unknown;
}

/** Posts a call. The session is a cookie that no script can read; who acts is what the person claimed. */
export async function send(name: string, input: unknown, signal?: AbortSignal): Promise<HostAnswer> {
  const actor = readRemembered("rolecall.actor");
  let response: Response;
  try {
    response = await fetch(`/api/${name}`, {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "content-type": "application/json",
        ...(actor === null ? {} : { "x-rolecall-actor": encodeURIComponent(actor) }),
      },
      body: JSON.stringify(input),
      signal: signal ?? null,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new CallError("unreachable", "");
  }
  return { isOk: response.ok, body: await readJson(response) };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    // The server ended in the middle of an answer, or something else answers at its address.
    if (response.ok) throw new CallError("unreachable", "");
    return undefined;
  }
}

/**
 * Hands an export over. The browser's older request says how far it is, which `fetch` does not. Throws a CallError, and
 * an AbortError where `signal` ends it.
 */
export function upload(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<{ upload: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/upload?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("X-Rolecall-Upload", "1");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1);
    request.onload = () => {
      if (request.status === 200) resolve(request.response as { upload: string; bytes: number });
      else reject(readCallError(request.response, file.name));
    };
    request.onerror = () => reject(new CallError("unreachable", ""));
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

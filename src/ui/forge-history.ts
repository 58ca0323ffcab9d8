import { useSyncExternalStore } from "react";

/** What is used of the history that Jira hands out; its own type knows more than the bridge passes on. */
interface HostHistory {
  location?: { pathname?: string; search?: string };
  push: (address: string) => void;
  replace: (address: string) => void;
  listen: (listener: (location: { pathname?: string; search?: string }, action?: string) => void) => unknown;
}

interface NavigateOptions {
  replace?: boolean;
}

let history: HostHistory | undefined;
let address = "/";
/** Own steps that the host has not told of yet. */
let pending: string[] = [];
const listeners = new Set<() => void>();

const addressOf = ({ pathname, search }: { pathname?: string; search?: string }): string =>
  `${pathname === undefined || pathname === "" ? "/" : pathname}${search ?? ""}`;

function show(next: string): void {
  if (next === address) return;
  address = next;
  for (const listener of listeners) listener();
}

/**
 * Keeps the address of the page in Jira's own, so that back and forward work and a link can be shared. Where the module
 * has no history it lives as long as the page. `landing` is where a page starts whose address says nothing.
 */
export async function startHistory(create: () => Promise<unknown>, landing: string): Promise<void> {
  try {
    history = (await create()) as HostHistory;
    address = addressOf(history.location ?? {});
    history.listen((location, action) => {
      const told = addressOf(location);
      const isOwn = action !== "POP" && pending.includes(told);
      // The echo of an own step may come after the next step: it must not lead back.
      if (isOwn) pending = pending.slice(pending.indexOf(told) + 1);
      else {
        pending = [];
        show(told);
      }
    });
  } catch {
    history = undefined;
  }
  if (address === "/" && landing !== "/") navigate(landing, { replace: true });
}

function navigate(to: string, { replace = false }: NavigateOptions = {}): void {
  if (history) {
    pending.push(to);
    history[replace ? "replace" : "push"](to);
  }
  show(to);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const readPath = (): string => address.split("?")[0] ?? "/";
const readSearch = (): string => address.split("?")[1] ?? "";

/** For wouter: the path of the page within the module, and a way to another one. */
export const useHostLocation = (): [string, typeof navigate] => [useSyncExternalStore(subscribe, readPath), navigate];

export const useHostSearch = (): string => useSyncExternalStore(subscribe, readSearch);

/**
 * Everything that is particular to pages inside Jira. A call goes through the bridge to the app's resolver: payload
 * `{ name, input }` of the function `call`, answer `{ ok: true, output }` or `{ ok: false, error }`. Language, colours and
 * who acts are Jira's to say.
 */
import { invoke, router, showFlag, view } from "@forge/bridge";
import { CallError } from "./call-error";
import { followTheme } from "./forge-theme";
import { startHistory } from "./forge-history";
import type { HostAnswer, Notice } from "./host-local";
import type { Messages } from "./messages/messages";
import { createPace } from "./pace";

export { useHostLocation, useHostSearch } from "./forge-history";

export const HOST: "local" | "jira" = "jira";

/** Each question starts the app's function: it is asked no more often than somebody would notice. */
export const PACE = { look: 20_000, lost: 5_000, run: 2_000 };

/** Where a page starts that is not the overview. */
const LANDINGS: Readonly<Record<string, `/${string}`>> = { "jira:projectSettingsPage": "/space" };

let locale = "en";

export async function prepareHost(): Promise<void> {
  document.documentElement.dataset["host"] = HOST;
  openLinksOutside();
  // Without a context the page is English and starts at the overview; calls say what is wrong.
  const context = await view.getContext().catch(() => undefined);
  locale = context?.locale ?? locale;
  const module: unknown = context?.extension["type"];
  await Promise.all([
    followTheme(() => view.theme.enable(), (context?.theme as { colorMode?: string } | null | undefined)?.colorMode),
    startHistory(() => view.createHistory(), LANDINGS[String(module)] ?? "/"),
  ]);
}

export const readLocales = (): readonly string[] => [locale];

export const loadWording = async (language: "en" | "de" | "es"): Promise<Partial<Messages>> =>
  (await wordings[language]()).default;
const wordings = {
  en: () => import("./messages/in-jira/en"),
  de: () => import("./messages/in-jira/de"),
  es: () => import("./messages/in-jira/es"),
};

let flags = 0;

/** In a flag of Jira's: the frame may be taller than the screen, and its corner out of sight. */
export const showOutside: ((notice: Notice) => () => void) | undefined = ({ title, about, tone, action }) => {
  const flag = showFlag({
    ...{ id: `rolecall-${(flags += 1)}`, title, type: tone === "information" ? "info" : tone },
    ...(about === undefined ? {} : { description: about }),
    ...(action && { actions: [{ text: action.text, onClick: action.onPress }] }),
    isAutoDismiss: tone !== "error",
  });
  return () => void flag.close().catch(() => undefined);
};

/** The bridge refuses more than 500 in 25 seconds; other parts of it count, too. */
const takeTurn = createPace(400, 25_000);
/** The bridge passes on 500 kB at most, with what is around it. */
const LONGEST = 490_000;

export async function send(name: string, input: unknown, signal?: AbortSignal): Promise<HostAnswer> {
  if (new TextEncoder().encode(JSON.stringify(input)).length > LONGEST)
    throw new CallError("bad-input", "This is more than the 500 kB that Jira passes on at once.", "Do it in parts.");
  await takeTurn();
  signal?.throwIfAborted();
  let answer: unknown;
  try {
    answer = await invoke("call", { name, input });
  } catch {
    signal?.throwIfAborted();
    throw new CallError("unreachable", "");
  }
  signal?.throwIfAborted();
  if (typeof answer !== "object" || answer === null || !("ok" in answer)) throw new CallError("unreachable", "");
  return answer.ok === true
    ? { isOk: true, body: "output" in answer ? answer.output : undefined }
    : { isOk: false, body: answer };
}

/** Nothing is imported here, and no screen offers it. */
export const upload = (
  file: File,
  _onProgress: (share: number) => void,
  _signal: AbortSignal,
): Promise<{ upload: string; bytes: number }> =>
  Promise.reject(
    new CallError("bad-input", `${file.name} cannot be imported in Jira: its work items are read directly.`),
  );

/**
 * The frame may open no windows: Jira opens links that lead elsewhere. Screens have no address of their own outside the
 * frame, so with a modifier key or the middle button a link leads there as any other.
 */
function openLinksOutside(): void {
  const linkOf = ({ target }: Event) => (target instanceof Element ? target.closest("a[href]") : null);
  document.addEventListener(
    "click",
    (event) => {
      const link = linkOf(event);
      if (!(link instanceof HTMLAnchorElement)) return;
      if (link.origin !== location.origin && link.protocol.startsWith("http")) {
        event.preventDefault();
        void router.open(link.href).catch(() => undefined);
      } else if (event.ctrlKey || event.metaKey || event.shiftKey) {
        event.preventDefault();
        event.stopPropagation();
        link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      }
    },
    true,
  );
  document.addEventListener("auxclick", (event) => {
    if (linkOf(event)) event.preventDefault();
  });
}

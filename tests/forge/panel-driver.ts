import { expect, vi } from "vitest";
import { installPanelHost } from "./panel-host";
import { resolverOf, type Session } from "./panel-session";

/** Opens panels in the one emulated page of this process, and waits for what a reader would wait for. */

export const host = installPanelHost(() => Promise.reject(new Error("no panel is open")), {});

/** Opens a fresh panel, as Jira does when the work item is opened, and waits until it waits for the reader. */
export async function openPanel(session: Session, locale = "en-US"): Promise<Session> {
  host.answer(resolverOf(session));
  host.setContext({ locale, moduleKey: "rolecall-issue-context" });
  vi.resetModules();
  await import("../../src/forge/panel/issue-panel");
  await settled();
  return session;
}

/** Until the panel shows something and nothing is on its way. */
export const settled = (): Promise<void> =>
  vi.waitFor(
    () => {
      const buttons = host.find("LoadingButton");
      expect(buttons.length).toBeGreaterThan(0);
      expect(buttons.filter(({ props }) => props["isLoading"])).toEqual([]);
    },
    { timeout: 10_000 },
  );

export const shows = (line: string | RegExp): Promise<void> =>
  vi.waitFor(() => expect(host.text()).toContainEqual(typeof line === "string" ? line : expect.stringMatching(line)), {
    timeout: 10_000,
  });

export const isGone = (line: string): Promise<void> =>
  vi.waitFor(() => expect(host.text()).not.toContain(line), { timeout: 10_000 });

/** The line below this one. */
export const after = (line: string): string | undefined => host.text()[host.text().indexOf(line) + 1];

/** Begins a decision on the first finding. */
export async function begin(act: string): Promise<void> {
  host.click(act);
  await vi.waitFor(() => expect(host.find("Modal")).toHaveLength(1));
}

/** Sends the form and waits until the dialog is closed. */
export async function send(): Promise<void> {
  host.submit();
  await vi.waitFor(() => expect(host.find("Modal"), host.text().join("\n")).toHaveLength(0), { timeout: 10_000 });
}

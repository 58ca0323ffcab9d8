import { makeResolver } from "@forge/resolver";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { WidgetDeps } from "#forge/panel-deps";
import { widgetHandlers } from "#forge/widget-handlers";
import { SourceError } from "#ports";
import { createMemoryStore } from "#stores/memory-store";
import { TWO_ROLES } from "../fixtures/audit-items";
import { openApi } from "../usecases/api-session";
import { bug, createTeam, oto, strategy } from "../usecases/team";
import { installPanelHost, type PanelHost } from "./panel-host";

let host: PanelHost;
let deps: WidgetDeps;

beforeAll(() => {
  host = installPanelHost(makeResolver(widgetHandlers(() => Promise.resolve(deps))), {});
});

beforeEach(async () => {
  host.close();
  const store = createMemoryStore();
  const team = createTeam(store);
  await team.audit([strategy(), bug()]);
  await team.audit([strategy(), bug({ people: { assignee: oto } })]);
  const api = await openApi(store, { policy: TWO_ROLES });
  deps = {
    spaces: () => Promise.resolve([{ id: "jira:s:PAY", key: "PAY", name: "Payments\n\u202E" }]),
    callIn: (key) => Promise.resolve(key === "PAY" ? api.call : null),
  };
});

const shows = (line: string | RegExp): Promise<void> =>
  vi.waitFor(() => expect(host.text()).toContainEqual(typeof line === "string" ? line : expect.stringMatching(line)), {
    timeout: 10_000,
  });

async function open(config: unknown, locale = "en-US"): Promise<void> {
  host.setContext({ locale, extension: { config } });
  vi.resetModules();
  await import("../../src/forge/panel/widget");
}
async function openSettings(config: unknown): Promise<void> {
  host.setContext({ extension: { config, entryPoint: "edit" } });
  vi.resetModules();
  await import("../../src/forge/panel/widget-settings");
}

describe("the widget", () => {
  it("shows the mix, the open findings and the trend of the chosen space, each in words and as a chart", async () => {
    await open({ space: "PAY" });
    await shows(/^Payments · audit of Jan 19, 2026/);
    expect(host.text().filter((line) => /^(Error|Warning|Note): /.test(line))).toEqual([
      "Error: 1",
      "Warning: 0",
      "Note: 0",
    ]);
    expect(host.text()).toContain("4 work items: 2 strategic, 2 tactical, 0 not sure.");
    expect(host.text()).toContain("2 on Jan 12, 2026, 1 on Jan 19, 2026.");
    expect(host.find("DonutChart")[0]?.props["data"]).toEqual([
      { focus: "Strategic", count: 2 },
      { focus: "Tactical", count: 2 },
      { focus: "Not sure", count: 0 },
    ]);
    expect(host.find("LineChart")[0]?.props["data"]).toEqual([
      { day: "Jan 12, 2026", open: 2 },
      { day: "Jan 19, 2026", open: 1 },
    ]);
  });

  it("leads to the page of the space", async () => {
    await open({ space: "PAY" });
    await shows("Open the space in Rolecall");
    host.click("Open the space in Rolecall");
    expect(host.commands[0]?.data).toMatchObject({
      ...{ target: "module", moduleKey: "rolecall-space-page", projectKey: "PAY" },
    });
  });

  it("speaks the viewer's language", async () => {
    await open({ space: "PAY" }, "de-DE");
    await shows("4 Arbeitselemente: 2 strategisch, 2 taktisch, 0 nicht sicher.");
  });

  it.each([null, undefined, {}, { space: 7 }, "PAY"])("asks for a space where none is kept: %j", async (config) => {
    await open(config);
    await shows("No space is chosen");
    expect(host.invocations).toEqual([]);
  });

  it("shows nothing of a space that the viewer may not browse, and does not say whether it exists", async () => {
    await open({ space: "SECRET" });
    await shows("Nothing to show");
    expect(host.text().join()).not.toContain("SECRET");
  });

  it("says so before the first audit", async () => {
    const api = await openApi(createMemoryStore(), { policy: TWO_ROLES });
    deps.callIn = () => Promise.resolve(api.call);
    await open({ space: "PAY" });
    await shows("Nothing to show");
  });

  it("says why it could not be read, and tries again", async () => {
    const working = deps;
    deps = { ...deps, callIn: () => Promise.reject(new SourceError("The database is being set up.")) };
    await open({ space: "PAY" });
    await shows("The database is being set up.");
    deps = working;
    host.click("Check again");
    await shows(/^Payments · audit/);
  });

  it("follows another choice while it is open", async () => {
    await open({});
    await shows("No space is chosen");
    host.setContext({ locale: "en-US", extension: { config: { space: "PAY" } } });
    host.emit("FORGE_DASHBOARDS_WIDGET_CONFIG_CHANGED");
    await shows(/^Payments · audit/);
  });
});

describe("the settings of the widget", () => {
  it("offer the spaces that the viewer may browse, and the dashboard's Save keeps the choice", async () => {
    await openSettings(null);
    await shows("( ) Payments (PAY)");
    expect(await host.save()).toBeNull();
    host.choose("Space", "Payments (PAY)");
    await shows("(x) Payments (PAY)");
    expect(await host.save()).toEqual({ space: "PAY" });
  });

  it("show what is kept, and keep it", async () => {
    await openSettings({ space: "PAY" });
    await shows("(x) Payments (PAY)");
    expect(await host.save()).toEqual({ space: "PAY" });
  });

  it("say so where there is nothing to choose", async () => {
    deps.spaces = () => Promise.resolve([]);
    await openSettings(null);
    await shows(/^No audit has read a space that you may browse/);
  });

  it("say that they failed", async () => {
    deps.spaces = () => Promise.reject(new Error("10.0.0.1"));
    await openSettings(null);
    await shows("Rolecall failed");
  });
});

import { events, view } from "@forge/bridge";
import { useEffect, useState } from "react";

/** What a viewer chose for one widget, as the dashboard keeps it. */
export type WidgetConfig = { space?: string };

interface WidgetEditApi {
  updateConfig: (config: WidgetConfig) => void;
  /** The dashboard's own Save asks for what it is to keep. */
  onProductSave: (handle: (config: WidgetConfig) => Promise<WidgetConfig | null>) => void;
}

/**
 * The dashboard's interface for settings: the one call that @forge/dashboards-bridge 0.1.20 makes. That package is not used: it brings
 * an older @forge/bridge of a hundred megabytes with it.
 */
export const openWidgetEdit = (): Promise<WidgetEditApi> =>
  (globalThis as unknown as { __bridge: { callBridge: (name: string) => Promise<WidgetEditApi> } }).__bridge.callBridge(
    "getWidgetEditApi",
  );

/** What is kept for this widget; undefined until the platform has told. Follows what is saved while the widget is open. */
export function useWidgetConfig(): WidgetConfig | undefined {
  const [config, setConfig] = useState<WidgetConfig>();
  useEffect(() => {
    const read = async (): Promise<void> => setConfig(toConfig((await view.getContext()).extension["config"]));
    void read().catch(() => setConfig({}));
    // A host without this event leaves the widget on what it was opened with.
    const listening = Promise.resolve(events.on("FORGE_DASHBOARDS_WIDGET_CONFIG_CHANGED", read)).catch(() => null);
    return () => void listening.then((subscription) => subscription?.unsubscribe());
  }, []);
  return config;
}

/** What a dashboard keeps may have been saved by an older version of the app. */
function toConfig(kept: unknown): WidgetConfig {
  const { space } = (kept ?? {}) as { space?: unknown };
  return typeof space === "string" && space !== "" ? { space } : {};
}

import { composeApp } from "#forge/compose";
import { systemHost } from "#forge/host";

const app = composeApp(systemHost);

/** Every function of manifest.yml, by its name there. */
export const { panel, panelStatus, pages, widget } = app;
export const { workItemEvent, personEvent, lifecycle, hourly, personalData, work, changes, cleanup } = app;

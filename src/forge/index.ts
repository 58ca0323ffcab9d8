import { composeApp } from "#forge/compose";
import { systemHost } from "#forge/host";

const app = composeApp(systemHost);

// One statement each: Forge's linter does not see exports that are taken apart. Every function of manifest.yml, by its name there.
export const panel = app.panel;
export const panelStatus = app.panelStatus;
export const pages = app.pages;
export const widget = app.widget;
export const workItemEvent = app.workItemEvent;
export const personEvent = app.personEvent;
export const spaceEvent = app.spaceEvent;
export const lifecycle = app.lifecycle;
export const hourly = app.hourly;
export const personalData = app.personalData;
export const work = app.work;
export const changes = app.changes;
export const cleanup = app.cleanup;

import { makeResolver } from "@forge/resolver";
import { z } from "zod";
import { reportPeople } from "#forge/compose-people";
import { answerPage } from "#forge/compose-pages";
import { createStatusDeps, isPanelAudited, openPanelDeps } from "#forge/compose-panel";
import { openBriefly, withParts } from "#forge/compose-parts";
import { openWidgetDeps } from "#forge/compose-widget";
import { type Host, orLater } from "#forge/host";
import { panelHandlers } from "#forge/panel-handlers";
import { createPanelStatus } from "#forge/panel-status";
import { widgetHandlers } from "#forge/widget-handlers";
import { forgetAccount } from "#usecases/app/forget-account";
import { auditChanges, noteChange } from "#usecases/app/changes";
import { createJobBook } from "#usecases/app/job-book";
import { wakeOnce } from "#usecases/app/wake";
import { tick } from "#usecases/app/tick";
import { workOn } from "#usecases/app/work";

/** Seconds that manifest.yml gives to what is called in the background. */
const SECONDS = { event: 25, hourly: 120, long: 900 } as const;

const issueEvent = z.object({
  issue: z.object({ id: z.union([z.string(), z.number()]).transform(String) }),
  timestamp: z.union([z.string(), z.number()]).optional().catch(undefined),
});
const spaceEvent = z.object({ project: z.object({ key: z.string() }) });
const personEvent = z.object({
  accountId: z.string().optional(),
  user: z.object({ accountId: z.string() }).optional(),
});

/** Handlers of the app, by their names in manifest.yml. Nothing of a site outlives a call: a process may serve several. */
export function composeApp(host: Host) {
  return {
    panel: makeResolver({
      ...panelHandlers((context) => openPanelDeps(host, context)),
      isAudited: async ({ context }: { context: unknown }) => ({ isAudited: await isPanelAudited(host, context) }),
    }),
    panelStatus: (context: unknown) => createPanelStatus(createStatusDeps(host, context)),
    pages: makeResolver({
      call: ({ payload, context }: { payload: unknown; context: unknown }) => answerPage(host, payload, context),
    }),
    widget: makeResolver(widgetHandlers((context) => openWidgetDeps(host, context))),
    workItemEvent: async (event: unknown) => {
      const { issue, timestamp } = issueEvent.parse(event);
      return orLater(
        withParts(host, SECONDS.event, (parts) =>
          noteChange(parts, issue.id, `${timestamp ?? host.now()} ${parts.newId()}`),
        ),
      );
    },
    personEvent: async (event: unknown) => {
      const { accountId, user } = personEvent.parse(event);
      const account = user?.accountId ?? accountId;
      if (account !== undefined) await withParts(host, SECONDS.event, (parts) => forgetAccount(parts, account));
    },
    spaceEvent: async (event: unknown) => {
      const { project } = spaceEvent.parse(event);
      await withParts(host, SECONDS.event, async (parts) => {
        const book = createJobBook(parts.store.documents, parts.newId);
        await book.add({ kind: "forget", space: project.key }, new Date(host.now()).toISOString());
        await wakeOnce(parts, "work");
      });
    },
    lifecycle: () => withParts(host, SECONDS.event, tick),
    hourly: () => withParts(host, SECONDS.hourly, tick),
    personalData: () => reportPeople(host, SECONDS.long),
    work: () => withParts(host, SECONDS.long, workOn),
    changes: () => withParts(host, SECONDS.long, auditChanges),
    /** Everything goes, before the platform takes the storage away as well. */
    cleanup: async () => {
      const store = await openBriefly(host);
      await store.purgeAll();
      await store.close();
    },
  };
}

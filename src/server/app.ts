import { Hono } from "hono";
import { apiRoutes } from "#server/api-route";
import { describeError } from "#server/errors";
import { guardRequests } from "#server/guard";
import { NO_STORE, protectAnswers } from "#server/headers";
import { plainPage } from "#server/pages";
import type { ServerParts } from "#server/parts";
import { isForPrograms } from "#server/refuse";
import { requireSession } from "#server/session";
import { uploadRoutes } from "#server/upload-route";
import { uiRoutes } from "#server/ui-routes";

/** Everything that the server answers on this port: pages, the API and uploads. Nothing of it without the session. */
export function createApp(parts: ServerParts, port: number): Hono {
  const app = new Hono();
  app.use(protectAnswers());
  app.use(guardRequests(port));
  app.use(requireSession(parts.secrets, port));
  app.route("/api", apiRoutes(parts));
  app.route("/upload", uploadRoutes(parts.uploads));
  app.route("/", uiRoutes(parts.ui));
  app.onError(async (error, c) => {
    // Nobody is there any more to read it.
    if (isBrokenOff(error)) return c.body(null, 400, NO_STORE);
    const { status, body } = describeError(error, (reference, bug) => parts.onBug(reference, bug));
    if (isForPrograms(c.req.path)) return c.json(body, status, NO_STORE);
    return c.html(await plainPage(body.error.message, body.error.remedy ?? ""), status, NO_STORE);
  });
  return app;
}

/** The caller went away while it was still sending. */
const isBrokenOff = (error: unknown): boolean =>
  error instanceof Error &&
  "code" in error &&
  (error.code === "ECONNRESET" || error.code === "ERR_STREAM_PREMATURE_CLOSE");

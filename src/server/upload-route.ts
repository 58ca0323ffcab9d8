import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import { Hono } from "hono";
import { NO_STORE } from "#server/headers";
import { LIMITS } from "#server/parts";
import { refuse, type Refusal } from "#server/refuse";
import { type Uploads, UploadTooLarge } from "#server/uploads";

/** A page of another site cannot send this header without asking first, which is never granted. */
export const UPLOAD_HEADER = "X-Rolecall-Upload";

const NOT_OURS: Refusal = {
  status: 403,
  kind: "forbidden",
  message: "An export is handed over by Rolecall's own page.",
  remedy: `Send it with the header ${UPLOAD_HEADER}: 1.`,
};
const TOO_LARGE: Refusal = {
  status: 413,
  kind: "bad-input",
  message: "The export is larger than 2 GB.",
  remedy: "Compress it with gzip, or audit it with `rolecall audit FILE --db`.",
};
const NO_SPACE: Refusal = {
  status: 507,
  kind: "busy",
  message: "There is no space left for the export.",
  remedy: "Free some, or start the server with TMPDIR set to a folder on another disk.",
};
const EMPTY: Refusal = {
  status: 400,
  kind: "bad-input",
  message: "The export is empty.",
  remedy: "Choose a file with work items in it.",
};
const POST_ONLY: Refusal = {
  status: 405,
  kind: "bad-input",
  message: "An export is handed over with POST /upload?name=FILE.",
  remedy: "Use Rolecall's own page.",
};

/** `POST /upload?name=backlog.csv`: the body is the file; answers `{ upload, bytes }`. */
export function uploadRoutes(uploads: Uploads, limit: number = LIMITS.upload) {
  const routes = new Hono();
  routes.post("/", async (c) => {
    if (c.req.header(UPLOAD_HEADER) !== "1") return refuse(c, NOT_OURS);
    if (Number(c.req.header("content-length") ?? 0) > limit) return refuse(c, TOO_LARGE, { Connection: "close" });
    const { body } = c.req.raw;
    if (!body) return refuse(c, EMPTY);
    try {
      const content = Readable.fromWeb(body as ReadableStream<Uint8Array>);
      return c.json(await uploads.save(c.req.query("name") ?? "", content), 200, NO_STORE);
    } catch (error) {
      if (error instanceof UploadTooLarge) return refuse(c, TOO_LARGE, { Connection: "close" });
      if (error instanceof Error && "code" in error && error.code === "ENOSPC")
        return refuse(c, NO_SPACE, { Connection: "close" });
      throw error;
    }
  });
  routes.all("*", (c) => refuse(c, POST_ONLY, { Allow: "POST" }));
  return routes;
}

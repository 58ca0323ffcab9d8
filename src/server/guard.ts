import type { MiddlewareHandler } from "hono";
import { isForPrograms, refuse, type Refusal } from "#server/refuse";

/** Names of this machine under which the server answers. */
const NAMES = ["127.0.0.1", "localhost"];

/**
 * Lets only requests in that were meant for this server, and only from its own pages. A site that a person visits may send requests
 * here, and with a name of its own that it lets point at 127.0.0.1 even read the answers: what it cannot choose is Host and Origin.
 */
export function guardRequests(port: number): MiddlewareHandler {
  // Of the port that goes without saying a browser says nothing.
  const hosts = new Set(NAMES.map((name) => (port === 80 ? name : `${name}:${port}`)));
  return async (c, next) => {
    const host = c.req.header("host")?.toLowerCase() ?? "";
    if (!hosts.has(host) || new URL(c.req.url).host !== host)
      return refuse(c, {
        status: 421,
        kind: "misdirected",
        message: "This server answers under its own address only.",
        remedy: `Open http://127.0.0.1:${port}/ on the machine where it runs.`,
      });
    const origin = c.req.header("origin");
    if (origin !== undefined && origin !== `http://${host}`) return refuse(c, FOREIGN);
    // Another port of this machine is the same site to a browser, and still another program.
    const site = c.req.header("sec-fetch-site") ?? "none";
    if (isForPrograms(c.req.path) && site !== "same-origin" && site !== "none") return refuse(c, FOREIGN);
    return next();
  };
}

const FOREIGN: Refusal = {
  status: 403,
  kind: "forbidden",
  message: "The request came from a page that is not Rolecall's.",
  remedy: "Use the page that this server shows.",
};

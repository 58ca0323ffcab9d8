import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "#server/app";
import type { ServerParts } from "#server/parts";

export const DEFAULT_PORT = 4747;
/** How many ports after the first are tried. */
const TRIED = 50;
/** Only this machine reaches it. */
const ADDRESS = "127.0.0.1";

/** The port that was asked for cannot be had; the message is one sentence with the remedy. */
export class PortError extends Error {
  override name = "PortError";
}

export interface RunningServer {
  port: number;
  /** With the token: whoever opens it is let in. */
  address: string;
  /** Takes no more requests, and ends those that run after at most so many milliseconds. */
  stop(graceMs: number): Promise<void>;
}

/** Starts the server: on the port that was asked for (0 is any that is free), else on the first free one. Throws PortError. */
export async function startServer(parts: ServerParts, asked?: number): Promise<RunningServer> {
  const server = await listen(asked);
  const { port } = server.address() as AddressInfo;
  const app = createApp(parts, port);
  const answer = getRequestListener(app.fetch, {
    hostname: ADDRESS,
    overrideGlobalObjects: false,
    // Only requests that are no HTTP address at all come here; they are answered like any other, with our headers.
    errorHandler: () => app.fetch(new Request(`http://invalid.invalid/`)),
  });
  server.on("request", (incoming, outgoing) => void answer(incoming, outgoing));
  // An export of gigabytes takes longer than the library's five minutes on a slow disk.
  server.requestTimeout = 0;
  return {
    port,
    address: `http://${ADDRESS}:${port}/?token=${parts.secrets.token}`,
    async stop(graceMs) {
      const isClosed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      await Promise.race([isClosed, sleep(graceMs, undefined, { ref: false })]);
      server.closeAllConnections();
      await isClosed;
    },
  };
}

async function listen(asked: number | undefined): Promise<Server> {
  const first = asked ?? DEFAULT_PORT;
  const last = asked ?? DEFAULT_PORT + TRIED;
  for (let port = first; port <= last; port += 1) {
    const server = createServer();
    try {
      server.listen(port, ADDRESS);
      await once(server, "listening");
      return server;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EACCES")
        throw new PortError(`Port ${port} is not for this user. Name another with --port, 1024 or more.`, {
          cause: error,
        });
      if (code !== "EADDRINUSE") throw error;
    }
  }
  throw new PortError(
    asked === undefined
      ? `Ports ${first} to ${last} are all taken. Name another with --port, or --port 0 for any that is free.`
      : `Port ${asked} is taken by another program. Name another with --port, or leave it out for the next free one.`,
  );
}

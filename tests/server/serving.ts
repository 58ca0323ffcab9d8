import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { startServer } from "#server/listen";
import type { ServerParts } from "#server/parts";
import { createSecrets } from "#server/session";
import { readUiFiles } from "#server/ui-files";
import { createUploads, type Uploads } from "#server/uploads";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  json: () => unknown;
}

export interface Question {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer | Readable;
}

/** One request as it is written, nothing added: `path` goes out as it stands. */
export function ask(
  port: number,
  path: string,
  { method = "GET", headers = {}, body }: Question = {},
): Promise<Answer> {
  return new Promise((done, fail) => {
    const sent = request({ port, host: "127.0.0.1", path, method, headers, agent: false }, (got) => {
      let text = "";
      got.setEncoding("utf8").on("data", (part: string) => (text += part));
      got.on("end", () =>
        done({ status: got.statusCode ?? 0, headers: got.headers, text, json: () => JSON.parse(text) as unknown }),
      );
      got.on("error", fail);
    });
    sent.on("error", fail);
    if (body instanceof Readable) void pipeline(body, sent).catch(() => undefined);
    else sent.end(body);
  });
}

/** The cookie that the printed address gives. */
export async function logIn(port: number, token: string): Promise<string> {
  const { headers } = await ask(port, `/?token=${token}`);
  return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}

/** Pages as the build leaves them. */
export const PAGES: Readonly<Record<string, string>> = {
  "index.html": "<!doctype html><title>Rolecall</title>",
  "assets/app-1a2b3c4d.js": "export {};",
  "assets/app-1a2b3c4d.css": "body { margin: 0 }",
  "icon.svg": "<svg/>",
};

export interface ServingOptions extends Partial<Pick<ServerParts, "answer" | "onBug">> {
  procedures?: readonly string[];
  isBuilt?: boolean;
  uploads?: Uploads;
}

/** A server on a port of its own, with pages in a folder beside which a secret lies. */
export async function createServing({
  answer = (_name, input) => Promise.resolve(input),
  onBug = () => undefined,
  procedures = ["echo"],
  isBuilt = true,
  uploads = createUploads(1024 ** 3),
}: ServingOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-server-"));
  writeFileSync(join(folder, "secret.txt"), "not for anybody");
  for (const [name, text] of isBuilt ? Object.entries(PAGES) : []) {
    mkdirSync(dirname(join(folder, "ui", name)), { recursive: true });
    writeFileSync(join(folder, "ui", name), text);
  }
  const secrets = createSecrets();
  const server = await startServer(
    {
      ...{ answer, onBug, uploads, secrets },
      isKnownProcedure: (name) => procedures.includes(name),
      ui: readUiFiles(join(folder, "ui")),
    },
    0,
  );
  const cookie = await logIn(server.port, secrets.token);
  return {
    ...{ server, secrets, cookie, uploads, port: server.port },
    /** As a stranger. */
    ask: (path: string, question?: Question) => ask(server.port, path, question),
    /** As the browser that was let in. */
    visit: (path: string, question: Question = {}) =>
      ask(server.port, path, { ...question, headers: { Cookie: cookie, ...question.headers } }),
    post: (name: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
      ask(server.port, `/api/${name}`, {
        method: "POST",
        headers: { Cookie: cookie, "Content-Type": "application/json", ...headers },
        body,
      }),
    async stop() {
      await server.stop(1_000);
      uploads.removeAll();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Serving = Awaited<ReturnType<typeof createServing>>;

/** What of an answer must hold whatever it is. */
export const protection = ({ headers }: Answer) => ({
  policy: headers["content-security-policy"],
  sniff: headers["x-content-type-options"],
  referrer: headers["referrer-policy"],
  opener: headers["cross-origin-opener-policy"],
  resource: headers["cross-origin-resource-policy"],
  granted: headers["access-control-allow-origin"],
});

export const PROTECTED = {
  policy:
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  sniff: "nosniff",
  referrer: "no-referrer",
  opener: "same-origin",
  resource: "same-origin",
  granted: undefined,
};

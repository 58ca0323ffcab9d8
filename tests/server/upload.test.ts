import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LIMITS } from "#server/parts";
import { createUploads, sweepUploads } from "#server/uploads";
import { createServing, PROTECTED, protection, type Serving } from "./serving";

const MEGABYTE = 1024 ** 2;
let serving: Serving;
let bugs: unknown[];
beforeEach(async () => {
  bugs = [];
  serving = await createServing({
    uploads: createUploads(60 * MEGABYTE),
    onBug: (_reference, error) => void bugs.push(error),
  });
});
afterEach(() => serving.stop());

const HEADERS = { "X-Rolecall-Upload": "1", "Content-Type": "application/octet-stream" };
const send = (body: string | Buffer | Readable, name = "backlog.csv", headers: Record<string, string> = {}) =>
  serving.visit(`/upload?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { ...HEADERS, ...headers },
    body,
  });

interface Uploaded {
  upload: string;
  bytes: number;
}
const pathOf = (uploaded: unknown): string => serving.uploads.pathsOf([(uploaded as Uploaded).upload])[0] ?? "";

test("An export is kept as it came, for this user alone, under its name", async () => {
  const answer = await send("Summary,Issue key\nFix it,PAY-1\n");
  expect([answer.status, protection(answer)]).toEqual([200, PROTECTED]);
  expect(answer.json()).toEqual({ upload: expect.any(String) as string, bytes: 31 });
  const path = pathOf(answer.json());
  expect([basename(path), readFileSync(path, "utf8")]).toEqual(["backlog.csv", "Summary,Issue key\nFix it,PAY-1\n"]);
  expect(serving.uploads.find((answer.json() as Uploaded).upload)).toEqual({ path, name: "backlog.csv", bytes: 31 });
  const mode = (file: string): number => statSync(file).mode & 0o777;
  expect([mode(path), mode(dirname(path)), mode(dirname(dirname(path)))]).toEqual([0o600, 0o700, 0o700]);
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["..\\..\\evil.csv", "evil.csv"],
  ["..", "export"],
  ["", "export"],
  ["a\u0000b\n.csv", "a_b_.csv"],
  ["Größe – alle.csv", "Größe – alle.csv"],
])("The name %j becomes %j", async (name, kept) => {
  expect(basename(pathOf((await send("x", name)).json()))).toBe(kept);
});

test("50 MB go through without being held", async () => {
  const piece = Buffer.alloc(MEGABYTE, "x");
  let highest = 0;
  const before = process.memoryUsage().rss;
  const pieces = Readable.from(
    (async function* () {
      for (let at = 0; at < 50; at += 1) {
        yield piece;
        highest = Math.max(highest, process.memoryUsage().rss - before);
        await sleep(1);
      }
    })(),
  );
  const answer = await send(pieces);
  expect(answer.json()).toMatchObject({ bytes: 50 * MEGABYTE });
  expect(statSync(pathOf(answer.json())).size).toBe(50 * MEGABYTE);
  expect(highest).toBeLessThan(40 * MEGABYTE);
});

test("More than the limit is refused, and nothing of it kept", async () => {
  const root = dirname(dirname(pathOf((await send("x")).json())));
  const piece = Buffer.alloc(MEGABYTE, "x");
  const answer = await send(Readable.from(Array.from({ length: 61 }, () => piece)));
  expect(answer.status).toBe(413);
  expect(answer.json()).toMatchObject({ error: { remedy: expect.any(String) as string } });
  expect(readdirSync(root)).toHaveLength(1);
});

test("What says that it is too large is refused before it comes", async () => {
  const length = String(LIMITS.upload + 1);
  const status = await new Promise((done, fail) => {
    const headers = { ...HEADERS, Cookie: serving.cookie, "Content-Length": length };
    const sent = request({ port: serving.port, host: "127.0.0.1", path: "/upload", method: "POST", headers }, (got) => {
      done(got.statusCode);
      sent.destroy();
    });
    sent.on("error", fail).flushHeaders();
  });
  expect(status).toBe(413);
});

test("What is broken off is not kept", async () => {
  const root = dirname(dirname(pathOf((await send("x")).json())));
  const headers = { ...HEADERS, Cookie: serving.cookie, "Content-Length": "1000000" };
  const sent = request({ port: serving.port, host: "127.0.0.1", path: "/upload", method: "POST", headers });
  sent.on("error", () => undefined).write(Buffer.alloc(100_000, "x"));
  await vi.waitFor(() => expect(readdirSync(root)).toHaveLength(2));
  sent.destroy();
  await vi.waitFor(() => expect(readdirSync(root)).toHaveLength(1));
  await sleep(100);
  expect(bugs).toEqual([]);
});

test("It takes the header that no other site can send, and a body", async () => {
  expect((await send("x", "a.csv", { "X-Rolecall-Upload": "0" })).status).toBe(403);
  expect((await serving.visit("/upload?name=a.csv", { headers: HEADERS })).status).toBe(405);
});

test("Exports are deleted after use and at the end", async () => {
  const [first, second] = [pathOf((await send("1")).json()), pathOf((await send("2")).json())];
  await serving.uploads.remove([first, "/etc/hostname"]);
  expect([existsSync(dirname(first)), existsSync(second), existsSync("/etc/hostname")]).toEqual([false, true, true]);
  serving.uploads.removeAll();
  expect(existsSync(dirname(dirname(second)))).toBe(false);
  expect(() => serving.uploads.pathsOf(["gone"])).toThrow("not there any more");
});

test("A name that is longer than a file system takes is cut, and keeps its end", async () => {
  const answer = await send("Summary\nFix it\n", `${"漢字🚲".repeat(60)}.csv`);
  expect(answer.status).toBe(200);
  const name = basename(pathOf(answer.json()));
  expect(name).toMatch(/^[漢字🚲]+\.csv$/u);
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
});

test("What a server left that was killed, the next one deletes; what one at work holds stays", () => {
  const folders = [1, 2].map((pid) => mkdtempSync(join(tmpdir(), `rolecall-uploads-99999990${pid}-`)));
  sweepUploads((pid) => pid !== 999999901);
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, true]);
  rmSync(folders[1] ?? "", { recursive: true });
});

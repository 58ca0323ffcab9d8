import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { collect } from "../build-apart";
import { buildCli, createWorkplace } from "../cli/run-cli";
import { manyRows } from "./job-place";
import { ask, logIn } from "./serving";

let place: ReturnType<typeof createWorkplace>;
beforeAll(buildCli, 240_000);
beforeEach(() => {
  place = createWorkplace();
  return () => place.remove();
});

/** `rolecall serve`, once it has printed its address. */
async function serve(...args: string[]) {
  const child = place.start(["serve", "--no-open", ...args]);
  const ended = collect(child);
  let said = "";
  child.stdout?.on("data", (text: string) => (said += text));
  const address = await Promise.race([
    ended.then(({ stderr }) => Promise.reject(new Error(stderr))),
    (async () => {
      for (;;) {
        await once(child.stdout ?? child, "data");
        const found =
          /^Rolecall is at (http:\/\/127\.0\.0\.1:(\d+)\/\?token=([\w-]{43})) {2}\(Ctrl-C ends it\)\n$/.exec(said);
        if (found) return { port: Number(found[2]), token: found[3] ?? "" };
      }
    })(),
  ]);
  return { ...address, child, ended };
}

const uploadFolders = (pid: number | undefined): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`rolecall-uploads-${pid ?? 0}-`));

test("The command serves its pages to whoever opens the printed address, and ends in time and without a trace", async () => {
  const { port, token, child, ended } = await serve("--port", "0");
  const cookie = await logIn(port, token);
  expect((await ask(port, "/")).status).toBe(401);
  const page = await ask(port, "/findings", { headers: { Cookie: cookie } });
  expect([page.status, page.text]).toEqual([200, expect.stringContaining("<script") as string]);
  const script = /src="\.(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1] ?? "";
  expect((await ask(port, script, { headers: { Cookie: cookie } })).status).toBe(200);
  const headers = { Cookie: cookie, "X-Rolecall-Upload": "1" };
  expect((await ask(port, "/upload?name=a.csv", { method: "POST", headers, body: "x" })).status).toBe(200);
  expect(uploadFolders(child.pid)).toHaveLength(1);
  expect(existsSync(join(place.folder, ".rolecall/rolecall.db"))).toBe(true);
  const asked = Date.now();
  child.kill("SIGTERM");
  const { code, stderr } = await ended;
  expect([code, stderr]).toEqual([0, ""]);
  expect(Date.now() - asked).toBeLessThan(3_000);
  expect(uploadFolders(child.pid)).toEqual([]);
});

test("The sample is audited in the background while the server answers, and then there is something to show", async () => {
  const { port, token, child, ended } = await serve("--port", "0");
  const headers = { Cookie: await logIn(port, token), "Content-Type": "application/json" };
  const call = async (name: string, input: object = {}): Promise<Record<string, unknown>> => {
    const answer = await ask(port, `/api/${name}`, { method: "POST", headers, body: JSON.stringify(input) });
    expect([answer.status, answer.text.slice(0, 300)]).toEqual([200, expect.anything()]);
    return answer.json() as Record<string, unknown>;
  };
  expect(await call("getCapabilities")).toMatchObject({ hasData: false, running: null });
  const { id, isKnown } = await call("startRun", { kind: "audit", source: { sample: true } });
  expect(isKnown).toBe(false);
  expect(await call("getCapabilities")).toMatchObject({ running: { id } });
  expect(await call("startRun", { kind: "audit", source: { sample: true } })).toEqual({ id, isKnown: true });
  await vi.waitFor(async () => expect(await call("getRun", { id })).toMatchObject({ state: "done", error: null }), {
    timeout: 30_000,
    interval: 100,
  });
  expect(await call("getCapabilities")).toMatchObject({ hasData: true, running: null });
  child.kill("SIGTERM");
  expect(await ended).toMatchObject({ code: 0, stderr: "" });
});

test("An audit that runs does not hold up the end", async () => {
  const { port, token, child, ended } = await serve("--port", "0");
  const headers = { Cookie: await logIn(port, token), "Content-Type": "application/json", "X-Rolecall-Upload": "1" };
  const post = async (path: string, body: string) =>
    (await ask(port, path, { method: "POST", headers, body })).json() as Record<string, unknown>;
  const { upload } = await post("/upload?name=many.csv", manyRows(30_000));
  expect(await post("/api/previewImport", JSON.stringify({ upload }))).toMatchObject({
    name: "many.csv",
    problems: [],
  });
  const { id } = await post("/api/startRun", JSON.stringify({ kind: "audit", source: { uploads: [upload] } }));
  await vi.waitFor(
    async () =>
      expect(await post("/api/getRun", JSON.stringify({ id }))).toMatchObject({ state: "running", phase: "reading" }),
    { timeout: 20_000 },
  );
  const asked = Date.now();
  child.kill("SIGTERM");
  expect(await ended).toMatchObject({ code: 0, stderr: "" });
  expect(Date.now() - asked).toBeLessThan(3_500);
  place.write("backlog.csv", manyRows(50));
  expect((await place.run(["audit", "backlog.csv", "--db", "--format", "json"])).code).toBe(0);
});

test("A second Ctrl-C ends it at once, also while an answer is still on its way", async () => {
  const { port, token, child, ended } = await serve("--port", "0", "--db", "other.db");
  const headers = { Cookie: await logIn(port, token), "X-Rolecall-Upload": "1", "Content-Length": "100" };
  const hanging = ask(port, "/upload?name=a.csv", { method: "POST", headers }).catch(() => undefined);
  while (uploadFolders(child.pid).length === 0) await new Promise((done) => setTimeout(done, 20));
  child.kill("SIGINT");
  await new Promise((done) => setTimeout(done, 200));
  expect(child.exitCode).toBe(null);
  child.kill("SIGINT");
  expect((await ended).code).toBe(130);
  await hanging;
  expect([existsSync(join(place.folder, "other.db")), uploadFolders(child.pid)]).toEqual([true, []]);
});

test("A taken port is an error that says what to do, and another server goes to the next one", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await place.run(["serve", "--no-open", "--port", String(port)]);
  expect([code, stderr]).toEqual([
    2,
    `rolecall: Port ${port} is taken by another program. Name another with --port, or leave it out for the next free one.\n`,
  ]);
  other.close();
  const first = await serve();
  const second = await serve("--db", "second.db");
  expect(second.port).toBeGreaterThan(first.port);
  for (const { child } of [first, second]) child.kill("SIGTERM");
  expect((await Promise.all([first.ended, second.ended])).map(({ code: one }) => one)).toEqual([0, 0]);
});

test.each([
  [["--port", "70000"], "Give a whole number from 0 to 65535."],
  [["--config", "nowhere.json"], "nowhere.json does not exist."],
])("What cannot be used is said: %s", async (args, sentence) => {
  const { code, stderr } = await place.run(["serve", "--no-open", ...args]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(sentence) as string]);
});

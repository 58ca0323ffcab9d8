import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConfigError } from "#core/config";
import { ForbiddenError, SourceError, TrackerError } from "#ports";
import { ApiError } from "#usecases/api/error";
import { createServing, PROTECTED, protection, type Serving } from "./serving";

class UsageError extends Error {
  override name = "UsageError";
}

let serving: Serving;
let asked: unknown[];
let bugs: [string, unknown][];
let failure: unknown;
beforeEach(async () => {
  [asked, bugs, failure] = [[], [], undefined];
  serving = await createServing({
    procedures: ["echo", "fail", "nothing"],
    answer(name, input, actorName) {
      asked.push([name, input, actorName]);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- also what is no error must be answered.
      if (name === "fail") return Promise.reject(failure);
      return Promise.resolve(name === "nothing" ? undefined : { got: input });
    },
    onBug: (reference, error) => void bugs.push([reference, error]),
  });
  return () => serving.stop();
});
afterEach(() => expect(bugs.length).toBeLessThan(2));

describe("A question", () => {
  test("gets its answer, which nobody keeps", async () => {
    const answer = await serving.post("echo", '{"page":1}');
    expect([answer.status, answer.json()]).toEqual([200, { got: { page: 1 } }]);
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
    expect(protection(answer)).toEqual(PROTECTED);
    expect(asked).toEqual([["echo", { page: 1 }, null]]);
  });

  test("may be without input, and without an answer", async () => {
    expect((await serving.post("nothing", "")).text).toBe("null");
    expect(asked).toEqual([["nothing", undefined, null]]);
  });

  test.each([
    ["Mia%20M%C3%BCller", "Mia Müller"],
    ["%20", null],
    ["%E0%A4%A", null],
    ["a".repeat(999), "a".repeat(200)],
  ])("says who acts: %s", async (header, name) => {
    await serving.post("echo", "1", { "X-Rolecall-Actor": header });
    expect(asked).toEqual([["echo", 1, name]]);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""])(
    "of type %j is refused",
    async (type) => {
      const answer = await serving.post("echo", "1", { "Content-Type": type });
      expect([answer.status, asked]).toEqual([415, []]);
      expect(answer.json()).toMatchObject({ error: { kind: "bad-input", remedy: expect.any(String) as string } });
    },
  );

  test("that is broken off is no bug", async () => {
    const headers = { Cookie: serving.cookie, "Content-Type": "application/json", "Content-Length": "1000" };
    const sent = request({ port: serving.port, host: "127.0.0.1", path: "/api/echo", method: "POST", headers });
    sent.on("error", () => undefined).write("{");
    await sleep(100);
    sent.destroy();
    await sleep(100);
    expect([bugs, asked]).toEqual([[], []]);
  });

  test("that is no JSON is refused", async () => {
    const answer = await serving.post("echo", "{");
    expect([answer.status, asked]).toEqual([400, []]);
  });

  test.each([
    ["too large", 413, "x".repeat(2 * 1024 ** 2), {}],
    ["of unknown length", 411, "x", { "Transfer-Encoding": "chunked" }],
  ])("that is %s is refused", async (_how, status, text, headers) => {
    const answer = await serving.post("echo", JSON.stringify(text), headers);
    expect([answer.status, asked]).toEqual([status, []]);
    expect(answer.json()).toMatchObject({ error: { kind: "bad-input", remedy: expect.any(String) as string } });
    expect(protection(answer)).toEqual(PROTECTED);
  });

  test.each(["unknown", "toString", "__proto__", "echo/more", "..%2fecho"])("for %s is not found", async (name) => {
    const answer = await serving.post(name, "1");
    expect([404, 405]).toContain(answer.status);
    expect(asked).toEqual([]);
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  test.each(["GET", "PUT", "DELETE", "OPTIONS"])("with %s is refused", async (method) => {
    const answer = await serving.visit("/api/echo", { method });
    expect([answer.status, answer.headers.allow, asked]).toEqual([405, "POST", []]);
  });
});

describe("An error is told as", () => {
  const issues = ["mode: not one of auto, separate, combined"];
  test.each<[string, unknown, number, object]>([
    ["a policy that is wrong", new ConfigError(issues), 400, { kind: "bad-input", issues }],
    [
      "input that cannot be read",
      new SourceError("No item. Name a file."),
      400,
      { kind: "bad-input", message: "No item. Name a file." },
    ],
    ["something that cannot be done", new UsageError("No audit."), 400, { kind: "bad-input", message: "No audit." }],
    [
      "a tracker's refusal",
      new TrackerError("unauthorized", "Jira says no."),
      502,
      { kind: "tracker", message: "Jira says no." },
    ],
    ["no permission", new ForbiddenError("Not yours."), 403, { kind: "forbidden", message: "Not yours." }],
    [
      "wrong input",
      new ApiError("bad-input", "No.", { issues, remedy: "Do." }),
      400,
      { kind: "bad-input", issues, remedy: "Do." },
    ],
    ["something that is not there", new ApiError("not-found", "Gone."), 404, { kind: "not-found", message: "Gone." }],
    ["something old", new ApiError("stale", "Old."), 409, { kind: "stale", message: "Old." }],
    ["no time", new ApiError("busy", "Later."), 503, { kind: "busy", message: "Later." }],
  ])("%s", async (_what, error, status, body) => {
    failure = error;
    const answer = await serving.post("fail", "1");
    expect([answer.status, answer.json()]).toEqual([status, { error: expect.objectContaining(body) as unknown }]);
    expect([protection(answer), answer.headers["cache-control"]]).toEqual([PROTECTED, "no-store"]);
    expect(bugs).toEqual([]);
  });

  test.each([[new TypeError("secret is undefined")], ["secret text"], [undefined]])(
    "a bug, without what it says: %s",
    async (error) => {
      failure = error;
      const answer = await serving.post("fail", "1");
      expect(answer.status).toBe(500);
      expect(answer.text).not.toContain("secret");
      expect(bugs).toEqual([[expect.stringMatching(/^[0-9a-f]{8}$/) as string, error]]);
      expect(answer.json()).toMatchObject({
        error: { kind: "failed", message: expect.stringContaining(bugs[0]?.[0] ?? "?") as string },
      });
    },
  );
});

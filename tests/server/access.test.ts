import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, createServing, PROTECTED, protection, type Serving } from "./serving";

let serving: Serving;
beforeAll(async () => {
  serving = await createServing();
});
afterAll(() => serving.stop());

const OWN_PAGE = "<title>Rolecall</title>";

describe("The printed address", () => {
  test.each(["/", "/findings", "/findings?rule=owner&sort=age"])(
    "lets a browser in and leaves %s behind",
    async (path) => {
      const { port, secrets } = serving;
      const { status, headers } = await serving.ask(`${path}${path.includes("?") ? "&" : "?"}token=${secrets.token}`);
      expect([status, headers.location]).toEqual([303, `http://127.0.0.1:${port}${path}`]);
      expect(headers["set-cookie"]).toEqual([`rolecall_${port}=${secrets.session}; Path=/; HttpOnly; SameSite=Lax`]);
      expect(headers["cache-control"]).toBe("no-store");
    },
  );

  test("sends nobody to another host", async () => {
    const { headers } = await serving.ask(`//evil.example/x?token=${serving.secrets.token}`);
    expect(headers.location).toBe(`http://127.0.0.1:${serving.port}//evil.example/x`);
  });

  test.each([
    ["wrong", "x".repeat(43)],
    ["empty", ""],
    ["short", "x"],
  ])("with a %s key lets nobody in", async (_what, token) => {
    const answer = await serving.ask(`/?token=${token}`);
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([401, undefined]);
    expect(answer.text).not.toContain(OWN_PAGE);
  });

  test("with an old key does not put out who is in already", async () => {
    const { status, headers } = await serving.visit("/findings?token=old");
    expect([status, headers.location]).toEqual([303, `http://127.0.0.1:${serving.port}/findings`]);
  });

  test("does not hand the API its key", async () => {
    const { status } = await serving.ask(`/api/echo?token=${serving.secrets.token}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "1",
    });
    expect(status).toBe(401);
  });
});

describe("Without the cookie", () => {
  test.each(["/", "/findings", "/assets/app-1a2b3c4d.js", "/health", "/nothing.js"])(
    "%s is a page that says what to open",
    async (path) => {
      const answer = await serving.ask(path);
      expect(answer.status).toBe(401);
      expect(answer.text).toContain("Open the address that `rolecall serve` printed");
      expect(answer.text).not.toMatch(/<style|<script|style=|\son\w+=/);
      expect(protection(answer)).toEqual(PROTECTED);
      expect(answer.headers["cache-control"]).toBe("no-store");
    },
  );

  test.each(["/api/echo", "/api/unknown", "/upload?name=x.csv"])("%s is refused as JSON", async (path) => {
    const answer = await serving.ask(path, { method: "POST", body: "1", headers: { "X-Rolecall-Upload": "1" } });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: { kind: "unauthorized" } });
    expect(protection(answer)).toEqual(PROTECTED);
  });

  test.each([
    ["another value", "x".repeat(43)],
    ["the key of the address", "token"],
  ])("%s is none", async (_what, value) => {
    const { port, secrets } = serving;
    const cookie = `rolecall_${port}=${value === "token" ? secrets.token : value}`;
    expect((await serving.ask("/", { headers: { Cookie: cookie } })).status).toBe(401);
  });

  test("the cookie of a server on another port is none", async () => {
    const { port, secrets } = serving;
    const headers = { Cookie: `rolecall_${port + 1}=${secrets.session}` };
    expect((await serving.ask("/", { headers })).status).toBe(401);
  });
});

describe("A request that another site had a browser send", () => {
  const post = (headers: Record<string, string>) => serving.post("echo", "1", headers);

  test("is refused under a name that the site lets point here", async () => {
    for (const host of [
      "evil.example",
      `evil.example:${serving.port}`,
      "127.0.0.1",
      `127.0.0.1.evil.example:${serving.port}`,
      "127.0.0.1:1",
      `[::1]:${serving.port}`,
    ]) {
      const page = await serving.visit("/", { headers: { Host: host } });
      expect([host, page.status]).toEqual([host, 421]);
      expect(page.text).not.toContain(OWN_PAGE);
      const answer = await post({ Host: host });
      expect([answer.status, answer.json()]).toEqual([
        421,
        expect.objectContaining({ error: expect.anything() as unknown }),
      ]);
      expect(protection(answer)).toEqual(PROTECTED);
    }
  });

  test("is refused before its key is looked at", async () => {
    const { status, headers } = await serving.ask(`/?token=${serving.secrets.token}`, {
      headers: { Host: "evil.example" },
    });
    expect([status, headers["set-cookie"]]).toEqual([421, undefined]);
  });

  test("is served under both names of this machine", async () => {
    for (const name of ["127.0.0.1", "localhost", "LOCALHOST"])
      expect((await serving.visit("/", { headers: { Host: `${name}:${serving.port}` } })).status).toBe(200);
  });

  test.each(["https://evil.example", "null", "http://127.0.0.1:3000", "http://localhost"])(
    "is refused from %s",
    async (origin) => {
      const answer = await post({ Origin: origin });
      expect(answer.status).toBe(403);
      expect(protection(answer)).toEqual(PROTECTED);
      expect((await serving.visit("/", { headers: { Origin: origin } })).status).toBe(403);
      expect((await serving.visit("/upload", { method: "POST", headers: { Origin: origin } })).status).toBe(403);
      expect((await serving.visit("/api/echo", { method: "OPTIONS", headers: { Origin: origin } })).status).toBe(403);
    },
  );

  test.each([
    ["cross-site", 403],
    ["same-site", 403],
    ["same-origin", 200],
    ["none", 200],
  ])("is told by Sec-Fetch-Site: %s is %i", async (site, status) => {
    expect((await post({ "Sec-Fetch-Site": site })).status).toBe(status);
  });

  test("may be a link to a page", async () => {
    expect((await serving.visit("/findings", { headers: { "Sec-Fetch-Site": "cross-site" } })).status).toBe(200);
  });

  test("is served from its own page", async () => {
    expect((await post({ Origin: `http://127.0.0.1:${serving.port}` })).status).toBe(200);
  });
});

test.each([
  ["a whole address", "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:PORT"],
  ["no host", "GET / HTTP/1.0"],
  ["a host that is none", "GET / HTTP/1.1\r\nHost: a b"],
  ["no address", "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:PORT"],
])("A request with %s is refused, with every header", async (_what, head) => {
  const text = await new Promise<string>((done, fail) => {
    const socket = connect(serving.port, "127.0.0.1");
    let got = "";
    socket.setEncoding("utf8").on("data", (part: string) => (got += part));
    socket.on("end", () => done(got)).on("error", fail);
    const cookie = `Cookie: ${serving.cookie}\r\nConnection: close`;
    socket.end(`${head.replace("PORT", String(serving.port))}\r\n${cookie}\r\n\r\n`);
  });
  expect(text).toMatch(/^HTTP\/1\.1 (421|400)/);
  expect(text.toLowerCase()).toContain("content-security-policy: default-src 'none'");
  expect(text).not.toContain(OWN_PAGE);
});

test("Only this machine's own address is listened on", async () => {
  await expect(
    new Promise((done, fail) => connect(serving.port, "::1").on("connect", done).on("error", fail)),
  ).rejects.toThrow();
  expect((await ask(serving.port, "/")).status).toBe(401);
});

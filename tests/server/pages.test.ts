import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createServing, PAGES, PROTECTED, protection, type Serving } from "./serving";

let serving: Serving;
beforeAll(async () => {
  serving = await createServing();
});
afterAll(() => serving.stop());

describe("Pages", () => {
  test.each(["/", "/index.html", "/findings", "/nonsense", "/constructor"])("%s is the app", async (path) => {
    const answer = await serving.visit(path);
    expect([answer.status, answer.text]).toEqual([200, PAGES["index.html"]]);
    expect(answer.headers).toMatchObject({ "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    expect(protection(answer)).toEqual(PROTECTED);
  });

  test.each([
    ["assets/app-1a2b3c4d.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ["assets/app-1a2b3c4d.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"],
    ["icon.svg", "image/svg+xml", "no-cache"],
  ])("%s is itself", async (path, type, caching) => {
    const answer = await serving.visit(`/${path}`);
    expect([answer.status, answer.text]).toEqual([200, PAGES[path]]);
    expect(answer.headers).toMatchObject({ "content-type": type, "cache-control": caching });
    expect(protection(answer)).toEqual(PROTECTED);
  });

  test.each(["/assets/app-00000000.js", "/assets/", "/nothing.css", "/findings/old.js", "/findings/more"])(
    "%s is not there",
    async (path) => {
      const answer = await serving.visit(path);
      expect(answer.status).toBe(404);
      expect(answer.headers["cache-control"]).toBe("no-store");
      expect(protection(answer)).toEqual(PROTECTED);
    },
  );

  test("with a slash at the end lead to the page, from where it finds its files", async () => {
    const answer = await serving.visit("/findings/?rule=unowned");
    expect([answer.status, answer.headers.location]).toEqual([
      308,
      expect.stringMatching(/:\d+\/findings\?rule=unowned$/),
    ]);
  });

  test("are told about without their content", async () => {
    const { status, headers, text } = await serving.visit("/findings", { method: "HEAD" });
    expect([status, text, headers["content-type"]]).toEqual([200, "", "text/html; charset=utf-8"]);
  });

  test.each(["POST", "PUT", "DELETE"])("cannot be changed with %s", async (method) => {
    const answer = await serving.visit("/", { method });
    expect([answer.status, protection(answer)]).toEqual([405, PROTECTED]);
  });

  test.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%5c..%5csecret.txt",
    "/assets/%252e%252e/%252e%252e/secret.txt",
    "//../secret.txt",
    "/assets/%00/../../secret.txt",
    "/..;/secret.txt",
    "/%c0%ae%c0%ae/secret.txt",
    "/file:///etc/passwd",
    "/assets//etc/passwd",
  ])("lead to nothing beside them: %s", async (path) => {
    const answer = await serving.visit(path);
    expect(answer.text).not.toContain("not for anybody");
    expect(answer.text).not.toContain("root:");
    expect(protection(answer)).toEqual(PROTECTED);
  });
});

test("Where the pages were not built, a page says how", async () => {
  const unbuilt = await createServing({ isBuilt: false });
  for (const path of ["/", "/findings", "/assets/x.js"]) {
    const answer = await unbuilt.visit(path);
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining("npm run build") as string]);
    expect(protection(answer)).toEqual(PROTECTED);
  }
  await unbuilt.stop();
});

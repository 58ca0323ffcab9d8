import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JiraRequest } from "#adapters/jira/request";
import { installBoundary, json, type Boundary } from "../forge/boundary";

let boundary: Boundary;
let jira: JiraRequest;
const query = { fields: "*all,-comment", expand: "names,schema" };

beforeAll(async () => {
  installBoundary();
  const { createUserRequest } = await import("#adapters/jira/forge");
  jira = createUserRequest();
});
beforeEach(() => {
  boundary = installBoundary();
});

describe("Jira through Forge", () => {
  it("reads in the name of the person who looks, and escapes what it puts into the address", async () => {
    boundary.answerJira(() => json(200, { id: "10023" }));
    expect(await jira.getIssue("10023", query)).toEqual({ status: 200, body: { id: "10023" } });
    expect(boundary.calls).toEqual([
      { method: "GET", as: "user", path: "/rest/api/3/issue/10023?fields=*all%2C-comment&expand=names%2Cschema" },
    ]);
  });

  it("never calls an address that an id has bent", async () => {
    for (const id of ["../../admin", "1?expand=changelog", "1/comment"]) {
      await expect(jira.getIssue(id, query)).rejects.toThrow(/path manipulation/);
    }
    expect(boundary.calls).toEqual([]);
  });

  it("gives refusals with their status and waiting time, whatever their body", async () => {
    boundary.answerJira(
      () => new Response("<html>slow down</html>", { status: 429, headers: { "retry-after": "12" } }),
    );
    expect(await jira.getIssue("1", query)).toEqual({ status: 429, body: undefined, retryAfterSeconds: 12 });
  });

  it("lets the platform ask for consent", async () => {
    boundary.answerJira(() => json(401, {}, { "forge-proxy-error": "NEEDS_AUTHENTICATION_ERR" }));
    await expect(jira.getIssue("1", query)).rejects.toMatchObject({ name: "NEEDS_AUTHENTICATION_ERR" });
  });

  it("says that Jira is not available when the platform cannot reach it", async () => {
    boundary.answerJira(() => json(502, {}, { "forge-proxy-error": "UPSTREAM_TIMEOUT" }));
    await expect(jira.getIssue("1", query)).rejects.toMatchObject({ name: "TrackerError", kind: "unavailable" });
  });
});

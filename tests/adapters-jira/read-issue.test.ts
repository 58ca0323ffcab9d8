import { describe, expect, it } from "vitest";
import { readIssue } from "#adapters/jira/read-issue";
import type { JiraAnswer, JiraRequest } from "#adapters/jira/request";
import { jiraIssue } from "./issue";

const site = { workspace: "acme" };
const answering = (answer: JiraAnswer): JiraRequest => ({ getIssue: () => Promise.resolve(answer) });

describe("reading one issue", () => {
  it("asks once, for every field with its name and type, and gives the work item", async () => {
    const asked: unknown[] = [];
    const jira: JiraRequest = {
      getIssue: (id, query) => {
        asked.push(id, query);
        return Promise.resolve({ status: 200, body: jiraIssue() });
      },
    };
    expect((await readIssue(jira, "10023", site)).title).toBe("Retry failed card payments");
    expect(asked).toHaveLength(2);
    expect(asked[0]).toBe("10023");
    expect(asked[1]).toMatchObject({ expand: "names,schema" });
  });

  it.each([
    [401, "unauthorized"],
    [403, "forbidden"],
    [404, "not-found"],
    [429, "rate-limited"],
    [500, "unavailable"],
    [503, "unavailable"],
    [418, "bad-response"],
  ])("turns HTTP %i into %s with a sentence that says what to do", async (status, kind) => {
    await expect(readIssue(answering({ status, body: undefined }), "1", site)).rejects.toMatchObject({
      name: "TrackerError",
      kind,
    });
    await expect(readIssue(answering({ status, body: undefined }), "1", site)).rejects.toThrow(/^Jira .*\.$/);
  });

  it("passes on how long Jira asks to wait", async () => {
    const throttled = answering({ status: 429, body: undefined, retryAfterSeconds: 30 });
    await expect(readIssue(throttled, "1", site)).rejects.toMatchObject({ retryAfterSeconds: 30 });
  });

  it("refuses an answer that is not an issue", async () => {
    await expect(readIssue(answering({ status: 200, body: "<html>" }), "1", site)).rejects.toMatchObject({
      kind: "bad-response",
    });
  });
});

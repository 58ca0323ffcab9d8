import { systemClock } from "#adapters/http/clock";
import { createLedger } from "#adapters/http/ledger";
import { createJiraClient, type JiraRest } from "#adapters/jira/rest";
import { TrackerError } from "#ports";
import type { JiraServer } from "../trackers/jira/server";

const BASE = "https://acme.atlassian.net";

/** The REST client before an emulated site, without a network: as the site's own account, or as another one. */
export const restTo = (server: JiraServer, as?: string): JiraRest =>
  createJiraClient({
    baseUrl: BASE,
    clock: systemClock,
    ledger: createLedger({ tracker: "Jira", clock: systemClock, share: 1 }),
    ...{ retries: 2, firstPauseMs: 1 },
    exchange({ method, url, body }) {
      const answer = server.ask({
        ...{ method, address: url.slice(BASE.length) },
        ...(body !== undefined && { body: JSON.stringify(body), contentType: "application/json" }),
        ...(as !== undefined && { as }),
      });
      if (typeof answer === "string") return Promise.reject(new TrackerError("unavailable", answer));
      const json: unknown = answer.text === "" ? undefined : JSON.parse(answer.text);
      return Promise.resolve({ status: answer.status, headers: new Headers(answer.headers), json });
    },
  });

import { createLedger, type LedgerOptions, type Spending } from "#adapters/http/ledger";
import type { Clock } from "#adapters/http/clock";
import { createJiraRest } from "#adapters/jira/rest";
import { openJira } from "#adapters/jira/source";
import { createLinearClient } from "#adapters/linear/client";
import { openLinear } from "#adapters/linear/source";
import { compileRuleset } from "#core/classify/classify";
import { loadPolicy } from "#core/policy-check";
import type { AuditReport } from "#core/report";
import type { OpenTracker, TriageStore } from "#ports";
import { auditWithMemory } from "#usecases/remember-run";
import { HOLDER } from "../fixtures/holder";
import { createJiraSite } from "./jira/site";
import { type JiraOptions, type JiraServer, startJira } from "./jira/server";
import { createLinearWorkspace } from "./linear/generate";
import { type LinearOptions, type LinearServer, startLinear } from "./linear/server";

/** What both emulations can do to a client. */
type CommonFault =
  | { kind: "status"; status: number; headers?: Record<string, string>; body?: string }
  | { kind: "html" | "reset" | "cut" | "hang" | "truncated" };

/** Which requests a fault meets. */
type Meets = "everything" | "items";

/** A tracker that runs, and the client that reads it by its clock: waits pass at once. */
export interface Running {
  open: (limits?: Partial<LedgerOptions>) => Promise<OpenTracker>;
  /** Of the client opened last. */
  spending: () => Spending;
  break: (fault: CommonFault, times?: number, meets?: Meets) => void;
  /** Requests since the start, by what they asked. */
  asked: (what: "items" | "all") => number;
  points: () => number;
  violations: readonly string[];
  now: () => number;
  advance: (milliseconds: number) => void;
  expireToken: () => void;
  renewToken: () => void;
  close: () => Promise<void>;
}

const TIMEOUT = 300;
const SEARCH = "searchAndReconsileIssuesUsingJqlPost";
const PEOPLE = ["owner", "assignee", "Product owner"];

const clockOf = (server: { now: () => number; advance: (ms: number) => void }): Clock => ({
  now: () => server.now(),
  sleep(milliseconds) {
    server.advance(milliseconds);
    return Promise.resolve();
  },
});

/** What both emulations let a test do and see. */
const handlesOf = (server: JiraServer | LinearServer) => ({
  points: () => server.points(),
  violations: server.violations,
  now: () => server.now(),
  advance: (milliseconds: number) => server.advance(milliseconds),
  expireToken: () => server.expireToken(),
  renewToken: () => server.renewToken(),
  close: () => server.close(),
});

export interface RunningJira extends Running {
  server: JiraServer;
  /** People fields that the policy names. */
  people: string[];
  /** What the policy limits reading to. */
  scope: { projects?: string[]; jql?: string; filter?: string };
}

export async function runJira(
  options: JiraOptions & { scope?: RunningJira["scope"]; people?: string[] } = {},
): Promise<RunningJira> {
  const server = await startJira({ site: createJiraSite({ issues: 240 }), ...options });
  const clock = clockOf(server);
  let ledger = createLedger({ tracker: "Jira", clock, share: 1 });
  const scope = options.scope ?? {};
  const people = options.people ?? [...PEOPLE];
  return {
    ...{ server, people, scope },
    open(limits) {
      ledger = createLedger({ tracker: "Jira", clock, share: 1, ...limits });
      const { bearer } = options;
      const jira = createJiraRest({
        ...{ baseUrl: server.url, clock, ledger, firstPauseMs: 1, timeoutMs: TIMEOUT },
        credentials: bearer ? { accessToken: bearer } : { email: server.email, apiToken: server.token },
      });
      return openJira({ jira, clock, scope, peopleFields: people, workspace: "acme" });
    },
    spending: () => ledger.spending(),
    break: (fault, times = 1, meets = "items") =>
      server.fault({ ...fault, times, on: ({ operation }) => meets === "everything" || operation === SEARCH }),
    asked: (what) => server.requests.filter(({ operation }) => what === "all" || operation === SEARCH).length,
    ...handlesOf(server),
  };
}

export interface RunningLinear extends Running {
  server: LinearServer;
}

const ITEM_OPERATIONS = ["Issues", "Projects", "Initiatives"];

export async function runLinear(options: LinearOptions & { teams?: readonly string[] } = {}): Promise<RunningLinear> {
  const server = await startLinear({ workspace: createLinearWorkspace({ issues: 600 }), ...options });
  const clock = clockOf(server);
  let ledger = createLedger({ tracker: "Linear", clock, share: 1 });
  const isItems = ({ operation }: { operation: string }): boolean => ITEM_OPERATIONS.includes(operation);
  return {
    server,
    open(limits) {
      ledger = createLedger({ tracker: "Linear", clock, share: 1, ...limits });
      const linear = createLinearClient({
        ...{ apiUrl: server.url, clock, ledger, firstPauseMs: 1, timeoutMs: TIMEOUT },
        credentials: { apiKey: server.apiKey },
      });
      return openLinear({ linear, teams: options.teams ?? [] });
    },
    spending: () => ledger.spending(),
    break: (fault, times = 1, meets = "items") =>
      server.fault({ ...fault, times, on: (request) => meets === "everything" || isItems(request) }),
    asked: (what) => server.requests.filter((request) => what === "all" || isItems(request)).length,
    ...handlesOf(server),
  };
}

const ruleset = compileRuleset(loadPolicy({}));

let runs = 0;

/** An audit of trackers into a store; what is remembered stays there. */
export const auditTrackers = (
  memory: TriageStore,
  trackers: readonly OpenTracker[],
  at: number,
  isFull = false,
): Promise<AuditReport> =>
  auditWithMemory({
    ...{ memory, trackers, isFull, ruleset, version: "test", holder: HOLDER, isInBaseline: () => false },
    source: { fetchPage: () => Promise.reject(new Error("not a tracker")), describe: () => [] },
    runId: `run ${++runs}`,
    now: new Date(at).toISOString(),
  });

/** What a report says of the backlog, without how it was read. */
export function contentOf({ totals, scopes, findings, items, complete, incompleteBecause }: AuditReport) {
  return { totals, scopes, findings, items, complete, incompleteBecause };
}

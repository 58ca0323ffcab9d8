import { LIMITS as SQL } from "../emulated-sql";

/**
 * What Forge and Jira Cloud document as their limits. Sources are pages below developer.atlassian.com/platform/forge unless a line says
 * otherwise; a line with "chosen" has no documented number.
 */
export const LIMITS = {
  // limits-invocation
  invocationsPerMinute: 7000,
  invocationsPerSecond: 300,
  invocationsPerMinuteOfUser: 1200,
  /** Seconds of a resolver or a product trigger. */
  shortSeconds: 25,
  /** Seconds of a consumer or a scheduled trigger that says nothing. */
  longSeconds: 55,
  mostSeconds: 900,
  memoryMB: 512,
  requestPayloadBytes: 500 * 1024,
  responsePayloadBytes: 5 * 1024 * 1024,
  // limits-async-events
  eventsPerPush: 50,
  eventsPerMinute: 500,
  pushBytes: 200 * 1024,
  /** Of one event, where the consumer may run longer than `longSeconds`. */
  longEventBytes: 100 * 1024,
  delaySeconds: 900,
  retryDataBytes: 4 * 1024,
  /** Push requests that descend from one first invocation. */
  cyclicPushes: 1000,
  retentionMs: 24 * 3_600_000,
  /** Chosen: the first wait before a delivery is repeated; it doubles, up to `delaySeconds`. */
  backoffSeconds: 5,
  /** Chosen: how long an event takes from its push to its delivery. */
  deliveryMs: 1500,
  // events-reference/product_events
  productEventDelayMs: 180_000,
  productEventRetries: 4,
  // limits-kvs-ce and storage-reference/handling-errors-kvs
  kvsRequestsPerSecond: 1000,
  kvsReadUnitsPerMinute: 4000,
  kvsWriteUnitsPerMinute: 4000,
  kvsUnitBytes: 10 * 1024,
  kvsValueBytes: 240 * 1024,
  kvsKeyLength: 500,
  kvsDepth: 31,
  kvsBatchItems: 25,
  kvsBatchBytes: 4 * 1024 * 1024,
  kvsPage: 100,
  kvsTtlMs: 365 * 86_400_000,
  /** Expired values can be read for up to so long. */
  kvsLingerMs: 48 * 3_600_000,
  /** Chosen: how long a query does not see what was written. */
  kvsQueryLagMs: 2000,
  /** limits-sql */
  sql: SQL,
  // cloud/jira/platform/rate-limiting
  jiraPointsPerHour: 65_000,
  jiraBurstPerSecond: { GET: 100, POST: 100, PUT: 50, DELETE: 50 } as Record<string, number>,
  jiraWritesPerIssueIn2s: 20,
  jiraWritesPerIssueIn30s: 100,
  // cloud/jira/platform/user-privacy-developer-guide
  privacyAccounts: 90,
};

/** Limits that a test changes. */
export type Limits = typeof LIMITS;

/** Milliseconds that pass with each request. Chosen, from what apps see in the field. */
export const LATENCY = { jira: 200, sql: 8, kvs: 10, queue: 20 };

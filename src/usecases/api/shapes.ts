import { z } from "zod";

/** Shapes that several procedures have in common. Outputs are plain JSON: a host may carry them as text. */

export const severity = z.enum(["error", "warning", "info"]);
export const findingState = z.enum(["open", "planned", "snoozed", "dismissed", "baseline"]);
export const findingMark = z.enum(["new", "returned", "reappeared", "facts-changed", "expired", "woken"]);
export const level = z.enum(["initiative", "epic", "story", "subtask"]);
export const focus = z.enum(["strategic", "tactical", "unclear"]);
export const decidedFocus = z.enum(["strategic", "tactical"]);
export const role = z.enum(["product-manager", "product-owner", "both", "other"]);
export const productRole = z.enum(["product-manager", "product-owner"]);
export const responsibility = z.enum([
  ...["product-strategy", "market-research", "customer-engagement", "long-term-planning", "go-to-market"],
  ...["business-case", "stakeholder-communication", "user-stories", "requirements-readiness"],
  ...["backlog-prioritization", "team-coordination", "testing-acceptance", "delivery"],
] as const);
export const day = z.iso.date();
/** ISO 8601 in UTC. */
export const instant = z.string().min(20).max(32);
export const name = z.string().max(200);

const many = <T extends z.ZodType>(one: T) => z.array(one).max(200).optional();

/** Which findings: within a field one of the values, over the fields all of them. What is left out does not narrow. */
export const findingFilter = z.strictObject({
  state: many(findingState),
  severity: many(severity),
  rule: many(name),
  /** Ids of scopes. */
  scope: many(z.string().max(512)),
  level: many(level),
  responsibility: many(responsibility),
  mark: many(findingMark),
  /** Findings on one's own items, or on items that nobody owns. There is no filter by another person. */
  owner: z.enum(["me", "none"]).optional(),
  /** Days since a run found it first. */
  minAgeDays: z.number().int().min(0).max(36500).optional(),
  maxAgeDays: z.number().int().min(0).max(36500).optional(),
  /** Part of a key, a title or a message, in any case. */
  text: z.string().trim().max(200).optional(),
});
export type FindingFilter = z.output<typeof findingFilter>;

export const findingSort = z.strictObject({
  by: z.enum(["severity", "age", "scope", "rule"]),
  /** From the most severe, the oldest, A. */
  reverse: z.boolean().default(false),
});
export type FindingSort = z.output<typeof findingSort>;

export const pageOf = {
  /** `next` of the page before; left out for the first. */
  after: z.string().max(4000).optional(),
  limit: z.number().int().min(1).max(200).default(100),
};

export const scopeName = z.strictObject({ id: z.string(), name: z.string() });

export const findingRow = z.strictObject({
  id: z.string(),
  rule: z.string(),
  ruleTitle: z.string(),
  severity,
  state: findingState,
  mark: findingMark.nullable(),
  /** Instant of the run that found it first. */
  since: instant,
  scope: scopeName,
  /** What people call what it is about: a key, a space or a team. */
  subject: z.string(),
  message: z.string(),
  /** Null for a finding about a scope or a person. */
  item: z
    .strictObject({
      id: z.string(),
      key: z.string(),
      title: z.string(),
      url: z.string().nullable(),
      level,
      type: z.string().nullable(),
      status: z.string(),
      focus,
      /** Of the focus: 0.97 for a tactical item of which that is as good as sure. */
      probability: z.number(),
      responsibility: responsibility.nullable(),
    })
    .nullable(),
  owner: z.string().nullable(),
  ownerRole: role.nullable(),
  expectedRole: productRole.nullable(),
  /** Id of the decision that counts, or that counted until it ended. */
  decision: z.string().nullable(),
});
export type FindingRow = z.output<typeof findingRow>;

/** A finding with everything that is said about it. */
export const findingDetail = findingRow.extend({
  why: z.array(z.string()),
  change: z.string(),
  remedy: z.string(),
  suggestions: z.array(z.strictObject({ ref: z.string(), name: z.string(), reason: z.string() })),
  split: z.array(z.strictObject({ focus: decidedFocus, role: productRole, level, title: z.string() })),
  /** Somebody said since the last audit what the item is: what this finding is then, the next one tells. It is in no list. */
  isReread: z.boolean(),
  /** The decision in words, where there is one. */
  decided: z.strictObject({ what: z.string(), by: z.string(), at: instant }).nullable(),
  /** Why the person who asks may not do this to it; null where they may. */
  refusals: z.strictObject({
    dismiss: z.string().nullable(),
    snooze: z.string().nullable(),
    reassign: z.string().nullable(),
    override: z.string().nullable(),
  }),
  /** Events that a snooze of it may wait for. */
  events: z.array(z.enum(["owner-changes", "status-changes", "sprint-ends", "parent-done"])),
  /** Children and siblings of its item with findings: what an override may be extended to. */
  relatives: z.strictObject({ children: z.number().int(), siblings: z.number().int() }),
});
export type FindingDetail = z.output<typeof findingDetail>;

/** A line of the audit trail, in words. */
export const trailRow = z.strictObject({
  id: z.string(),
  at: instant,
  /** "Dana Ruiz (claimed)". */
  by: z.string(),
  kind: z.enum(["dismiss", "snooze", "reassign", "override", "undo"]),
  what: z.string(),
  /** To open what it is about; null where that is not there any more. */
  finding: z.string().nullable(),
  item: z.string().nullable(),
  /** A later decision has taken it back. */
  isUndone: z.boolean(),
  /** Why the person who asks may not take it back; null where they may. */
  refusal: z.string().nullable(),
});
export type TrailRow = z.output<typeof trailRow>;

export const itemRow = z.strictObject({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  scope: scopeName,
  level,
  type: z.string().nullable(),
  status: z.string(),
  focus,
  probability: z.number(),
  responsibility: responsibility.nullable(),
  owner: z.string().nullable(),
});
export type ItemRow = z.output<typeof itemRow>;

export const itemFilter = z.strictObject({
  scope: many(z.string().max(512)),
  focus: many(focus),
  level: many(level),
  responsibility: many(responsibility),
  /** A whole key or id. */
  name: name.optional(),
});
export type ItemFilter = z.output<typeof itemFilter>;

/** How much a database holds, and may hold. */
export const storage = z.strictObject({ bytes: z.number().int(), limit: z.number().int() });

/** Counts by value, the most frequent first. */
export const facet = z.array(z.strictObject({ value: z.string(), name: z.string(), count: z.number().int() }));
export type Facet = z.output<typeof facet>;

export const mix = z.strictObject({
  items: z.number().int(),
  strategic: z.number().int(),
  tactical: z.number().int(),
  unclear: z.number().int(),
});

export const runSummary = mix.extend({
  id: z.string(),
  at: instant,
  judged: z.number().int(),
  /** Findings that nobody had decided on. */
  open: z.number().int(),
  /** All findings, those that were decided on included. */
  error: z.number().int(),
  warning: z.number().int(),
  info: z.number().int(),
  new: z.number().int(),
  returned: z.number().int(),
  fixed: z.number().int(),
  removed: z.number().int(),
  /** What was read: files, sites, teams. */
  sources: z.array(z.string()),
  isComplete: z.boolean(),
  /** Verdicts or rules changed with it: a step may be no change of the backlog. */
  isNewRuleset: z.boolean(),
});
export type RunSummary = z.output<typeof runSummary>;

/** Work in the background. */
export const jobState = z.strictObject({
  id: z.string(),
  kind: z.enum(["audit", "simulate", "doctor", "unpublish"]),
  state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
  phase: z.enum(["reading", "judging"]).nullable(),
  /** Why nothing happens at the moment, in a sentence: a limit that is used up until an hour is over. */
  pause: z.string().nullable().optional(),
  /** Work items so far. */
  items: z.number().int().nullable(),
  /** 0 to 1, where it is known. */
  share: z.number().nullable(),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Of a simulation a `simulation`, of the doctor `checks`, of an audit a `runSummary`-like count. */
  result: z.unknown(),
  error: z
    .strictObject({
      message: z.string(),
      remedy: z.string().optional(),
      /** The database is full: `getSpaces` and `purge` are what helps. */
      isStorageFull: z.boolean().optional(),
    })
    .nullable(),
});
export type JobState = z.output<typeof jobState>;

/** What somebody decides. */
export const act = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("dismiss"),
    reason: z.enum(["not-misassigned", "agreed-exception", "dual-role", "transition", "rule-wrong"]),
    note: z.string().trim().min(1, "a dismissal needs a note").max(2000),
    /** Last day on which it holds; null: for good; left out: as the policy has it for the reason. */
    until: day.nullable().optional(),
  }),
  z.strictObject({
    kind: z.literal("snooze"),
    until: z.union([
      z.strictObject({ date: day }),
      z.strictObject({ event: z.enum(["owner-changes", "status-changes", "sprint-ends", "parent-done"]) }),
    ]),
    note: z.string().max(2000).default(""),
  }),
  z.strictObject({
    kind: z.literal("reassign"),
    /** Reference of a person. */
    to: z.string().max(200),
    note: z.string().max(2000).default(""),
  }),
  z.strictObject({
    kind: z.literal("override"),
    focus: decidedFocus,
    reason: z.string().trim().min(1, "an override needs a reason").max(2000),
    withChildren: z.boolean().default(false),
    withSiblings: z.boolean().default(false),
  }),
]);

/** Findings by id, or everything that a filter finds but for some. */
export const findingSelection = z.union([
  z.strictObject({ ids: z.array(z.string().max(2000)).min(1).max(5000) }),
  z.strictObject({ filter: findingFilter, except: z.array(z.string().max(2000)).max(5000).default([]) }),
]);
export type FindingSelection = z.output<typeof findingSelection>;

export const refusal = z.strictObject({ subject: z.string(), why: z.string() });

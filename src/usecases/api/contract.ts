import { z } from "zod";
import * as s from "#usecases/api/shapes";

/**
 * Who may call a procedure: everybody who may see the backlog, who may decide on findings, who may change the settings of one space, or
 * who may change the set-up.
 */
export type Permission = "view" | "triage" | "manage" | "administer";
const permission = z.enum(["view", "triage", "manage", "administer"]);

/**
 * What a procedure may reach: `space` answers from the part of the backlog that whoever asks may see, `site` only where that is all of
 * it. A procedure of a space is handed a store in which there is nothing else: see `narrow`.
 */
export type Reach = "space" | "site";

interface Shape {
  reach: Reach;
  permission: Permission;
  input: z.ZodType;
  output: z.ZodType;
}

const nothing = z.strictObject({});
const actor = z.strictObject({
  ref: z.string().nullable(),
  name: z.string().nullable(),
  /** What they said of themselves; false where the host has signed them in. */
  isClaimed: z.boolean(),
  isKnown: z.boolean(),
  isApprover: z.boolean(),
});
/** Until what a list was up to date, for `decide`: what somebody else decided since is not overwritten. */
const asOf = z.iso.datetime();

const rolePerson = z.strictObject({
  person: z.string().min(1).max(200),
  name: s.name.optional(),
  role: s.role,
  scope: s.name.optional(),
  from: s.day.optional(),
  to: s.day.optional(),
});
const groupMember = z.union([s.name, z.strictObject({ person: z.string().min(1).max(200), name: s.name.optional() })]);
const roleGroup = rolePerson.omit({ person: true, name: true }).extend({
  group: z.string().trim().min(1).max(200),
  members: z.array(groupMember).max(5000).optional(),
});
const unlistedPeople = z.enum(["auto", "other", "unknown"]);
/** As Jira writes keys. */
const spaceKey = z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/i, "a key as Jira writes it, for example PAY");
const proposal = z.strictObject({
  person: z.string(),
  name: z.string(),
  role: s.productRole,
  reasons: z.array(z.string()),
  scopes: z.array(z.string()),
});

const simulated = z.strictObject({
  id: z.string(),
  rule: z.string(),
  subject: z.string(),
  title: z.string().nullable(),
  severity: z.string(),
});

/** What a policy would change. Lists hold at most 200; `counts` are of all. */
export const simulation = z.strictObject({
  isSameRuleset: z.boolean(),
  /** Items of which only their text could tell, which is not kept. */
  unjudged: z.number().int(),
  before: s.mix,
  after: s.mix,
  counts: z.strictObject({ goes: z.number().int(), appears: z.number().int(), changes: z.number().int() }),
  byRule: z.array(
    z.strictObject({
      rule: z.string(),
      title: z.string(),
      goes: z.number().int(),
      appears: z.number().int(),
      changes: z.number().int(),
    }),
  ),
  goes: z.array(simulated),
  appears: z.array(simulated),
  changes: z.array(simulated),
});
export type SimulationResult = z.output<typeof simulation>;

const mode = z.enum(["auto", "separate", "combined"]);
const preset = z.enum(["default", "scaled-agile", "scrum"]);
const ruleSetting = z.enum(["off", "error", "warning", "info"]);
const search = z.enum(["off", "focus", "focus-and-finding"]);

const schedule = z.strictObject({
  day: z.enum(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
  time: z.string().max(5),
  timeZone: s.name,
  announce: z
    .union([z.strictObject({ commentOn: s.name }), z.strictObject({ space: s.name, type: s.name })])
    .nullable(),
});

/** What the doctor found, tracker by tracker. */
export const checkUp = z.array(
  z.strictObject({
    tracker: z.string(),
    checks: z.array(z.strictObject({ state: z.enum(["fine", "noted", "failed"]), about: z.string() })),
  }),
);
export type CheckUp = z.output<typeof checkUp>;

/** Every question the screens ask, and everything they can do. Served by the local server and by the Jira app. */
export const procedures = {
  getCapabilities: {
    reach: "space",
    permission: "view",
    input: nothing,
    output: z.strictObject({
      host: z.enum(["local", "jira"]),
      version: z.string(),
      screens: z.array(
        z.enum([
          ...(["overview", "findings", "items", "roles", "policy", "reports", "trail", "import", "setup"] as const),
          ...(["space", "schedule", "data"] as const),
        ]),
      ),
      /** The only space that is shown; null where all are. */
      space: s.scopeName.nullable(),
      /** What a person calls the database. */
      database: z.string(),
      hasData: z.boolean(),
      actor,
      /** Permissions of the person who asks. */
      permissions: z.array(permission),
      isPolicyWritable: z.boolean(),
      /** What is wrong in the policy: then the default one holds, and nobody may decide. */
      policyIssues: z.array(z.string()),
      /** Another text once audits or decisions have changed what the screens show. */
      state: z.string(),
      /** Trackers with credentials. */
      trackers: z.array(z.enum(["jira", "linear"])),
      /** Work in the background that has not ended. */
      running: s.jobState.nullable(),
    }),
  },
  chooseActor: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ name: z.string().trim().max(200) }),
    output: actor,
  },

  getOverview: {
    reach: "space",
    permission: "view",
    input: nothing,
    output: z.strictObject({
      /** Null before the first audit. */
      run: s.runSummary.nullable(),
      /** Findings by what holds of them now. */
      states: z.record(s.findingState, z.number().int()),
      openBySeverity: z.record(s.severity, z.number().int()),
      askedAgain: z.number().int(),
      /** Open findings that the last run was the first to find. */
      newlyFound: z.number().int(),
      unowned: z.number().int(),
      /** Open findings on items of the person who asks; null where they are nobody that the policy or an audit knows. */
      mine: z.number().int().nullable(),
      /** The most worth a look first, at most five. */
      attention: z.array(s.findingRow),
      /** Those with the most open findings first, at most fifty. */
      scopes: z.array(
        s.mix.extend({
          id: z.string(),
          name: z.string(),
          mode: z.enum(["separate", "combined", "unknown"]),
          modeReason: z.string(),
          error: z.number().int(),
          warning: z.number().int(),
          info: z.number().int(),
          balance: z.string(),
        }),
      ),
      scopeCount: z.number().int(),
      rules: z.array(z.strictObject({ id: z.string(), title: z.string(), open: z.number().int() })),
      /** Oldest first, at most thirteen. */
      trend: z.array(s.runSummary),
      /** What is not set up, each with the remedy. */
      gaps: z.array(z.string()),
      incompleteBecause: z.array(z.string()),
      /** What will stop audits soon; on the page of one space there are none. */
      notices: z.array(z.strictObject({ kind: z.literal("storage-nearly-full"), ...s.storage.shape })),
    }),
  },

  listFindings: {
    reach: "space",
    permission: "view",
    input: z.strictObject({
      filter: s.findingFilter.default({}),
      sort: s.findingSort.default({ by: "severity", reverse: false }),
      ...s.pageOf,
    }),
    output: z.strictObject({ rows: z.array(s.findingRow), next: z.string().nullable(), asOf }),
  },
  /** How many there are, and how many there would be with another value in one field of the filter. */
  countFindings: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ filter: s.findingFilter.default({}) }),
    output: z.strictObject({
      total: z.number().int(),
      state: s.facet,
      severity: s.facet,
      rule: s.facet,
      scope: s.facet,
      level: s.facet,
      responsibility: s.facet,
      mark: s.facet,
      asOf,
    }),
  },
  /** The selection in words, and as JQL where all of it is in Jira and short enough. */
  describeSelection: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ filter: s.findingFilter.default({}) }),
    output: z.strictObject({ text: z.string(), jql: z.string().nullable() }),
  },
  getFinding: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ id: z.string().max(2000) }),
    output: z.strictObject({ finding: s.findingDetail, trail: z.array(s.trailRow), asOf }),
  },

  listItems: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ filter: s.itemFilter.default({}), ...s.pageOf }),
    output: z.strictObject({ rows: z.array(s.itemRow), next: z.string().nullable() }),
  },
  countItems: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ filter: s.itemFilter.default({}) }),
    output: z.strictObject({
      total: z.number().int(),
      scope: s.facet,
      focus: s.facet,
      level: s.facet,
      responsibility: s.facet,
    }),
  },
  /** By id, key or former key. */
  getItem: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ name: z.string().min(1).max(512) }),
    output: z.strictObject({
      item: s.itemRow.extend({
        tracker: z.enum(["jira", "linear", "file"]),
        aliases: z.array(z.string()),
        labels: z.array(z.string()),
        components: z.array(z.string()),
        priority: z.string().nullable(),
        estimate: z.number().nullable(),
        sprint: z.string().nullable(),
        dueDate: z.string().nullable(),
        created: z.string().nullable(),
        updated: z.string().nullable(),
      }),
      verdict: z.strictObject({
        focus: s.focus,
        /** "Strategic · 94 %". */
        phrase: z.string(),
        /** That the item is strategic. */
        probability: z.number(),
        score: z.number(),
        responsibility: s.responsibility.nullable(),
        language: z.string().nullable(),
        /** Their weights add up to the score. */
        evidence: z.array(
          z.strictObject({
            kind: z.string(),
            feature: z.string(),
            /** As a person would say it. */
            phrase: z.string(),
            term: z.string(),
            field: z.string(),
            span: z.tuple([z.number().int(), z.number().int()]).nullable(),
            weight: z.number(),
            responsibility: s.responsibility.nullable(),
            isShared: z.boolean(),
          }),
        ),
        counterEvidence: z.number().int().nullable(),
        runnerUp: z.strictObject({
          focus: s.decidedFocus,
          probability: z.number(),
          responsibility: s.responsibility.nullable(),
        }),
        /** What would make it another one, in a sentence. */
        flip: z.string().nullable(),
        override: z
          .strictObject({
            focus: s.decidedFocus,
            reason: z.string(),
            by: z.string().nullable(),
            at: z.string().nullable(),
            machine: z.string(),
          })
          .nullable(),
      }),
      /** Null where nobody owns it. */
      owner: z
        .strictObject({
          name: z.string(),
          role: s.role.nullable(),
          /** Which of the sources gave it, strongest first: entry, group, people-field, job-title, unlisted. */
          source: z.enum(["entry", "group", "people-field", "job-title", "unlisted"]),
          reason: z.string(),
        })
        .nullable(),
      findings: z.array(s.findingDetail),
      parent: s.itemRow.nullable(),
      /** At most a hundred. */
      children: z.array(s.itemRow),
      childCount: z.number().int(),
      trail: z.array(s.trailRow),
      asOf,
    }),
  },

  /** Shows (`isDryRun`) or records a decision on findings. */
  decide: {
    reach: "space",
    permission: "triage",
    input: z.strictObject({ act: s.act, selection: s.findingSelection, asOf, isDryRun: z.boolean().default(false) }),
    output: z.strictObject({
      /** How many decisions are, or would be, recorded. */
      count: z.number().int(),
      /** Their ids, to take them back; empty in a dry run. */
      decisions: z.array(z.string()),
      /** What they are about, at most a hundred. */
      subjects: z.array(z.string()),
      refused: z.array(s.refusal),
      /** What somebody else decided since `asOf`, and is left as it is. */
      stale: z.array(s.refusal),
    }),
  },
  undo: {
    reach: "space",
    permission: "triage",
    input: z.strictObject({
      decisions: z.array(z.string().max(200)).min(1).max(5000),
      note: z.string().max(2000).default(""),
    }),
    output: z.strictObject({ count: z.number().int(), decisions: z.array(z.string()), refused: z.array(s.refusal) }),
  },
  /** People by a part of their name, for a new owner; never with numbers about them. */
  findPeople: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ text: z.string().trim().max(200) }),
    output: z.strictObject({
      people: z.array(z.strictObject({ ref: z.string(), name: z.string(), role: s.role.nullable() })),
    }),
  },
  listTrail: {
    reach: "space",
    permission: "view",
    input: z.strictObject({
      kind: z.enum(["dismiss", "snooze", "reassign", "override", "undo"]).optional(),
      isMine: z.boolean().default(false),
      text: z.string().trim().max(200).optional(),
      ...s.pageOf,
    }),
    output: z.strictObject({ rows: z.array(s.trailRow), next: z.string().nullable(), total: z.number().int() }),
  },

  getRoles: {
    reach: "site",
    permission: "view",
    input: nothing,
    output: z.strictObject({
      hash: z.string(),
      isWritable: z.boolean(),
      /** Entries of the policy in its order, with where they stand in time. */
      people: z.array(rolePerson.extend({ state: z.enum(["in-force", "future", "past"]) })),
      groups: z.array(
        z.strictObject({
          group: z.string(),
          role: s.role,
          scope: z.string().nullable(),
          from: z.string().nullable(),
          to: z.string().nullable(),
          state: z.enum(["in-force", "future", "past"]),
          /** Members that the policy lists, or the tracker told. */
          members: z.number().int(),
          /** When trackers were asked for them last; null: the policy lists them, or nobody was asked yet. */
          asOf: z.string().nullable(),
          /** Members that the policy lists itself. */
          listed: z.array(z.union([z.string(), z.strictObject({ person: z.string(), name: z.string().optional() })])),
        }),
      ),
      peopleFields: z.array(z.strictObject({ field: z.string(), role: s.productRole })),
      jobTitles: z.array(z.strictObject({ contains: z.string(), role: s.role })),
      unlistedPeople,
      /** Everybody who owns items and has a role, each with the source that gave it. */
      directory: z.array(
        z.strictObject({
          ref: z.string(),
          name: z.string(),
          role: s.role,
          source: z.string(),
          reason: z.string(),
          scopes: z.array(z.string()),
        }),
      ),
      proposals: z.array(proposal),
      /** Owners whose role nobody tells; at most 500. */
      unlisted: z.array(z.strictObject({ person: z.string(), name: z.string(), scopes: z.array(z.string()) })),
      unlistedCount: z.number().int(),
    }),
  },
  /** Replaces the people of the policy. Stale where `basedOn` is no longer the policy's hash. */
  changePeople: {
    reach: "site",
    permission: "administer",
    input: z.strictObject({ basedOn: z.string(), people: z.array(rolePerson).max(5000) }),
    output: z.strictObject({ hash: z.string() }),
  },
  /** Changes what else tells roles; what is left out stays. Members of a group stay as they are unless given. */
  changeSources: {
    reach: "site",
    permission: "administer",
    input: z.strictObject({
      basedOn: z.string(),
      groups: z.array(roleGroup).max(1000).optional(),
      peopleFields: z
        .array(z.strictObject({ field: z.string().trim().min(1).max(200), role: s.productRole }))
        .max(200)
        .optional(),
      jobTitles: z
        .array(z.strictObject({ contains: z.string().trim().min(2).max(200), role: s.role }))
        .max(1000)
        .optional(),
      unlistedPeople: unlistedPeople.optional(),
    }),
    output: z.strictObject({ hash: z.string() }),
  },

  getPolicy: {
    reach: "site",
    permission: "view",
    input: nothing,
    output: z.strictObject({
      text: z.string(),
      hash: z.string(),
      /** Where it is kept; null where there is no file yet: saving makes one. */
      path: z.string().nullable(),
      isWritable: z.boolean(),
      /** What is wrong in it. */
      issues: z.array(z.string()),
      /** What holds where the document does not say. */
      defaults: z.strictObject({
        ...{ preset, mode, baseRate: z.number() },
        thresholds: z.strictObject({ strategic: z.number(), tactical: z.number(), error: z.number() }),
        ownerFields: z.array(z.string()),
      }),
      rules: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          /** Markdown: what it finds, why it matters, how to fix it, when it is wrong. */
          page: z.string(),
          defaultSeverity: z.string(),
          /** Of the policy: `off`, a severity, or null for its own formula. */
          setting: z.enum(["off", "error", "warning", "info"]).nullable(),
          options: z.array(
            z.strictObject({
              name: z.string(),
              about: z.string(),
              default: z.union([z.number(), z.string(), z.boolean()]),
              value: z.union([z.number(), z.string(), z.boolean()]).nullable(),
            }),
          ),
          found: z.number().int(),
          open: z.number().int(),
          dismissed: z.number().int(),
          calledWrong: z.number().int(),
          overridden: z.number().int(),
          /** Of ten findings or more people disagreed with three in ten. */
          isNoisy: z.boolean(),
        }),
      ),
    }),
  },
  validatePolicy: {
    reach: "site",
    permission: "view",
    input: z.strictObject({ text: z.string().max(2_000_000) }),
    output: z.strictObject({
      issues: z.array(z.string()),
      /** Its own tests. */
      tests: z.array(z.strictObject({ title: z.string(), expected: z.string(), got: z.string(), isOk: z.boolean() })),
    }),
  },
  savePolicy: {
    reach: "site",
    permission: "administer",
    input: z.strictObject({ text: z.string().max(2_000_000), basedOn: z.string() }),
    output: z.strictObject({ hash: z.string() }),
  },

  listReports: {
    reach: "space",
    permission: "view",
    input: z.strictObject({}),
    /** Newest first, at most a hundred. */
    output: z.strictObject({ runs: z.array(s.runSummary) }),
  },
  compareRuns: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ before: z.string().max(512), after: z.string().max(512) }),
    output: z.strictObject({
      before: s.runSummary,
      after: s.runSummary,
      byRule: z.array(
        z.strictObject({ id: z.string(), title: z.string(), before: z.number().int(), after: z.number().int() }),
      ),
      byScope: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          before: s.mix.nullable(),
          after: s.mix.nullable(),
          findingsBefore: z.number().int(),
          findingsAfter: z.number().int(),
        }),
      ),
      /** Changes of every run after the first up to the second, added up. */
      changes: z.strictObject({
        new: z.number().int(),
        returned: z.number().int(),
        fixed: z.number().int(),
        removed: z.number().int(),
      }),
    }),
  },
  /** The report on what is remembered, as a file. */
  renderReport: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ format: z.enum(["html", "markdown", "csv", "json"]) }),
    output: z.strictObject({ name: z.string(), mediaType: z.string(), text: z.string() }),
  },

  /** Weekly reports, newest first, at most 26. */
  listWeekly: {
    reach: "space",
    permission: "view",
    input: nothing,
    output: z.strictObject({
      /** Null where there is no schedule. */
      next: s.instant.nullable(),
      reports: z.array(
        z.strictObject({
          /** Its local date, by which it is asked for. */
          period: s.day,
          at: s.instant,
          open: z.number().int(),
          /** Since the report before. */
          new: z.number().int(),
          fixed: z.number().int(),
          /** Key of the work item that tells of it. */
          announced: z.string().nullable(),
        }),
      ),
    }),
  },
  renderWeekly: {
    reach: "space",
    permission: "view",
    input: z.strictObject({ period: s.day, format: z.enum(["html", "markdown", "csv", "json"]) }),
    output: z.strictObject({ name: z.string(), mediaType: z.string(), text: z.string() }),
  },
  /** When the weekly report is made, and where it is told of. */
  getSchedule: {
    reach: "site",
    permission: "administer",
    input: nothing,
    output: z.strictObject({
      hash: z.string(),
      isWritable: z.boolean(),
      report: schedule.nullable(),
      next: s.instant.nullable(),
      timeZones: z.array(z.string()),
    }),
  },
  saveSchedule: {
    reach: "site",
    permission: "administer",
    input: z.strictObject({ basedOn: z.string(), report: schedule.nullable() }),
    output: z.strictObject({ hash: z.string(), next: s.instant.nullable() }),
  },

  /** What the policy says of the only space that is shown. */
  getSpace: {
    reach: "space",
    permission: "view",
    input: nothing,
    output: z.strictObject({
      hash: z.string(),
      isWritable: z.boolean(),
      space: s.scopeName,
      /** Null: as everywhere. `everywhere` is what that is. */
      mode: z.strictObject({ own: mode.nullable(), everywhere: mode }),
      preset: z.strictObject({ own: preset.nullable(), everywhere: preset }),
      rules: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          own: ruleSetting.nullable(),
          /** Null: its own formula. */
          everywhere: ruleSetting.nullable(),
        }),
      ),
      search,
      /** What the last audit made of the mode, in a sentence; null before it. */
      modeReason: z.string().nullable(),
    }),
  },
  saveSpace: {
    reach: "space",
    permission: "manage",
    input: z.strictObject({
      basedOn: z.string(),
      mode: mode.nullable(),
      preset: preset.nullable(),
      /** Rules that are not named stay as they are; null: as everywhere. */
      rules: z.record(s.name, ruleSetting.nullable()).default({}),
      search,
    }),
    output: z.strictObject({ hash: z.string() }),
  },

  /** Everything that is remembered about one person, as JSON. */
  exportPerson: {
    reach: "site",
    permission: "administer",
    input: z.strictObject({ ref: z.string().min(1).max(512) }),
    output: z.strictObject({ name: z.string(), mediaType: z.string(), text: z.string() }),
  },
  /** Forgets who is behind a reference, for good. */
  erasePerson: {
    reach: "site",
    permission: "administer",
    input: z.strictObject({ ref: z.string().min(1).max(512) }),
    output: z.strictObject({ isErased: z.boolean() }),
  },
  /** Deletes runs and findings that ended before a day, or everything. Decisions go with everything only. */
  purge: {
    reach: "site",
    permission: "administer",
    input: z.union([
      z.strictObject({ before: s.day }),
      /** Said by the person, so that nothing is deleted by mistake. */
      z.strictObject({ everything: z.literal(true), confirm: z.literal("delete everything") }),
    ]),
    output: z.strictObject({ runs: z.number().int(), findings: z.number().int() }),
  },

  /** What an uploaded export holds, and how its columns are read. */
  previewImport: {
    reach: "site",
    permission: "administer",
    input: z.strictObject({ upload: z.string().max(200), columns: z.record(z.string(), z.string()).default({}) }),
    output: z.strictObject({
      name: z.string(),
      bytes: z.number().int(),
      format: z.string().nullable(),
      /** Columns of a table with the field that each is read as; null: not read. */
      columns: z.array(z.strictObject({ name: z.string(), field: z.string().nullable(), example: z.string() })),
      /** Fields that a column can be read as. */
      fields: z.array(z.string()),
      rows: z.array(s.itemRow.pick({ key: true, title: true, type: true, level: true, status: true, owner: true })),
      notices: z.array(z.string()),
      problems: z.array(z.string()),
    }),
  },
  startRun: {
    reach: "site",
    permission: "administer",
    input: z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("audit"),
        source: z.union([
          z.strictObject({ sample: z.literal(true) }),
          z.strictObject({
            uploads: z.array(z.string().max(200)).min(1).max(50),
            columns: z.record(z.string(), z.string()).default({}),
          }),
          z.strictObject({ trackers: z.enum(["jira", "linear", "both"]), isFull: z.boolean().default(false) }),
        ]),
      }),
      z.strictObject({ kind: z.literal("simulate"), text: z.string().max(2_000_000) }),
      z.strictObject({ kind: z.literal("doctor") }),
      /** Removes everything that was ever written to work items so that JQL finds it. */
      z.strictObject({ kind: z.literal("unpublish") }),
    ]),
    output: z.strictObject({ id: z.string(), /** It was under way already. */ isKnown: z.boolean() }),
  },
  getRun: { reach: "site", permission: "view", input: z.strictObject({ id: z.string().max(200) }), output: s.jobState },
  cancelRun: {
    reach: "site",
    permission: "administer",
    input: z.strictObject({ id: z.string().max(200) }),
    output: s.jobState,
  },

  getSetup: {
    reach: "site",
    permission: "view",
    input: nothing,
    output: z.strictObject({
      trackers: z.array(
        z.strictObject({
          name: z.enum(["Jira", "Linear"]),
          isConnected: z.boolean(),
          /** Environment variables that connect it, with what they hold. */
          variables: z.array(z.strictObject({ name: z.string(), about: z.string(), isSet: z.boolean() })),
        }),
      ),
      database: z.strictObject({
        name: z.string(),
        bytes: z.number().int().nullable(),
        /** Of what it may hold; null where only the disk sets a limit. */
        limit: z.number().int().nullable(),
        isNearlyFull: z.boolean(),
      }),
      policyPath: z.string().nullable(),
      gaps: z.array(z.string()),
      sources: z.array(
        z.strictObject({
          name: z.string(),
          kind: z.string(),
          items: z.number().int(),
          notices: z.array(z.string()),
          unread: z.array(z.string()),
        }),
      ),
      /** Of the last check-up in this process. */
      checkUp: checkUp.nullable(),
    }),
  },
  /** Which spaces of Jira are audited, beside those that audits have read. */
  getSpaces: {
    reach: "site",
    permission: "view",
    input: nothing,
    output: z.strictObject({
      hash: z.string(),
      isWritable: z.boolean(),
      /** Keys; empty: all there are. */
      chosen: z.array(z.string()),
      /** Each with the work items that the last audit of it read, most first; null: none has yet. */
      spaces: z.array(z.strictObject({ key: z.string(), name: z.string(), items: z.number().int().nullable() })),
      /** A filter or JQL of the policy leaves out more. */
      isFiltered: z.boolean(),
    }),
  },
  changeSpaces: {
    reach: "site",
    permission: "administer",
    /** Keys; empty: all there are. */
    input: z.strictObject({ basedOn: z.string(), spaces: z.array(spaceKey).max(1000) }),
    output: z.strictObject({ hash: z.string() }),
  },
} as const satisfies Record<string, Shape>;

export type Procedures = typeof procedures;
export type ProcedureName = keyof Procedures;
/** What a caller gives: defaults may be left out. */
export type ApiInput<N extends ProcedureName> = z.input<Procedures[N]["input"]>;
export type ApiOutput<N extends ProcedureName> = z.output<Procedures[N]["output"]>;

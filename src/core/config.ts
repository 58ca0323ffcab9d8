import { closest } from "fastest-levenshtein";
import { z } from "zod";
import { type DismissReason, dismissReasons } from "#core/decision-kinds";

/**
 * The policy of a team: one document, the same in a file, in Jira's storage and on the settings screen.
 * The schema is types, defaults and manual in one; strict objects make a typo an error instead of a silent default.
 */

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a date as YYYY-MM-DD");
const role = z.enum(["product-manager", "product-owner", "both", "other"]);
const focus = z.enum(["strategic", "tactical"]);
const severity = z.enum(["error", "warning", "info"]);
const level = z.enum(["initiative", "epic", "story", "subtask"]);

const roleEntry = {
  role: role.describe("The role this gives: product-manager, product-owner, both, or other (neither)."),
  scope: z
    .string()
    .optional()
    .describe("Only in this scope (Jira space key or name, Linear team). Left out: everywhere."),
  from: isoDate.optional().describe("First day on which it holds. Left out: always."),
  to: isoDate.optional().describe("Last day on which it holds. Left out: until further notice."),
};

const accountable = z.enum(["product-manager", "product-owner", "either"]);

/** Rule settings a policy may change; a scope may change them again for itself. */
const ruleSetting = z.union([
  z.literal("off"),
  severity,
  z.strictObject({
    severity: z
      .union([severity, z.literal("off")])
      .optional()
      .describe("Left out: the rule's own formula."),
    options: z
      .record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
      .default({})
      .describe("Options of the rule; its page lists them."),
  }),
]);

const mode = z.enum(["auto", "separate", "combined"]);
const preset = z.enum(["default", "scaled-agile", "scrum"]);

const scopePolicy = z.strictObject({
  mode: mode.optional().describe("separate, combined or auto for this scope."),
  preset: preset.optional().describe("Another preset for this scope."),
  rules: z
    .record(z.string(), ruleSetting)
    .default({})
    .describe("Rule settings of this scope, over those of the policy."),
  search: z
    .enum(["off", "focus", "focus-and-finding"])
    .default("off")
    .describe(
      "Jira app only: what is written to the work items of this space so that JQL finds it. focus: rolecallFocus (strategic or tactical). " +
        "focus-and-finding: rolecallFinding as well; everybody who sees a work item can then read which findings it has.",
    ),
});

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const scheduledReport = z.strictObject({
  day: z.enum(days).default("monday").describe("Day of the week."),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time as HH:MM")
    .default("07:00")
    .describe("Time of day; the report is made within the hour that follows."),
  timeZone: z
    .string()
    .refine(isTimeZone, "a time zone of the IANA database, for example Europe/Berlin")
    .default("UTC")
    .describe("Time zone of day and time, for example Europe/Berlin."),
  announce: z
    .union([
      z.strictObject({ commentOn: z.string().min(1).describe("Key of the work item that gets a comment.") }),
      z.strictObject({
        space: z.string().min(1).describe("Key of the space in which a work item is made."),
        type: z.string().min(1).default("Task").describe("Its type."),
      }),
    ])
    .optional()
    .describe("Where the Jira app tells of the report. Left out: nowhere, it waits on the page."),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const policySchema = z.strictObject({
  $schema: z
    .string()
    .optional()
    .describe("Where an editor finds the JSON Schema of this file: `rolecall config schema` writes it."),
  version: z.literal(1).default(1).describe("Version of this format."),
  preset: preset
    .default("default")
    .describe(
      "Who is accountable for what. default: strategic is the product manager's, tactical the product owner's. " +
        "scaled-agile: features and above are the product manager's, stories and below the product owner's. " +
        "scrum: as default, but the Product Goal and release goals belong to the product owner.",
    ),
  mode: mode
    .default("auto")
    .describe(
      "separate: two people hold the two roles. combined: one person is both; the mix is reported and nobody is flagged. " +
        "auto: combined where fewer than two product people are listed for the scope or one person is both.",
    ),
  accountable: z
    .strictObject({
      strategic: z.partialRecord(level, accountable).default({}),
      tactical: z.partialRecord(level, accountable).default({}),
    })
    .prefault({})
    .describe('Exceptions to the preset, by focus and level, for example { "tactical": { "epic": "either" } }.'),

  baseRate: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.2)
    .describe("Share of strategic items to expect before reading one; a line of evidence in every verdict."),
  thresholds: z
    .strictObject({
      strategic: z.number().gt(0.5).lt(1).default(0.75).describe("From this probability on an item is strategic."),
      tactical: z
        .number()
        .gt(0)
        .lt(0.5)
        .default(0.25)
        .describe("Up to this probability an item is tactical; between the two it is unclear."),
      error: z
        .number()
        .gt(0.5)
        .lt(1)
        .default(0.9)
        .describe("From this probability of its focus on a mismatch on an epic or above is an error."),
    })
    .refine((t) => t.error >= t.strategic, "error must not be below strategic")
    .prefault({})
    .describe("Probabilities at which verdicts and severities change."),

  people: z
    .array(
      z.strictObject({
        person: z.string().min(1).describe("Account id, e-mail or display name."),
        name: z.string().optional().describe("How to show the person, where the tracker gives an id only."),
        ...roleEntry,
      }),
    )
    .default([])
    .describe("Explicit roles; they win over every other source."),
  groups: z
    .array(
      z.strictObject({
        group: z.string().min(1).describe("Jira group, Jira project role, or Linear team."),
        members: z
          .array(z.union([z.string(), z.strictObject({ person: z.string().min(1), name: z.string().optional() })]))
          .default([])
          .describe(
            "Its members, where the source cannot tell them (a file): account id, e-mail or display name, or { person, name } to show a name. Left out, an audit with --source asks the tracker once a day.",
          ),
        ...roleEntry,
      }),
    )
    .default([])
    .describe("Roles by membership."),
  peopleFields: z
    .array(
      z.strictObject({
        field: z.string().min(1).describe('Name of a people field, for example "Product owner".'),
        role: z.enum(["product-manager", "product-owner"]),
      }),
    )
    .default([])
    .describe("Fields whose content names a role on that item."),
  jobTitles: z
    .array(z.strictObject({ contains: z.string().min(2).describe("Part of a job title, any case."), role }))
    .default([
      { contains: "product owner", role: "product-owner" },
      { contains: "product manager", role: "product-manager" },
      { contains: "head of product", role: "product-manager" },
      { contains: "product lead", role: "product-manager" },
    ])
    .describe("Roles by job title, the weakest source; the first match counts."),
  unlistedPeople: z
    .enum(["auto", "other", "unknown"])
    .default("auto")
    .describe(
      "What people are whom no source lists. auto: other once the scope lists a product manager and a product owner, else unknown.",
    ),
  inactivePeople: z
    .array(z.string())
    .default([])
    .describe("People who have left, where the tracker does not tell (a file)."),

  owner: z
    .strictObject({
      fields: z
        .array(z.string().min(1))
        .min(1)
        .default(["owner", "assignee"])
        .describe(
          "Person fields that name the owner under audit; the first that is filled counts. Canonical names: owner, assignee, reporter, componentLead, projectLead; or any people field.",
        ),
    })
    .prefault({}),

  items: z
    .strictObject({
      excludeTypes: z.array(z.string()).default([]).describe("Types that are read but never judged."),
      excludeLabels: z.array(z.string()).default([]).describe("Labels that take an item out of the audit."),
      doneStatuses: z
        .array(z.string())
        .default([])
        .describe("Status names to treat as done, where the source does not tell."),
      levels: z
        .record(z.string(), level)
        .default({})
        .describe('Level of a type, where the source does not tell, for example { "Theme": "initiative" }.'),
    })
    .prefault({}),

  rules: z
    .record(z.string(), ruleSetting)
    .default({})
    .describe("Settings by rule id: off, a severity, or { severity, options }. `rolecall rules` lists them."),
  scopes: z
    .record(z.string(), scopePolicy)
    .default({})
    .describe("Differences by scope (Jira space key or name, Linear team)."),

  overrides: z
    .array(
      z.strictObject({
        item: z.string().min(1).describe("Key or id of the work item."),
        focus,
        reason: z.string().min(1).describe("Why; shown beside the verdict."),
        by: z.string().optional(),
        at: isoDate.optional(),
      }),
    )
    .default([])
    .describe("What a person decided about an item's focus. It wins over the classifier until a person takes it back."),

  triage: z
    .strictObject({
      approvers: z
        .array(z.string().min(1))
        .default([])
        .describe(
          "People who may set findings aside, reassign them, override a class, or take that back. Empty: everybody.",
        ),
      ownFindings: z
        .enum(["allowed", "refused"])
        .default("allowed")
        .describe("Whether an owner may set aside findings about their own items."),
      expiresAfterDays: z
        .partialRecord(
          z.enum([...(dismissReasons as [DismissReason, ...DismissReason[]]), "plan"]),
          z.number().int().min(1).nullable(),
        )
        .default({})
        .describe(
          "Days after which a dismissal is asked about again, by reason, and a planned new owner (plan: 30 unless set); null: never.",
        ),
    })
    .prefault({})
    .describe("Who may decide on findings, and for how long a decision holds."),
  database: z
    .string()
    .min(1)
    .optional()
    .describe(
      "File in which audits remember findings and decisions, for example .rolecall/rolecall.db. Left out: only with --db.",
    ),
  retentionDays: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe(
      "Days after which finished audits, and findings that are gone, are deleted from the database. Left out: never.",
    ),

  report: scheduledReport
    .optional()
    .describe("Jira app only: when the weekly report is made, and where it is told of. Left out: no weekly report."),

  vocabulary: z
    .strictObject({
      add: z
        .array(
          z.strictObject({
            term: z.string().min(2),
            focus,
            weight: z.number().gt(0).max(3).default(1.5),
            responsibility: z.string().optional(),
          }),
        )
        .default([])
        .describe("A team's own words. Weight in log-odds: 1 is a hint, 3 almost decides."),
      remove: z.array(z.string()).default([]).describe("Terms or feature ids that count for nothing here."),
      weights: z
        .record(z.string(), z.number().min(-3).max(3))
        .default({})
        .describe("Another weight for a feature id; positive is strategic."),
      domainTerms: z
        .array(z.string().min(2))
        .default([])
        .describe(
          'Words that name what the product is made of (a pricing product\'s own "pricing"); they no longer speak for strategy.',
        ),
    })
    .prefault({}),
  languages: z
    .array(z.enum(["en", "de", "fr", "es", "pt"]))
    .min(1)
    .default(["en", "de", "fr", "es", "pt"])
    .describe("Languages to read; text in any other counts for nothing."),

  tests: z
    .array(
      z.strictObject({
        title: z.string(),
        description: z.string().default(""),
        type: z.string().nullable().default(null),
        level: level.optional(),
        labels: z.array(z.string()).default([]),
        expect: z.enum(["strategic", "tactical", "unclear"]),
      }),
    )
    .default([])
    .describe("Cases this policy must get right; `rolecall config check` runs them."),

  source: z
    .strictObject({
      columns: z
        .record(z.string(), z.string())
        .default({})
        .describe('Columns of a CSV by our field, as --map does: { "title": "Resumen" }.'),
      workspace: z
        .string()
        .default("file")
        .describe("Name of the workspace in item ids, so that a later live connection finds the same items."),
      baseUrl: z.url().optional().describe("Address of the tracker, for links to items: https://acme.atlassian.net."),
      jira: z
        .strictObject({
          baseUrl: z
            .string()
            .optional()
            .describe(
              "Address of the site to read, https://acme.atlassian.net; with OAuth https://api.atlassian.com/ex/jira/CLOUD-ID. ROLECALL_JIRA_BASE_URL wins. Credentials never stand here.",
            ),
          projects: z.array(z.string().min(1)).default([]).describe("Keys of the spaces to read. Empty: every one."),
          filter: z.string().min(1).optional().describe("Id of a saved filter that limits what is read."),
          jql: z.string().min(1).optional().describe("JQL that limits what is read, without ORDER BY."),
          pointsPerHour: z
            .number()
            .int()
            .min(1000)
            .optional()
            .describe(
              "Points an hour that the app may use over all customers. Left out: 65000 with an OAuth token (Atlassian's default), no limit with an API token, which has none.",
            ),
          appShare: z
            .number()
            .gt(0)
            .lte(1)
            .default(0.25)
            .describe(
              "Jira app only: part of those points that this site may use; the others who use the app have the rest.",
            ),
        })
        .prefault({})
        .describe("Jira Cloud, read live."),
      linear: z
        .strictObject({
          apiUrl: z
            .string()
            .optional()
            .describe("Another address of Linear's API. ROLECALL_LINEAR_API_URL wins. Credentials never stand here."),
          teams: z.array(z.string().min(1)).default([]).describe("Keys of the teams to read. Empty: every one."),
        })
        .prefault({})
        .describe("Linear, read live."),
      share: z
        .number()
        .gt(0)
        .lte(1)
        .default(0.5)
        .describe("Part of a tracker's hourly limit that reading may use: the rest is for others who share it."),
      maxRequests: z
        .number()
        .int()
        .min(1)
        .optional()
        .describe("Requests that one run may send; a longer reading goes on in the next run. Left out: no cap."),
    })
    .prefault({}),
});

/** A policy with every default filled in. */
export type Policy = z.output<typeof policySchema>;
/** A policy as a person writes it. */
export type PolicyInput = z.input<typeof policySchema>;
export type RuleSetting = z.output<typeof ruleSetting>;

/** A policy or configuration that cannot be used; `issues` say where and what, one sentence each. */
export class ConfigError extends Error {
  readonly issues: readonly string[];
  constructor(issues: readonly string[], options?: ErrorOptions) {
    super(issues.join("\n"), options);
    this.name = "ConfigError";
    this.issues = issues;
  }
}

/**
 * Validates a policy and fills in its defaults; `parsePolicy({})` is the documented default policy.
 * Throws ConfigError with one issue per mistake, each naming the path and, for an unknown key, the nearest known one.
 */
export function parsePolicy(input: unknown): Policy {
  const result = policySchema.safeParse(input);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.flatMap((issue) => describeIssue(issue, input)));
}

/** JSON Schema of the policy, for editors; the same document `rolecall config schema` prints. */
export function policyJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(policySchema, { io: "input" }),
    $id: "https://rolecall.dev/schema/policy-1.json",
    title: "Rolecall policy",
  };
}

function describeIssue(issue: z.core.$ZodIssue, input: unknown): string[] {
  const path = pathName(issue.path);
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(issue.path);
    return issue.keys.map((key) => {
      const guess = known.length > 0 ? closest(key, known) : undefined;
      return `${path === "" ? "" : `${path}: `}unknown key "${key}"${guess ? `; did you mean "${guess}"?` : ""}`;
    });
  }
  const value = valueAt(input, issue.path);
  const got = value === undefined ? "" : `; found ${JSON.stringify(value).slice(0, 60)}`;
  return [`${path === "" ? "policy" : path}: ${issue.message}${got}`];
}

function pathName(path: readonly PropertyKey[]): string {
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : `${i > 0 ? "." : ""}${String(part)}`))
    .join("");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

/** Keys the schema knows at a path, from the published JSON Schema, for "did you mean". */
function knownKeys(path: readonly PropertyKey[]): string[] {
  type Node = {
    properties?: Record<string, Node>;
    items?: Node;
    additionalProperties?: Node | boolean;
    anyOf?: Node[];
  };
  let nodes: Node[] = [policyJsonSchema()];
  for (const part of path) {
    nodes = nodes
      .flatMap((node) => [node, ...(node.anyOf ?? [])])
      .flatMap((node) => {
        if (typeof part === "number") return node.items ? [node.items] : [];
        const child =
          node.properties?.[String(part)] ??
          (typeof node.additionalProperties === "object" ? node.additionalProperties : undefined);
        return child ? [child] : [];
      });
  }
  return nodes.flatMap((node) => [node, ...(node.anyOf ?? [])]).flatMap((node) => Object.keys(node.properties ?? {}));
}

/** Fields that a column of a table can fill; the first block is what `--map` and `policy.source.columns` may name. */
export const MAPPABLE_FIELDS = [
  "title",
  "id",
  "key",
  "url",
  "project",
  "type",
  "level",
  "description",
  "labels",
  "components",
  "status",
  "statusCategory",
  "resolved",
  "priority",
  "estimate",
  "sprint",
  "dueDate",
  "parent",
  "assignee",
  "reporter",
  "creator",
  "owner",
  "created",
  "updated",
  "archived",
] as const;
export type MappableField = (typeof MAPPABLE_FIELDS)[number];

/** Columns that only the trackers' own exports have. */
export type Field =
  | MappableField
  | "uuid"
  | "projectKey"
  | "projectUrl"
  | "projectLead"
  | "projectLeadId"
  | "resolution"
  | "assigneeId"
  | "reporterId"
  | "creatorId"
  | "ownerId"
  | "parentKey"
  | "epicLink"
  | "linearProject"
  | "cycle"
  | "cycleNumber"
  | "completed"
  | "canceled";

export const isMappableField = (name: string): name is MappableField => MAPPABLE_FIELDS.some((field) => field === name);

import type { Field } from "#adapters/files/fields";

/**
 * Columns of Linear's issue export, which is always in English: the 25 of 2023, the 30 that followed and the 34 with
 * UUID (header lines quoted in public importers), and of files written for Linear's importer.
 */
export const linearNames: Partial<Record<Field, readonly string[]>> = {
  key: ["ID", "Identifier"],
  uuid: ["UUID"],
  title: ["Title"],
  description: ["Description"],
  type: ["Type"],
  project: ["Team"],
  linearProject: ["Project"],
  status: ["Status"],
  estimate: ["Estimate"],
  priority: ["Priority"],
  assignee: ["Assignee"],
  creator: ["Creator"],
  owner: ["Owner", "Lead"],
  labels: ["Labels"],
  cycle: ["Cycle Name"],
  cycleNumber: ["Cycle Number"],
  created: ["Created"],
  updated: ["Updated"],
  completed: ["Completed"],
  canceled: ["Canceled"],
  archived: ["Archived"],
  dueDate: ["Due Date"],
  parent: ["Parent issue", "Parent"],
  url: ["URL"],
};

/** Every export has these; no other table is likely to have all of them. */
export const linearExportSignature = ["id", "team", "title", "status", "priority", "creator"] as const;

/** A file for Linear's importer has these and nothing but the columns of `linearImportColumns`. */
export const linearImportSignature = ["title", "status", "priority", "labels", "estimate"] as const;
export const linearImportColumns: ReadonlySet<string> = new Set([
  ...linearImportSignature,
  "description",
  "identifier",
  "id",
  "team",
  "project",
  "assignee",
  "parent",
  "parent issue",
  "sub-issues",
  "due date",
  "created",
  "completed",
  "url",
]);

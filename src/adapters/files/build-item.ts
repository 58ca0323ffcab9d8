import type { ItemDraft } from "#adapters/files/item-draft";
import { counted, type Notices } from "#adapters/files/notices";
import { categoryOfStatus } from "#adapters/files/status-names";
import { levelOfType } from "#adapters/files/type-levels";
import { foldName } from "#adapters/files/fold-name";
import type { Policy } from "#core/config";
import type { Level, Scope, StatusCategory, WorkItem } from "#core/model";

/** What holds for every item of one file. */
export interface FileContext {
  workspace: string;
  baseUrl?: string | undefined;
  items: Pick<Policy["items"], "doneStatuses" | "levels">;
  /** Scope of items that name none: the file without its endings. */
  fallbackScope: string;
  notices: Notices;
}

/** Completes a draft: identity, aliases, scope, address, level and status category, each with a notice where it is a guess. */
export function buildItem(draft: ItemDraft, context: FileContext): WorkItem {
  const key = draft.key ?? draft.id ?? "";
  const aliases = [...new Set([key, draft.id].filter((name) => name !== undefined && name !== ""))] as string[];
  const prefix = draft.isNumbered ? undefined : keyPrefix(key);
  const url = webAddress(draft.url) ?? (prefix && linkTo(key, context.baseUrl ?? draft.siteUrl));
  return {
    id: `${draft.tracker}:${context.workspace}:${draft.id ?? key}`,
    key,
    aliases,
    tracker: draft.tracker,
    ...(url && { url }),
    scope: scopeOf(draft, prefix, context),
    type: draft.type,
    ...levelOf(draft, context),
    title: draft.title,
    description: draft.description,
    labels: draft.labels,
    components: draft.components,
    status: { name: draft.status, category: categoryOf(draft, context) },
    ...(draft.isArchived && { isArchived: true }),
    ...given("priority", draft.priority),
    ...given("estimate", draft.estimate),
    ...given("sprint", draft.sprint),
    ...given("dueDate", draft.dueDate),
    ...given("parent", draft.parent === key ? undefined : draft.parent),
    people: draft.people,
    ...given("created", draft.created),
    ...given("updated", draft.updated),
  };
}

function given<Name extends string, Value>(name: Name, value: Value | undefined | ""): Partial<Record<Name, Value>> {
  return (value === undefined || value === "" ? {} : { [name]: value }) as Partial<Record<Name, Value>>;
}

const keyPrefix = (key: string): string | undefined => /^([\p{L}][\p{L}\p{N}_]*)-\d+$/u.exec(key)?.[1];

/** Trackers know a space or team by its key; in other tables the name comes first, for keys may be of several spaces. */
function scopeOf(draft: ItemDraft, prefix: string | undefined, context: FileContext): Scope {
  const isTracker = draft.tracker !== "file";
  const id = draft.scopeKey ?? (isTracker ? prefix : undefined) ?? draft.scopeName ?? prefix ?? context.fallbackScope;
  return { id: `${draft.tracker}:${context.workspace}:${id}`, name: draft.scopeName ?? id };
}

/** Only addresses of web pages become links: a file is not to be trusted with others. */
export function webAddress(text: string | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === "https:" || protocol === "http:" ? href : undefined;
}

function linkTo(key: string, baseUrl: string | undefined): string | undefined {
  if (!baseUrl) return undefined;
  const base = baseUrl.replace(/\/+$/, "");
  const isLinear = URL.canParse(base) && new URL(base).hostname === "linear.app";
  return webAddress(`${base}/${isLinear ? "issue" : "browse"}/${encodeURIComponent(key)}`);
}

function levelOf(draft: ItemDraft, context: FileContext): { level: Level; levelIsInferred?: boolean } {
  if (draft.level) return { level: draft.level };
  const level = levelOfType(draft.type, draft.tracker, context.items.levels);
  const isLinearSubIssue = draft.tracker === "linear" && level === "story" && Boolean(draft.parent);
  return { level: isLinearSubIssue ? "subtask" : level, levelIsInferred: true };
}

function categoryOf(draft: ItemDraft, { items, notices }: FileContext): StatusCategory {
  const told = draft.category === undefined ? undefined : categoryOfStatus(draft.category);
  if (told) return told;
  if (items.doneStatuses.some((name) => foldName(name) === foldName(draft.status)) || draft.isResolved) return "done";
  const known = categoryOfStatus(draft.status);
  if (known) return known;
  if (draft.status !== "") {
    notices.count(
      "status",
      draft.status,
      (rows, examples) =>
        `${counted(rows, "item")} with a status that is not known (${examples}) ${rows === 1 ? "counts" : "count"} as to do; list finished ones in items.doneStatuses.`,
    );
  }
  return "todo";
}

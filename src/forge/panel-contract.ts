import type { Focus } from "#core/model";
import type { RoleSource } from "#core/roles";
import type { Responsibility } from "#core/taxonomy";
import type { TrackerErrorKind } from "#ports";
import type { ApiInput } from "#usecases/api/contract";
import type { FindingDetail } from "#usecases/api/shapes";

/**
 * What the panel and its resolver say to each other: one definition for both ends of the bridge, plain JSON. The platform says which
 * work item is meant. All outside text in an answer is one plain line, shortened.
 */
export type PanelCalls = {
  /** Reads the work item now. `isRefresh`: the panel has waited for an audit, and does not ask for another one. */
  openPanel: (payload: { isRefresh: boolean }) => PanelAnswer;
  /** Whether the audit that was asked for is done. Reads nothing of Jira. */
  isAudited: () => { isAudited: boolean };
  findPeople: (payload: { text: string }) => PeopleAnswer;
  decide: (payload: DecideRequest) => ActAnswer;
  /** Assigns the work item in Jira as the reader, then records that. */
  handOver: (payload: HandOverRequest) => ActAnswer;
  undo: (payload: UndoRequest) => ActAnswer;
  reaudit: () => { refusal: string | null; waits: number[] };
};

/** The answers to the calls of one panel; what was sent is checked by them. */
export type PanelAnswers = { [Name in keyof PanelCalls]: (payload?: unknown) => Promise<ReturnType<PanelCalls[Name]>> };

/** What the panel shows, or why it cannot. */
export type PanelAnswer = { kind: "view"; view: PanelView } | { kind: "problem"; problem: ProblemKind };
/** Why Jira was not read; the panel has the words for it. */
export type ProblemKind = TrackerErrorKind | "unexpected" | "offline";
/** People whose name holds what was typed, never with numbers about them. */
export type PeopleAnswer = { people: { ref: string; name: string; role: RoleView }[]; refusal: string | null };
/** What somebody decides on a finding. */
export type PanelAct = ApiInput<"decide">["act"];
export type ActKind = PanelAct["kind"];
/** A role, or null where nobody tells it. */
export type RoleView = FindingDetail["ownerRole"];

/** A decision on one finding of the work item. */
export interface DecideRequest {
  finding: string;
  act: PanelAct;
  /** `AuditView.asOf` of what the reader saw. */
  asOf: string;
}

/** A new owner, for Jira and for Rolecall. */
export interface HandOverRequest {
  finding: string;
  /** References of people; `from` is null where nobody owned it. */
  to: string;
  from: string | null;
  note: string;
  asOf: string;
}

/** Decisions to take back. */
export interface UndoRequest {
  decisions: string[];
  /** Also hands the work item back in Jira. */
  handBack: { to: string; from: string } | null;
}

/** What became of an action: never an error, always sentences. */
export interface ActAnswer {
  /** Why it was not done, or not all of it. */
  refusals: string[];
  /** Ids of the decisions that were recorded, to take them back. */
  recorded: string[];
  /** Whether something was written to Jira. */
  isWritten: boolean;
  /** What holds now; null where that cannot be told. */
  audit: AuditView | null;
  /** As those of a view. */
  waits: number[];
}

/** What of the work item differs from what the last audit knows. */
export type Change = "title" | "type" | "status" | "level" | "labels" | "owner" | "verdict";

/** What the work item lacks where nobody can be sure of it. */
export type Lack = "description" | "language" | "side" | "words";

/** Everything the panel shows of one work item. */
export interface PanelView {
  /** The verdict on the work item as it is now; null where it is that of the audit. */
  live: VerdictView | null;
  /** Who owns it now. */
  owner: { ref: string; name: string } | null;
  lacks: Lack[];
  audit: AuditView | null;
  changes: Change[];
  /** Instant until which the audit knows the site; null before the first one. */
  asOf: string | null;
  /** Why there is no audit, or why it is not of now. */
  notice: string | null;
  mayDecide: boolean;
  /** An audit of this work item is under way: how many milliseconds to wait before each question for it. Empty: none is. */
  waits: number[];
}

/** A verdict as it is shown. The weights of its lines add up to its score. */
export interface VerdictView {
  focus: Focus;
  /** How sure it is of the focus, 1 to 99; null where it is not. */
  percent: number | null;
  responsibility: Responsibility | null;
  score: number;
  /** Those that count for something, the strongest first. */
  lines: EvidenceLine[];
  /** What would make it another one, in a sentence. */
  flip: string | null;
}

/** One reason for or against a focus. */
export interface EvidenceLine {
  text: string;
  weight: number;
  responsibility: Responsibility | null;
  /** The strongest that speaks against the focus. */
  isCounter: boolean;
}

/** What the audit and people's decisions say of the work item. */
export interface AuditView {
  asOf: string;
  verdict: VerdictView;
  override: { focus: Focus; reason: string; by: string | null; at: string | null; machine: string } | null;
  owner: { name: string; role: RoleView; source: RoleSource; reason: string } | null;
  findings: FindingView[];
  parent: { name: string; focus: Focus; percent: number | null } | null;
  /** The last ones, the newest first. */
  decisions: DecisionLine[];
}

/** A finding with everything that is said about it, and what may be decided. */
export interface FindingView extends Pick<
  FindingDetail,
  "id" | "severity" | "state" | "mark" | "isReread" | "refusals" | "events" | "decided" | "suggestions"
> {
  title: string;
  message: string;
  why: string[];
  change: string;
  remedy: string;
  split: { title: string; focus: Focus; role: RoleView }[];
}

/** A decision in words. */
export interface DecisionLine {
  id: string;
  what: string;
  by: string;
  at: string;
  isUndone: boolean;
  mayUndo: boolean;
}

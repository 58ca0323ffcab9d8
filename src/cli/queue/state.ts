import type { DismissReason } from "#core/decision-kinds";
import type { DecidedFocus } from "#core/model";
import type { FindingView } from "#core/render/finding-view";
import type { AuditReport } from "#core/report";
import type { Act, LiveFinding } from "#usecases/decide";
import type { PersonAnswer } from "#usecases/person-data";
import type { Relative } from "#usecases/select-findings";

/** The queue as plain values: what it shows, what was pressed, what is to be recorded. Nothing here knows a terminal or a store. */

/** One finding of the queue. */
export interface QueueEntry {
  live: LiveFinding;
  view: FindingView;
  ruleTitle: string;
  scopeName: string;
}

/** What does not change while somebody works through the queue. */
export interface QueueContext {
  /** Findings that were open at the start, in the order in which they are shown. */
  entries: readonly QueueEntry[];
  /** All findings, for the relatives of an item. */
  live: readonly LiveFinding[];
  report: AuditReport;
  findPerson(text: string): PersonAnswer;
  /** ISO date. */
  today: string;
}

/** A question that the queue waits for an answer to. */
export type Prompt =
  | { kind: "help" }
  | { kind: "dismiss-reason" }
  | { kind: "dismiss-note"; reason: DismissReason; text: string }
  | { kind: "snooze" }
  | { kind: "snooze-date"; text: string }
  | { kind: "reassign"; text: string }
  | { kind: "reassign-unknown"; text: string; ref: string }
  | { kind: "override-focus" }
  | { kind: "override-reason"; focus: DecidedFocus; text: string }
  | { kind: "override-relatives"; kin: Kin; focus: DecidedFocus; reason: string; items: readonly Relative[] };

/** Who may be read as an item is, in the order in which they are offered. */
export type Kin = "child" | "sibling";

/** A prompt in which text is typed. */
export type TextPrompt = Extract<Prompt, { text: string }>;

/** What became of a finding in this session. */
export type Outcome = "dismissed" | "snoozed" | "planned" | "overridden";

/** Something that was recorded in this session and can be taken back. */
export interface DoneStep {
  /** Ids of the decisions. */
  decisions: readonly string[];
  /** Ids of the findings of the queue that it settles. */
  findings: readonly string[];
  outcome: Outcome;
  /** Place in the queue at which it was decided. */
  at: number;
  /** "PAY-12", "3 children of PAY-12", "1 sibling of PAY-12". */
  subject: string;
}

export interface Message {
  text: string;
  tone: "good" | "warning";
}

export interface QueueState {
  /** Index of the finding on the screen; as many as there are entries: the end of the queue. */
  at: number;
  /** Ids of the findings that were on the screen. */
  seen: ReadonlySet<string>;
  prompt: Prompt | null;
  /** What was recorded and not taken back, oldest first. */
  done: readonly DoneStep[];
  message: Message | null;
  /** Text of a prompt that was left with Esc, for the next one about the same finding. */
  draft: { finding: string; text: string } | null;
  isOver: boolean;
}

/** A key as the queue knows it. */
export type QueueKey =
  | { kind: "text"; text: string }
  /** Pasted text: typed into a prompt, and never taken for commands. */
  | { kind: "paste"; text: string }
  | {
      kind: "named";
      name:
        | "enter"
        | "escape"
        | "backspace"
        | "left"
        | "right"
        | "clear" // Ctrl-U
        | "delete-word" // Ctrl-W
        | "interrupt"; // Ctrl-C, Ctrl-D
    };

/** What a key asks to be recorded. */
export type QueueEffect =
  { kind: "act"; act: Act; names: readonly string[] } | { kind: "undo"; decisions: readonly string[] };

/** A decision with what it is about: an item, or a finding. */
export interface DecisionMention {
  id: string;
  item: string | null;
  finding: string | null;
  /** Last day on which a dismissal holds; null where it holds for good, and for every other decision. */
  until: string | null;
}

/** What happened: a key, or the answer to an effect. */
export type QueueEvent =
  | { kind: "key"; key: QueueKey }
  | {
      kind: "recorded";
      act: Act;
      decisions: readonly DecisionMention[];
      /** What was left out of several, and why. */
      refused: { count: number; why: string } | null;
    }
  | { kind: "undone" }
  | { kind: "refused"; why: string };

/** The state after an event, and what has to be done before the next one. */
export interface Step {
  state: QueueState;
  effect: QueueEffect | null;
}

/** The queue at its first finding. */
export function startQueue({ entries }: QueueContext): QueueState {
  const first = entries[0];
  return {
    at: 0,
    seen: new Set(first ? [first.live.stored.finding.id] : []),
    prompt: null,
    done: [],
    message: null,
    draft: null,
    isOver: false,
  };
}

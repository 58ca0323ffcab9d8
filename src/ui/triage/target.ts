import type { FindingSelection } from "#usecases/api/shapes";
import type { ApiOutput } from "../call";
import type { ActKind, Draft } from "./draft";

/** What somebody is about to decide on. */
export interface Target {
  selection: FindingSelection;
  count: number;
  /** Until what that was up to date which the person saw. */
  asOf: string;
  /** Given where it is about a single finding. */
  one?: { id: string; subject: string };
  /** Filled in already: a suggested owner. */
  draft?: Partial<Draft>;
  /** Called when something was recorded. */
  onRecorded?: () => void;
}

export type DecideAnswer = ApiOutput<"decide">;

export interface Decided {
  kind: ActKind;
  target: Target;
  answer: DecideAnswer;
}
